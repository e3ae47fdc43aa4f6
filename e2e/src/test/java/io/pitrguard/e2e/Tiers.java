package io.pitrguard.e2e;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A policy of several tiers, and what it says of a table: worked out here, rule by rule, from what the AWS CLI shows.
 * Nothing of the product is asked.
 */
final class Tiers {
    private static final LocalDate SCRATCH_UNTIL = Exemption.TODAY.plusDays(90);

    private Tiers() {}

    /** Returns the policy as a file, with a cap on the changes of one sweep. */
    static String policy(int maxChanges) {
        return """
                version: 1
                limits:
                  maxChangesPerSweep: %d
                rules:
                  - name: critical
                    match: { tag: tier=critical }
                    require: { recoveryPeriodDays: 35 }
                    action: remediate
                  - name: scratch
                    match: { table: tmp-* }
                    exempt: { reason: rebuilt nightly, owner: data platform, until: %s }
                  - name: orders
                    match: { table: orders-* }
                    require: { recoveryPeriodDays: 14 }
                    action: remediate
                  - name: carts
                    match: { table: [carts-*, baskets-*] }
                    require: { recoveryPeriodDays: 7 }
                  - name: load tests
                    match: { table: my-orders-* }
                    exempt: { reason: filled before each run, owner: performance, until: %s }
                  - name: shop
                    match: { table: "*-orders-*" }
                    action: remediate
                """.formatted(maxChanges, SCRATCH_UNTIL, Exemption.ENDED);
    }

    /** What a rule asks: a period, where 0 asks only that recovery is on, and whether it may be remediated. */
    private record Tier(String rule, int days, boolean remediates) {}

    private static Tier tier(Seen table) {
        if ("critical".equals(table.tags().get("tier"))) {
            return new Tier("critical", 35, true);
        }
        // tmp-* is exempt before these are asked.
        if (table.name().startsWith("orders-")) {
            return new Tier("orders", 14, true);
        }
        if (table.name().startsWith("carts-") || table.name().startsWith("baskets-")) {
            return new Tier("carts", 7, false);
        }
        if (table.name().contains("-orders-")) {
            return new Tier("shop", 0, true);
        }
        return new Tier("default", 0, false);
    }

    private static boolean isScratch(Seen table) {
        return table.name().startsWith("tmp-")
                && !"critical".equals(table.tags().get("tier"));
    }

    /** Returns how a sweep must report the table. */
    static Reported expected(Seen table) {
        if (isScratch(table)) {
            return report(table, "EXEMPT", "scratch", List.of(), SCRATCH_UNTIL.toString());
        }
        Tier tier = tier(table);
        List<String> violations = violations(table, tier);
        if (violations.isEmpty()) {
            return report(table, "COMPLIANT", tier.rule(), violations, "");
        }
        return tagsExempt(table)
                ? report(table, "EXEMPT", tier.rule(), List.of(), Exemption.ACTIVE.toString())
                : report(table, "NON_COMPLIANT", tier.rule(), violations, "");
    }

    /** Returns the recovery period that a table must have after remediation, its present one where there is none. */
    static int daysAfterFix(Seen table) {
        if (!isRemediated(table)) {
            return table.days();
        }
        return tier(table).days() == 0 ? 35 : tier(table).days();
    }

    /** Returns whether the policy lets a sweep remediate the table, and there is something to remediate. */
    static boolean isRemediated(Seen table) {
        return expected(table).verdict().equals("NON_COMPLIANT") && tier(table).remediates();
    }

    private static List<String> violations(Seen table, Tier tier) {
        if (!table.isOn()) {
            return List.of("RecoveryDisabled");
        }
        return table.days() < tier.days() ? List.of("PeriodTooShort") : List.of();
    }

    private static boolean tagsExempt(Seen table) {
        Map<String, String> tags = table.tags();
        return Exemption.ACTIVE.toString().equals(tags.get(Exemption.UNTIL))
                && tags.containsKey(Exemption.REASON)
                && tags.containsKey(Exemption.OWNER);
    }

    /** All tables of moto are new: the window of each that is on is growing, which matters where a rule asks for one. */
    private static List<String> notices(Seen table, String rule) {
        List<String> notices = new ArrayList<>(exemptionNotices(table));
        if (table.isOn() && !rule.equals("scratch")) {
            notices.add("RecoveryWindowGrowing");
        }
        return notices;
    }

    private static List<String> exemptionNotices(Seen table) {
        List<String> notices = new ArrayList<>();
        boolean critical = "critical".equals(table.tags().get("tier"));
        if (table.name().startsWith("my-orders-") && !critical) {
            notices.add("ExemptionEnded");
        }
        String until = table.tags().get(Exemption.UNTIL);
        if (until == null) {
            return notices;
        }
        if (!table.tags().containsKey(Exemption.OWNER)) {
            notices.add("ExemptionIncomplete");
        } else if (until.equals(Exemption.ENDED.toString())) {
            notices.add("ExemptionEnded");
        } else if (!until.equals(Exemption.ACTIVE.toString())) {
            notices.add("ExemptionUnreadable");
        }
        return notices;
    }

    private static Reported report(
            Seen table, String verdict, String rule, List<String> violations, String exemptUntil) {
        return new Reported(
                table.name(),
                verdict,
                rule,
                violations,
                notices(table, rule),
                exemptUntil,
                table.isOn() ? "ENABLED" : "DISABLED",
                table.days(),
                table.earliest());
    }
}
