package io.pitrguard.infra;

import io.pitrguard.config.Mode;
import java.util.List;
import java.util.Optional;

/**
 * How a deployment sweeps, and what.
 *
 * @param workers how many accounts and regions are swept at once
 * @param hub empty unless the whole organization is swept
 */
record FleetOptions(Mode mode, int workers, Optional<Hub> hub) {
    /** The word for all regions that are enabled in an account. */
    static final String ALL_REGIONS = "all";

    FleetOptions {
        if (hub.isPresent() != (mode == Mode.ORGANIZATION)) {
            throw new IllegalArgumentException("a hub is for mode organization, and only for it");
        }
    }

    /**
     * The options of the deployment that sweeps the organization.
     *
     * @param access how the functions get into member accounts
     * @param scope which accounts and regions are swept
     * @param members where member accounts get their role and rule from
     * @param configRule whether AWS Config has a rule in every account
     * @param configAggregator the name of the aggregator of AWS Config that says where sweeps begin; empty for none
     */
    record Hub(Access access, Scope scope, Members members, boolean configRule, Optional<String> configAggregator) {}

    /**
     * How functions, and people, get into member accounts.
     *
     * @param organizationId such as {@code o-a1b2c3d4e5}
     * @param externalId what the member role asks for
     * @param memberRole the role's name
     * @param forwardRule the name of the rule that forwards calls, and of the role with which it sends
     * @param operatorRoles names, with their paths, of further roles of the hub's account that may assume it, for the command line
     */
    record Access(
            String organizationId,
            String externalId,
            String memberRole,
            String forwardRule,
            List<String> operatorRoles) {
        Access {
            operatorRoles = List.copyOf(operatorRoles);
        }
    }

    /** Returns the name of the member role of a deployment, where nobody chose another: each deployment has its own. */
    static String memberRole(String deployment) {
        return deployment + "-member";
    }

    /**
     * Which accounts and regions are swept.
     *
     * @param units ids, or paths of names from the root
     * @param regions empty for the deployment's own; {@link #ALL_REGIONS} alone for all that are enabled in an account
     */
    record Scope(
            List<String> accounts,
            List<String> units,
            List<String> excludedAccounts,
            List<String> excludedUnits,
            List<String> regions) {
        Scope {
            accounts = List.copyOf(accounts);
            units = List.copyOf(units);
            excludedAccounts = List.copyOf(excludedAccounts);
            excludedUnits = List.copyOf(excludedUnits);
            regions = List.copyOf(regions);
        }
    }

    /**
     * Where member accounts get their role and rule from.
     *
     * @param units ids of the units, or of the root, whose accounts get them
     * @param regions where the rule is, beside the deployment's own region
     */
    record Members(StackSets stackSets, List<String> units, List<String> regions) {
        Members {
            units = List.copyOf(units);
            regions = List.copyOf(regions);
        }
    }

    /** Who calls CloudFormation for the StackSet. */
    enum StackSets {
        /** A delegated administrator of StackSets, the better choice. */
        DELEGATED("DELEGATED_ADMIN"),
        /** The organization's management account. */
        MANAGEMENT("SELF"),
        /** Nobody: the files in {@code member/} are deployed otherwise. */
        NONE("");

        private final String callAs;

        StackSets(String callAs) {
            this.callAs = callAs;
        }

        /** Returns what CloudFormation calls it. */
        String callAs() {
            return callAs;
        }
    }
}
