package io.pitrguard.functions;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.domain.organization.KnownAccount;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.sandbox.SandboxOrganization;
import io.pitrguard.sandbox.state.Organization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The member accounts of a soak. One joins, one is suspended, and one has no role for a while. */
final class SoakMembers {
    private static final String ROLE = "pitr-guard-member";
    private static final int ONE_IN = 10;

    private final SandboxAws aws;
    private final Random random;
    private final int tables;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final Instant joins;
    private final Instant suspends;
    private final Instant roleGoes;
    private final Instant roleReturns;
    private boolean withoutRole;
    private boolean suspended;

    /** An account with its tables, and who knows what is true of them. */
    record Member(String id, SoakPlace place, SoakOracle oracle) {}

    /** Creates all accounts but the last, which joins some time after {@code born}, as all else happens. */
    SoakMembers(SandboxAws aws, int accounts, int tables, Random random, Instant born) {
        this.aws = aws;
        this.random = random;
        this.tables = tables;
        for (int i = 0; i < accounts; i++) {
            ids.add(id(i));
        }
        joins = in(born, 20, 50);
        suspends = in(born, 40, 90);
        roleGoes = in(born, 30, 55);
        roleReturns = in(born, 75, 110);
        ids.subList(0, accounts - 1).forEach(this::join);
    }

    private static String id(int account) {
        return "%012d".formatted(200_000_000_000L + account);
    }

    /** Returns the owners that the policy names: those of every third account; another third has the account's tag. */
    static String owners(int accounts) {
        List<String> owners = new ArrayList<>();
        for (int i = 0; i < accounts; i += 3) {
            owners.add("\"%s\": team-%d".formatted(id(i), i));
        }
        return String.join(", ", owners);
    }

    private Instant in(Instant born, int from, int to) {
        return born.plus(Duration.ofMinutes(from + random.nextInt(to - from)));
    }

    private SandboxOrganization organization() {
        return aws.sandbox().organization();
    }

    private void join(String id) {
        int number = ids.indexOf(id);
        account(id, "ACTIVE");
        organization().role(id, ROLE, HubTestBed.EXTERNAL_ID);
        if (number % 3 == 1) {
            organization().tag(id, KnownAccount.OWNER_TAG, "team-" + number);
        }
        SoakPlace place =
                new SoakPlace(aws, new AccountRegion("aws", id, aws.sandbox().region()), tables, ONE_IN, random);
        members.put(id, new Member(id, place, new SoakOracle(aws, place)));
    }

    private void account(String id, String state) {
        organization().account(id, "name-" + id, Organization.ROOT, state, Set.of("eu-west-1", "us-east-1"));
    }

    /** Lets happen what is due. */
    void advance(Instant now) {
        if (members.size() < ids.size() && !now.isBefore(joins)) {
            join(ids.getLast());
        }
        if (!suspended && !now.isBefore(suspends)) {
            suspended = true;
            account(suspendedOne(), "SUSPENDED");
        }
        boolean gone = !now.isBefore(roleGoes) && now.isBefore(roleReturns);
        if (gone && !withoutRole) {
            organization().removeRole(roleless(), ROLE);
        } else if (!gone && withoutRole) {
            organization().role(roleless(), ROLE, HubTestBed.EXTERNAL_ID);
        }
        withoutRole = gone;
    }

    private String suspendedOne() {
        return ids.get(1);
    }

    private String roleless() {
        return ids.get(2);
    }

    /** Whether a member cannot be reached at the moment. */
    boolean isWithoutRole(String account) {
        return withoutRole && account.equals(roleless());
    }

    boolean isSuspended(String account) {
        return suspended && account.equals(suspendedOne());
    }

    /** Returns those that are in the organization and not suspended. */
    List<Member> active() {
        return members.values().stream()
                .filter(member -> !isSuspended(member.id()))
                .toList();
    }

    Member get(String account) {
        return Objects.requireNonNull(members.get(account), account);
    }

    /** Returns the id of the table that has an ARN; empty if there is none. */
    String tableId(String arn) {
        String[] parts = arn.split("[:/]");
        return Optional.ofNullable(members.get(parts[4]))
                .map(Member::place)
                .filter(place -> place.has(parts[6]))
                .map(place -> place.table(parts[6]).tableId())
                .orElse("");
    }

    Member any() {
        List<Member> all = active();
        return all.get(random.nextInt(all.size()));
    }
}
