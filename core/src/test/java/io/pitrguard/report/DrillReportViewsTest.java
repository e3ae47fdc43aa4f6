package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pitrguard.domain.backup.RecoveryPoint;
import io.pitrguard.domain.backup.VaultRestore;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.DrillEvidenceLink;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillSummary;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.drill.ProofStatus;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.port.Result;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrillReportViewsTest {
    private static final Instant NOW = DrilledTables.NOW;
    private static final CheckResult PASSED = AnyDrill.results().getFirst();
    private static final CheckResult FAILED = AnyDrill.results().get(1);
    private static final CheckResult OPEN = AnyDrill.results().getLast();
    private static final Cause DENIED = new Cause(Cause.Kind.DENIED, "AWS denied backup:ListRecoveryPointsByResource.");

    @Test
    void summarizesEachTableByMonth() {
        DrillRecord first = AnyDrill.ended(1, AnyDrill.AT, PASSED);
        DrillRecord second = AnyDrill.ended(2, AnyDrill.AT.plusSeconds(5), FAILED);

        assertThat(report(List.of(first, second), List.of(), Policy.BUILT_IN).tables())
                .singleElement()
                .satisfies(table -> {
                    assertThat(table.status()).isEqualTo(ProofStatus.FAILED);
                    assertThat(table.lastProven()).isEqualTo(AnyDrill.AT.toString());
                    assertThat(table.lastVerdict()).isEqualTo("FAILED");
                    assertThat(table.lastReason()).isEqualTo("One is missing.");
                    assertThat(table.recoverySeconds()).isEqualTo(700);
                    assertThat(table.evidence())
                            .isEqualTo(new RestoreProofView.DrillPointer(
                                    second.id().value(), null, null));
                    assertThat(table.drills())
                            .extracting(RestoreProofView.DrillPoint::verdict)
                            .containsExactly(DrillVerdict.PASSED, DrillVerdict.FAILED);
                    assertThat(table.months())
                            .containsExactly(new DrillReportView.Month("2026-11", 1, 1, 0, 700L, null));
                });
    }

    @Test
    void showsADrillThatIsNotOver() {
        DrillRecord running = AnyDrill.record(AnyDrill.id(3), new DrillState.Planned());

        DrillReportView report = report(List.of(running), List.of(), Policy.BUILT_IN);

        assertThat(report.tables())
                .extracting(DrillReportView.Table::running)
                .containsExactly(running.id().value());
        assertThat(new String(DrillReportPage.of(report), StandardCharsets.UTF_8))
                .contains("Drill " + running.id() + " is not over yet.");
    }

    @Test
    void listsTablesThatShouldHaveHadADrill() {
        TableRecord orders = DrilledTables.orders();
        TableRecord exempt = DrilledTables.table("cache", VerdictKind.EXEMPT, Map.of());

        assertThat(report(List.of(), List.of(orders, exempt), DrilledTables.MONTHLY)
                        .tables())
                .singleElement()
                .satisfies(table -> {
                    assertThat(table.table()).isEqualTo(AnyDrill.SOURCE.arn());
                    assertThat(table.status()).isEqualTo(ProofStatus.NOT_PROVEN);
                    assertThat(table.lastProven()).isNull();
                    assertThat(table.everyDays()).isEqualTo(30);
                    assertThat(table.targetSeconds()).isEqualTo(7200);
                    assertThat(table.deadline())
                            .isEqualTo(AnyDrill.AT.plus(Duration.ofDays(29)).toString());
                });
        assertThat(report(List.of(), List.of(orders), Policy.BUILT_IN).tables()).isEmpty();
    }

    @Test
    void withoutAPolicyKnowsTheTablesThatASweepFoundOverdue() {
        TableRecord late = DrilledTables.table(
                "orders", VerdictKind.NON_COMPLIANT, Map.of(FindingKind.DRILL_OVERDUE, "Never proven."));

        assertThat(report(List.of(), List.of(late), Policy.BUILT_IN).tables())
                .extracting(DrillReportView.Table::status)
                .containsExactly(ProofStatus.OVERDUE);

        DrillRecord since = AnyDrill.ended(1, NOW.minusSeconds(900), PASSED);
        TableRecord proven =
                DrilledTables.drilled(late, DrillSummary.of(List.of(since)).getFirst());
        assertThat(report(List.of(since), List.of(proven), Policy.BUILT_IN).tables())
                .as("a drill was passed since")
                .extracting(DrillReportView.Table::status)
                .containsExactly(ProofStatus.PROVEN);
    }

    @Test
    void aDrillThatProvedNothingDoesNotUndoAProofAndIsShown() {
        DrillRecord good = AnyDrill.ended(1, AnyDrill.AT, PASSED).with(new DrillEvidenceLink(7, "ab".repeat(32)));
        DrillRecord open = AnyDrill.ended(2, AnyDrill.AT.plusSeconds(5), OPEN);

        assertThat(report(List.of(good, open), List.of(DrilledTables.orders()), DrilledTables.MONTHLY)
                        .tables())
                .singleElement()
                .satisfies(table -> {
                    assertThat(table.status()).isEqualTo(ProofStatus.PROVEN);
                    assertThat(table.lastVerdict()).isEqualTo("NOT_PROVEN");
                    assertThat(table.lastReason()).isEqualTo("Denied.");
                    assertThat(table.evidence())
                            .isEqualTo(
                                    new RestoreProofView.DrillPointer(good.id().value(), 7L, "ab".repeat(32)));
                });
        assertThat(report(List.of(open), List.of(), Policy.BUILT_IN).tables())
                .extracting(
                        DrillReportView.Table::status, table -> table.evidence().drill())
                .containsExactly(tuple(ProofStatus.NOT_PROVEN, open.id().value()));
    }

    @Test
    void keepsTheDrillsOfADeletedTableApartFromThoseOfItsSuccessor() {
        DrillRecord old = DrillRecord.planned(AnyDrill.id(1), AnyDrill.otherPlan())
                .to(new DrillState.Ended(Optional.empty()), AnyDrill.AT, "Ended.");
        DrillRecord own = AnyDrill.ended(2, AnyDrill.AT, PASSED);

        assertThat(report(List.of(old, own), List.of(DrilledTables.orders()), DrilledTables.MONTHLY)
                        .tables())
                .extracting(DrillReportView.Table::tableId)
                .containsExactly("id-1", "id-9");
    }

    @Test
    void drawsTheTimesAgainstTheTarget() {
        List<DrillRecord> drills = IntStream.range(0, 3)
                .mapToObj(i -> AnyDrill.ended(
                        i + 1,
                        AnyDrill.AT.plus(Duration.ofDays(i)),
                        List.of(PASSED, FAILED, OPEN).get(i)))
                .toList();

        String page = page(report(drills, List.of(DrilledTables.orders()), DrilledTables.MONTHLY));

        assertThat(page)
                .contains(
                        "0 of 1 restores are proven",
                        "The policy requires a drill every 30 days",
                        "Recovery times of 3 drills",
                        "the target is 2 h",
                        "stroke-dasharray",
                        ": passed, 12 min</title></circle>",
                        ": failed, 12 min</title></path>",
                        ": not proven, 12 min</title></circle>")
                .doesNotContain("null", "<script");
        assertThat(page(report(drills, List.of(), Policy.BUILT_IN))).contains("without a target");
        assertThat(page(report(List.of(), List.of(DrilledTables.orders()), DrilledTables.MONTHLY)))
                .contains("never")
                .doesNotContain("<svg");
    }

    @Test
    void showsAwsBackupBesideTheDrillsAndCountsNothingOfIt() {
        VaultView vault = VaultView.of(
                new Result.Success<>(
                        List.of(point(RecoveryPoint.Status.COMPLETED, 3), point(RecoveryPoint.Status.EXPIRED, 9))),
                new Result.Success<>(List.of(
                        restore("job-2", VaultRestore.Outcome.RESTORED, 1),
                        restore("job-1", VaultRestore.Outcome.VALIDATED, 2))));

        DrillReportView report = DrillReportViews.of(new DrillReportViews.Sources(
                List.of(),
                List.of(DrilledTables.orders()),
                DrilledTables.MONTHLY,
                Map.of(AnyDrill.SOURCE, vault),
                AnyDrill.AT.plus(Duration.ofDays(40))));

        assertThat(report.tables()).singleElement().satisfies(table -> {
            assertThat(table.status()).isEqualTo(ProofStatus.OVERDUE);
            assertThat(table.lastProven()).isNull();
            assertThat(table.vaults()).isEqualTo(vault);
        });
        assertThat(vault.recoveryPoints()).isEqualTo(1);
        assertThat(vault.text())
                .contains("recovery points: 1, the newest of", "a restore was validated on", "after 12 min, job job-1");
        assertThat(page(report)).contains("AWS Backup: recovery points: 1", "This does not count as a drill.");
    }

    @Test
    void deniedReadsOfAwsBackupAreNotNone() {
        VaultView denied = VaultView.of(new Result.Failure<>(DENIED), new Result.Failure<>(DENIED));
        VaultView none = VaultView.of(new Result.Success<>(List.of()), new Result.Success<>(List.of()));
        VaultView open = VaultView.of(
                new Result.Success<>(List.of()),
                new Result.Success<>(List.of(restore("job-3", VaultRestore.Outcome.NOT_VALIDATED, 1))));

        assertThat(denied.recoveryPoints()).isNull();
        assertThat(denied.restores()).isNull();
        assertThat(denied.problems()).containsExactly(DENIED.message());
        assertThat(denied.text())
                .isEqualTo("AWS Backup: recovery points not known; restore tests not known. " + DENIED.message());
        assertThat(none.text()).isEqualTo("AWS Backup: no recovery points; no restore tests.");
        assertThat(open.text()).endsWith("no restore was validated; the newest is NOT_VALIDATED, job job-3.");
    }

    private static DrillReportView report(List<DrillRecord> drills, List<TableRecord> records, Policy policy) {
        return DrillReportViews.of(
                new DrillReportViews.Sources(drills, records, policy, Map.<TableRef, VaultView>of(), NOW));
    }

    private static String page(DrillReportView report) {
        return new String(DrillReportPage.of(report), StandardCharsets.UTF_8);
    }

    private static RecoveryPoint point(RecoveryPoint.Status status, int daysAgo) {
        return new RecoveryPoint(
                "arn:aws:backup:eu-west-1:123456789012:recovery-point:" + daysAgo,
                "vault",
                status,
                NOW.minus(Duration.ofDays(daysAgo)),
                OptionalLong.empty());
    }

    private static VaultRestore restore(String job, VaultRestore.Outcome outcome, int daysAgo) {
        Instant created = NOW.minus(Duration.ofDays(daysAgo));
        return new VaultRestore(job, outcome, created, Optional.of(created.plusSeconds(700)), Optional.empty());
    }
}
