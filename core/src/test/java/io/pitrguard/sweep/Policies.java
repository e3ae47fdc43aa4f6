package io.pitrguard.sweep;

import io.pitrguard.domain.evaluation.DeletionProtectionCheck;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.evaluation.RestorePointLagCheck;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.TagPattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** Policies for tests, in few words. */
public final class Policies {
    private Policies() {}

    /** A policy of these rules with the standard limits. */
    public static Policy of(Rule... rules) {
        return new Policy("test", List.of(rules), Limits.STANDARD);
    }

    /** The same policy with other limits. */
    public static Policy limited(Policy policy, int changes, String usdPerTable, String usdPerSweep) {
        return new Policy(
                policy.source(),
                policy.rules(),
                new Limits(changes, new BigDecimal(usdPerTable), new BigDecimal(usdPerSweep), false));
    }

    /** Corrects the tables of that name pattern to at least that many days. */
    public static Rule remediate(String tables, int days) {
        return new Rule(tables, named(tables), new Rule.Effect.Require(days(days), Action.REMEDIATE));
    }

    /** Corrects the tables with that tag to at least that many days. */
    public static Rule remediateTagged(String tag, int days) {
        return new Rule(tag, tagged(tag), new Rule.Effect.Require(days(days), Action.REMEDIATE));
    }

    /** Asks that of the tables of that name pattern. */
    public static Rule require(String tables, Requirement requirement, Action action) {
        return new Rule(tables, named(tables), new Rule.Effect.Require(requirement, action));
    }

    /** Lets the tables of that name pattern be until a day. */
    public static Rule exempt(String tables, String until) {
        return new Rule(
                tables,
                named(tables),
                new Rule.Effect.Exempt(new Exemption("rebuilt nightly", "data-platform", LocalDate.parse(until))));
    }

    /** At least that many days. */
    public static Requirement days(int days) {
        return Requirement.RECOVERY_ON.with(RecoveryPeriodCheck.DAYS, days);
    }

    /** Deletion protection, and at least that many days. */
    public static Requirement guarded(int days) {
        return days(days).with(DeletionProtectionCheck.PROTECTION, true);
    }

    /** The latest restore point at most that old. */
    public static Requirement lag(Duration lag) {
        return Requirement.RECOVERY_ON.with(RestorePointLagCheck.MAX_LAG, lag);
    }

    private static Match named(String tables) {
        return new Match(List.of(new Glob(tables)), List.of(), List.of(), List.of(), List.of());
    }

    private static Match tagged(String tag) {
        return new Match(List.of(), List.of(TagPattern.parse(tag)), List.of(), List.of(), List.of());
    }
}
