package io.pitrguard.domain.organization;

import io.pitrguard.domain.table.AwsNames;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An account of the organization.
 *
 * @param id twelve digits
 * @param name as in the console
 * @param state whether AWS lets it be used
 * @param units the organizational units that it is in, from the root down; empty for an account at the root
 */
public record MemberAccount(String id, String name, State state, List<OrganizationalUnit> units) {
    private static final Pattern ID = Pattern.compile(AwsNames.ACCOUNT);

    /**
     * The states of an account.
     * https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
     */
    public enum State {
        /** It is being set up. */
        PENDING_ACTIVATION("not activated yet"),
        /** It can be used. */
        ACTIVE("active"),
        /** AWS locked it. */
        SUSPENDED("suspended"),
        /** Somebody asked to close it. */
        PENDING_CLOSURE("being closed"),
        /** It is closed. */
        CLOSED("closed"),
        /** AWS names a state that is none of these. */
        UNKNOWN("in an unknown state");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** Returns the state for people, such as "suspended". */
        public String words() {
            return words;
        }
    }

    public MemberAccount {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("account must be 12 digits, not '" + id + "'");
        }
        units = List.copyOf(units);
    }

    /** Whether its tables can be read: not where it is known to be locked, closed or not set up yet. */
    public boolean usable() {
        return switch (state) {
            case ACTIVE, UNKNOWN -> true;
            case PENDING_ACTIVATION, SUSPENDED, PENDING_CLOSURE, CLOSED -> false;
        };
    }

    /** Returns where in the organization it is, such as {@code Workloads/Production}; empty at the root. */
    public String path() {
        return units.stream().map(OrganizationalUnit::name).collect(Collectors.joining("/"));
    }
}
