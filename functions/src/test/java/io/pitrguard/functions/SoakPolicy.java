package io.pitrguard.functions;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.sandbox.state.Recovery;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The policy of a soak, and what it means for a table, worked out without the product's evaluator. */
final class SoakPolicy {
    /** What it asks for. */
    static final int DAYS = 35;

    /** What a table can fall short of by itself; what it lost is another matter. */
    static final SortedSet<FindingKind> FALLS_SHORT =
            new TreeSet<>(List.of(FindingKind.RECOVERY_DISABLED, FindingKind.PERIOD_TOO_SHORT));

    private static final String REMEDIATED = "orders-";
    private static final String EXEMPT = "tmp-";
    private static final List<String> PREFIXES = List.of(REMEDIATED, "watch-", EXEMPT);

    private SoakPolicy() {}

    /** Returns the policy with these limits and owners of accounts, as the policy file spells them. */
    static Policy with(String limits, String owners) {
        return ConfigRuleTestBed.policy("""
                version: 1
                limits: { %s }
                owners: { %s }
                rules:
                  - { name: tmp, match: { table: tmp-* }, exempt: { reason: rebuilt, owner: me, until: 2099-01-01 } }
                  - { name: watch, match: { table: watch-* }, require: { recoveryPeriodDays: 35 }, action: alert }
                  - { name: rest, require: { recoveryPeriodDays: 35 }, action: remediate }
                """.formatted(limits, owners));
    }

    /** Returns the name of a table, whose rule a number from 0 to 5 chooses: most are remediated. */
    static String name(int dice, int number) {
        return PREFIXES.get(Math.max(0, dice - 3)) + "%03d".formatted(number);
    }

    static boolean exempts(String name) {
        return name.startsWith(EXEMPT);
    }

    static boolean remediates(String name) {
        return name.startsWith(REMEDIATED);
    }

    /** Returns what a table falls short of. */
    static SortedSet<FindingKind> fallsShort(String name, Recovery recovery) {
        SortedSet<FindingKind> kinds = new TreeSet<>();
        if (!exempts(name)) {
            switch (recovery) {
                case Recovery.Enabled on when on.days() < DAYS -> kinds.add(FindingKind.PERIOD_TOO_SHORT);
                case Recovery.Enabled _ -> {}
                case Recovery.Disabled _ -> kinds.add(FindingKind.RECOVERY_DISABLED);
            }
        }
        return kinds;
    }

    /** Returns the verdict on a table that falls short of something, or of nothing. */
    static VerdictKind verdict(String name, boolean fallsShort) {
        if (exempts(name)) {
            return VerdictKind.EXEMPT;
        }
        return fallsShort ? VerdictKind.NON_COMPLIANT : VerdictKind.COMPLIANT;
    }
}
