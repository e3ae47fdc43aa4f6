package io.pitrguard.domain.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.evaluation.DeletionProtectionCheck;
import io.pitrguard.domain.evaluation.DrillCheck;
import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.evaluation.RestorePointLagCheck;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.evaluation.Violation;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
    private static final Requirement WEEK =
            Requirement.RECOVERY_ON.with(RecoveryPeriodCheck.DAYS, 7).with(DeletionProtectionCheck.PROTECTION, true);
    private static final Instant NOW = Instant.parse("2027-03-10T12:00:00Z");
    private static final TableRef ORDERS = new AccountRegion("aws", "111122223333", "eu-west-1").table("orders");
    private static final Violation STALE = new RestorePointLagCheck.RestorePointStale(
            Duration.ofMinutes(15), Instant.parse("2027-03-10T11:00:00Z"), Duration.ofHours(1));
    private static final Violation OPEN = new DeletionProtectionCheck.DeletionProtectionOff();

    @Test
    void enablesWithThePeriodThatTheRuleAsks() {
        assertThat(plan(WEEK, new RecoveryEnabledCheck.RecoveryDisabled())).contains(new Plan.EnableRecovery(7));
    }

    @Test
    void enablesWithTheLongestPeriodWhereTheRuleAsksForNone() {
        assertThat(plan(Requirement.RECOVERY_ON, new RecoveryEnabledCheck.RecoveryDisabled()))
                .contains(new Plan.EnableRecovery(35));
    }

    @ParameterizedTest
    @CsvSource({"35, 7, 35", "8, 7, 8", "7, 7, 7", "1, 7, 7"})
    void enablesWithTheFormerPeriodWhereThatIsLonger(int former, int required, int days) {
        assertThat(planAfter(former, required)).contains(new Plan.EnableRecovery(days, required));
    }

    @Test
    void lengthensOnlyToWhatIsRequiredSinceSomebodyChoseThePeriod() {
        assertThat(Plan.of(nonCompliant(new RecoveryPeriodCheck.PeriodTooShort(7, 3)), WEEK, past(35)))
                .contains(new Plan.LengthenPeriod(3, 7));
    }

    @Test
    void lengthensToWhatWasRequired() {
        assertThat(plan(WEEK, new RecoveryPeriodCheck.PeriodTooShort(7, 3))).contains(new Plan.LengthenPeriod(3, 7));
    }

    @Test
    void remediatesWhatItCanAmongOtherViolations() {
        assertThat(plan(WEEK, STALE, OPEN, new RecoveryPeriodCheck.PeriodTooShort(7, 3)))
                .contains(new Plan.LengthenPeriod(3, 7));
        assertThat(plan(WEEK, OPEN, new RecoveryEnabledCheck.RecoveryDisabled()))
                .contains(new Plan.EnableRecovery(7));
    }

    @Test
    void leavesStaleRestorePointsAndDeletionProtectionToPeople() {
        assertThat(plan(WEEK, STALE)).isEmpty();
        assertThat(plan(WEEK, OPEN)).isEmpty();
        assertThat(plan(WEEK, STALE, OPEN)).isEmpty();
        assertThat(plan(
                        WEEK,
                        new DrillCheck.DrillFailed("drill-1", NOW, "It failed."),
                        new DrillCheck.DrillOverdue(Optional.empty(), Duration.ofDays(30), NOW)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "35, 7", "2, 1"})
    void cannotBeMadeToShortenPeriod(int from, int to) {
        assertThatThrownBy(() -> new Plan.LengthenPeriod(from, to))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a plan only lengthens a period");
    }

    @Test
    void cannotBeMadeToAskForLessThanThePolicy() {
        assertThatThrownBy(() -> new Plan.EnableRecovery(6, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a plan asks for no less than the policy");
    }

    @Test
    void plansForAJudgementUnderARuleThatAsksForSomething() {
        Verdict off = new Verdict.NonCompliant(List.of(new RecoveryEnabledCheck.RecoveryDisabled()));
        Rule requires = new Rule("week", Match.EVERY_TABLE, new Rule.Effect.Require(WEEK, Action.ALERT));
        Rule exempts = new Rule(
                "scratch",
                Match.EVERY_TABLE,
                new Rule.Effect.Exempt(new Exemption("load test", "team-data", LocalDate.parse("2027-03-31"))));

        assertThat(plan(new Judgement(off, Optional.of(requires), List.of()))).contains(new Plan.EnableRecovery(7));
        assertThat(plan(new Judgement(off, Optional.of(exempts), List.of()))).isEmpty();
        assertThat(plan(new Judgement(off, Optional.empty(), List.of()))).isEmpty();
        assertThat(plan(new Judgement(new Verdict.Compliant(), Optional.of(requires), List.of())))
                .isEmpty();
    }

    @Test
    void statesThePeriodToAskFor() {
        assertThat(new Plan.EnableRecovery(35).days()).isEqualTo(35);
        assertThat(new Plan.LengthenPeriod(3, 7).days()).isEqualTo(7);
    }

    @Test
    void saysInWordsWhatIsToBeDone() {
        assertThat(new Plan.EnableRecovery(35).description())
                .isEqualTo("enable point-in-time recovery with a period of 35 days");
        assertThat(new Plan.EnableRecovery(1).description())
                .isEqualTo("enable point-in-time recovery with a period of 1 day");
        assertThat(new Plan.EnableRecovery(35, 7).description())
                .isEqualTo("enable point-in-time recovery with its former period of 35 days; the policy asks for 7");
        assertThat(new Plan.LengthenPeriod(1, 7).description())
                .isEqualTo("lengthen the recovery period from 1 to 7 days");
    }

    @Test
    void saysInWordsThatItIsDone() {
        assertThat(new Plan.EnableRecovery(35).done())
                .isEqualTo("Enabled and verified point-in-time recovery with a period of 35 days.");
        assertThat(new Plan.EnableRecovery(1).done())
                .isEqualTo("Enabled and verified point-in-time recovery with a period of 1 day.");
        assertThat(new Plan.EnableRecovery(2, 1).done())
                .isEqualTo(
                        "Enabled and verified point-in-time recovery with its former period of 2 days; the policy asks for 1.");
        assertThat(new Plan.LengthenPeriod(1, 7).done())
                .isEqualTo("Lengthened the recovery period from 1 to 7 days, and verified it.");
    }

    private static Optional<Plan> plan(Requirement requirement, Violation... violations) {
        return Plan.of(nonCompliant(violations), requirement, RecoveryPast.UNKNOWN);
    }

    private static Optional<Plan> plan(Judgement judgement) {
        return Plan.of(
                new TableSnapshot(new TableFacts(ORDERS, Tags.NONE), new RecoveryState.Disabled(), NOW), judgement);
    }

    private static Optional<Plan> planAfter(int former, int required) {
        return Plan.of(
                nonCompliant(new RecoveryEnabledCheck.RecoveryDisabled()),
                Requirement.RECOVERY_ON.with(RecoveryPeriodCheck.DAYS, required),
                past(former));
    }

    private static Verdict.NonCompliant nonCompliant(Violation... violations) {
        return new Verdict.NonCompliant(List.of(violations));
    }

    /** The past of a table whose recovery had this period before it was disabled. */
    private static RecoveryPast past(int days) {
        Point.Window window = new Point.Window(NOW.minus(Duration.ofDays(1)), OptionalInt.of(days));
        return new RecoveryPast(
                new RecoveryHistory(List.of(
                        new Point(NOW.minus(Duration.ofHours(1)), Optional.of(window)),
                        new Point(NOW, Optional.empty()))),
                Optional.empty(),
                List.of());
    }
}
