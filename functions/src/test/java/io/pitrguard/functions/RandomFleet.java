package io.pitrguard.functions;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sandbox.state.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A few tables that change at random, and what is true of each, worked out without the product's evaluator. */
final class RandomFleet {
    private static final List<String> NAMES = List.of("carts", "orders", "tmp-1", "tmp-2", "users");
    private static final List<String> STATUSES =
            List.of("ACTIVE", "ACTIVE", "ACTIVE", "UPDATING", "CREATING", "DELETING", "ARCHIVED");

    private final ConfigRuleTestBed bed;
    private final Random random;
    private final Demand demand;
    private final Set<String> seen = new HashSet<>();

    /**
     * What the policy asks of every table.
     *
     * @param exemptTmp whether the tables tmp-* are exempt
     * @param exemptScratch whether the tables with the tag tier=scratch are exempt
     */
    record Demand(
            int days, int lagMinutes, boolean protection, boolean exemptTmp, boolean exemptScratch, boolean remediate) {
        static Demand any(Random random) {
            return new Demand(
                    Math.max(0, random.nextInt(50) - 15),
                    lag(Math.max(0, random.nextInt(60) - 30)),
                    random.nextInt(4) == 0,
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean());
        }

        /** Every table lags five minutes, so that a policy may not ask for less. */
        private static int lag(int minutes) {
            return minutes == 0 ? 0 : Math.max(6, minutes);
        }

        Policy policy() {
            String require = "%s%sdeletionProtection: %s"
                    .formatted(
                            days == 0 ? "" : "recoveryPeriodDays: " + days + ", ",
                            lagMinutes == 0 ? "" : "maxRestorePointLag: " + lagMinutes + "m, ",
                            protection);
            return ConfigRuleTestBed.policy("version: 1\nrules:\n"
                    + (exemptTmp ? exempting("tmp", "table: tmp-*") : "")
                    + (exemptScratch ? exempting("scratch", "tag: tier=scratch") : "")
                    + "  - { name: rest, require: { " + require
                    + " }, action: " + (remediate ? "remediate" : "alert") + " }\n");
        }

        private static String exempting(String name, String match) {
            return "  - { name: %s, match: { %s }, exempt: { reason: rebuilt, owner: me, until: 2099-01-01 } }\n"
                    .formatted(name, match);
        }
    }

    /** What is true of a table. */
    enum Truth {
        COMPLIANT,
        NON_COMPLIANT,
        EXEMPT,
        NOT_APPLICABLE
    }

    RandomFleet(ConfigRuleTestBed bed, Random random, Demand demand) {
        this.bed = bed;
        this.random = random;
        this.demand = demand;
        NAMES.forEach(this::create);
    }

    /** A name that a table has, or has had, or never had. */
    String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    /** Whether there ever was such a table. */
    boolean knew(String name) {
        return seen.contains(name);
    }

    /** Makes the table again if it is gone. */
    String existing() {
        String name = name();
        if (!bed.sandbox().tables().names().contains(name)) {
            create(name);
        }
        return name;
    }

    private void create(String name) {
        seen.add(name);
        bed.create(name);
        for (int i = 0; i < 3; i++) {
            change(bed.table(name));
        }
    }

    /** Something happens to one of the tables. */
    void happen() {
        bed.pass(Duration.ofSeconds(1 + random.nextInt(600)));
        String name = existing();
        if (random.nextInt(6) == 0) {
            bed.sandbox().tables().delete(name);
        } else {
            change(bed.table(name));
        }
    }

    private void change(SandboxTable table) {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> table.enabled(1 + random.nextInt(35));
            case 3 -> table.disabled();
            case 4 -> table.latestLag(Duration.ofMinutes(random.nextBoolean() ? 5 : 61));
            case 5, 6 -> table.tags(tags());
            case 7 -> table.status(STATUSES.get(random.nextInt(STATUSES.size())));
            case 8 -> {
                if (random.nextBoolean()) {
                    table.taggingDelayed();
                } else {
                    table.taggingCaughtUp();
                }
            }
            default -> table.deletionProtection(random.nextBoolean());
        }
    }

    private Map<String, String> tags() {
        return switch (random.nextInt(6)) {
            case 0 -> Map.of();
            case 1 -> exempt("2020-01-01");
            case 2 -> Map.of("pitr-guard:exempt-until", "2027-10-01");
            case 3 -> Map.of("tier", "scratch");
            default -> exempt("2027-10-01");
        };
    }

    private static Map<String, String> exempt(String until) {
        return Map.of(
                "pitr-guard:exempt-until", until,
                "pitr-guard:exempt-reason", "load test",
                "pitr-guard:exempt-owner", "team-data");
    }

    /** The tables as they are now. */
    Map<String, TableState> states() {
        Map<String, TableState> states = new HashMap<>();
        bed.sandbox()
                .tables()
                .names()
                .forEach(name -> states.put(name, bed.table(name).state()));
        return states;
    }

    /** What is true of a table in that state now. */
    Truth truth(TableState table) {
        if (table.status().equals("ARCHIVED")) {
            return Truth.NOT_APPLICABLE;
        }
        if (exemptByRule(table)) {
            return Truth.EXEMPT;
        }
        if (satisfied(table)) {
            return Truth.COMPLIANT;
        }
        return exemptByTags(table) ? Truth.EXEMPT : Truth.NON_COMPLIANT;
    }

    /** Whether a table in that state would be let be if its recovery were off. */
    boolean exempt(TableState table) {
        return exemptByRule(table) || exemptByTags(table);
    }

    private boolean exemptByRule(TableState table) {
        return demand.exemptTmp() && table.name().startsWith("tmp-")
                || demand.exemptScratch() && "scratch".equals(tags(table).get("tier"));
    }

    private static boolean exemptByTags(TableState table) {
        return "2027-10-01".equals(tags(table).get("pitr-guard:exempt-until"))
                && tags(table).size() == 3;
    }

    private static Map<String, String> tags(TableState table) {
        return table.tags().current().tags();
    }

    private boolean satisfied(TableState table) {
        Instant now = bed.aws.time().instant();
        return table.backups().recovery(now) instanceof Recovery.Enabled on
                && on.days() >= demand.days()
                && (demand.lagMinutes() == 0
                        || !on.latest().isBefore(now.minus(Duration.ofMinutes(demand.lagMinutes()))))
                && (!demand.protection() || table.deletionProtection());
    }
}
