package io.pitrguard.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChecksTest {
    private static final TableRef CARTS = new AccountRegion("aws-cn", "111122223333", "cn-north-1").table("carts.v2");
    private static final LedgerLocation LEDGER = LedgerLocation.in(CARTS.where());
    private static final TableSnapshot READ =
            new TableSnapshot(new TableFacts(CARTS, Tags.NONE), new RecoveryState.Disabled(), Words.NOW);
    private static final Requirement WEEK = Requirement.RECOVERY_ON.with(RecoveryPeriodCheck.DAYS, 7);

    static List<Check> checks() {
        return Checks.ALL;
    }

    @ParameterizedTest
    @MethodSource("checks")
    void saysWhatWhyAndWhatToDo(Check check) {
        assertThat(check.title()).matches("[A-Z][^.]+");
        assertThat(check.reason()).matches("[A-Z].+\\.");
        assertThat(check.remedy(READ, Requirement.RECOVERY_ON, LEDGER))
                .containsPattern("aws dynamodb .* --table-name carts\\.v2 |^\\./pitr-guard drill carts\\.v2 ")
                .contains(" --region cn-north-1")
                .doesNotContain("%", "null");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void declaresReadActionsOfDynamoDbOnly(Check check) {
        assertThat(check.iamActions()).isNotEmpty().allMatch(action -> action.matches("dynamodb:Describe[A-Z]\\w+"));
    }

    @Test
    void declaresExactlyTheActionsThatItNeeds() {
        assertThat(Checks.ALL)
                .extracting(Check::iamActions)
                .containsExactly(
                        Set.of("dynamodb:DescribeContinuousBackups"),
                        Set.of("dynamodb:DescribeContinuousBackups"),
                        Set.of("dynamodb:DescribeContinuousBackups"),
                        Set.of("dynamodb:DescribeContinuousBackups"),
                        Set.of("dynamodb:DescribeTable"),
                        Set.of("dynamodb:DescribeTable"));
    }

    @Test
    void hasTitlesAndReasonsOfItsOwnForEachCheck() {
        assertThat(new HashSet<>(Checks.ALL.stream().map(Check::title).toList()))
                .hasSameSizeAs(Checks.ALL);
        assertThat(new HashSet<>(Checks.ALL.stream().map(Check::reason).toList()))
                .hasSameSizeAs(Checks.ALL);
        assertThat(Checks.ALL)
                .extracting(Check::title)
                .containsExactly(
                        "Point-in-time recovery is on",
                        "The recovery period is long enough",
                        "No history was lost",
                        "The latest restorable time is recent",
                        "Deletion protection is on",
                        "The restore was proven by a drill");
    }

    @Test
    void findsTheCheckThatEachViolationComesFrom() {
        assertThat(Checks.of(new RecoveryEnabledCheck.RecoveryDisabled())).isInstanceOf(RecoveryEnabledCheck.class);
        assertThat(Checks.of(new RecoveryPeriodCheck.PeriodTooShort(14, 7))).isInstanceOf(RecoveryPeriodCheck.class);
        assertThat(Checks.of(new RestorePointLagCheck.RestorePointStale(Duration.ZERO, Words.NOW, Duration.ZERO)))
                .isInstanceOf(RestorePointLagCheck.class);
        assertThat(Checks.of(new HistoryCheck.HistoryLost(Words.NOW.minusSeconds(60), Words.NOW)))
                .isInstanceOf(HistoryCheck.class);
        assertThat(Checks.of(new DeletionProtectionCheck.DeletionProtectionOff()))
                .isInstanceOf(DeletionProtectionCheck.class);
        assertThat(Checks.of(new DrillCheck.DrillFailed("drill-1", Words.NOW, "It failed.")))
                .isInstanceOf(DrillCheck.class);
        assertThat(Checks.of(new DrillCheck.DrillOverdue(Optional.empty(), Duration.ofDays(30), Words.NOW)))
                .isInstanceOf(DrillCheck.class);
    }

    @Test
    void enablesRecoveryWithThePeriodThatTheRuleAsks() {
        String command = "aws dynamodb update-continuous-backups --table-name carts.v2 --region cn-north-1"
                + " --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true,RecoveryPeriodInDays=";
        Check enabled = Checks.of(new RecoveryEnabledCheck.RecoveryDisabled());
        assertThat(enabled.remedy(READ, WEEK, LEDGER)).isEqualTo(command + "7");
        assertThat(enabled.remedy(READ, Requirement.RECOVERY_ON, LEDGER)).isEqualTo(command + "35");
        assertThat(Checks.of(new RecoveryPeriodCheck.PeriodTooShort(7, 1)).remedy(READ, WEEK, LEDGER))
                .isEqualTo(command + "7");
        Point.Window window = new Point.Window(Words.NOW, OptionalInt.of(14));
        RecoveryPast past = new RecoveryPast(
                new RecoveryHistory(List.of(new Point(Words.NOW, Optional.of(window)))), Optional.empty(), List.of());
        assertThat(enabled.remedy(READ.with(past), WEEK, LEDGER)).isEqualTo(command + "14");
        assertThat(new RecoveryPeriodCheck().remedy(READ.with(past), WEEK, LEDGER))
                .isEqualTo(command + "7");
    }

    @Test
    void acknowledgesLostHistoryInTheLedgerThatHasTheTable() {
        Check history = Checks.of(new HistoryCheck.HistoryLost(Words.NOW.minusSeconds(60), Words.NOW));
        LedgerLocation hub = LedgerLocation.in(new AccountRegion("aws-cn", "123456789012", "cn-northwest-1"));

        assertThat(history.remedy(READ, WEEK, LEDGER))
                .endsWith(" Then acknowledge it: ./pitr-guard acknowledge carts.v2 --region cn-north-1 --reason …"
                        + " (docs/runbooks/lost-history.md)");
        assertThat(history.remedy(READ, WEEK, hub))
                .contains("aws dynamodb list-backups --table-name carts.v2 --region cn-north-1")
                .endsWith(
                        " Then acknowledge it with credentials of account 123456789012: ./pitr-guard acknowledge carts.v2"
                                + " --account 111122223333 --region cn-north-1 --ledger-region cn-northwest-1 --reason …"
                                + " (docs/runbooks/lost-history.md)");
    }

    @Test
    void saysHowToTurnDeletionProtectionOn() {
        assertThat(Checks.of(new DeletionProtectionCheck.DeletionProtectionOff())
                        .remedy(READ, WEEK, LEDGER))
                .isEqualTo("aws dynamodb update-table --table-name carts.v2 --region cn-north-1"
                        + " --deletion-protection-enabled");
    }

    @Test
    void saysWhereToLookWhenRestorePointIsStale() {
        assertThat(new RestorePointLagCheck().remedy(READ, WEEK, LEDGER))
                .isEqualTo("Check the table's status and its KMS key, then open an AWS support case:"
                        + " aws dynamodb describe-table --table-name carts.v2 --region cn-north-1");
    }

    @Test
    void doesNotCheckDeletionProtectionOfVanishedTable() {
        Requirement protection = Words.requirement("protection");
        TableFacts gone = new TableFacts(CARTS, Tags.NONE, new Fact.Gone<>());
        Policy policy = new Policy(
                "test",
                List.of(new Rule("all", Match.EVERY_TABLE, new Rule.Effect.Require(protection, Action.ALERT))),
                Limits.STANDARD);
        assertThat(Evaluator.evaluate(policy, gone, new RecoveryState.Disabled(), Words.NOW)
                        .verdict())
                .isEqualTo(Words.verdict("-gone"));
    }

    @Test
    void verdictOfFallingShortNeedsViolation() {
        assertThatThrownBy(() -> new Verdict.NonCompliant(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("non-compliant without a violation");
    }

    @Test
    void verdictAndJudgementKeepWhatTheyWereGiven() {
        List<Violation> violations = new ArrayList<>(List.of(new RecoveryEnabledCheck.RecoveryDisabled()));
        Verdict.NonCompliant verdict = new Verdict.NonCompliant(violations);
        violations.add(new DeletionProtectionCheck.DeletionProtectionOff());
        assertThat(verdict.violations()).containsExactly(new RecoveryEnabledCheck.RecoveryDisabled());
        Judgement judgement = new Judgement(verdict, Optional.empty(), new ArrayList<>(Words.notices("no date")));
        assertThat(judgement.notices()).isUnmodifiable().isEqualTo(Words.notices("no date"));
    }
}
