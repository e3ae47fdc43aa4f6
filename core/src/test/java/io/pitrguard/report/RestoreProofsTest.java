package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.Prices;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.DrillEvidenceLink;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillSummary;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.drill.ProofStatus;
import io.pitrguard.domain.drill.RestoreProof;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.port.AnyDrill;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestoreProofsTest {
    private static final CheckResult PASSED = AnyDrill.results().getFirst();
    private static final CheckResult FAILED = AnyDrill.results().get(1);

    @Test
    void showsWhenTheRestoreOfEachTableWasProven() {
        DrillRecord drill = AnyDrill.ended(1, AnyDrill.AT, PASSED).with(new DrillEvidenceLink(7, "ab".repeat(32)));
        TableRecord orders = proven(DrilledTables.orders(), drill);
        TableRecord never = DrilledTables.table("never", VerdictKind.COMPLIANT, Map.of());
        TableRecord unread = TableRecord.of(AnyDrill.SOURCE.where().table("unread"));

        ReportView report = report(List.of(drill), DrilledTables.MONTHLY, orders, never, unread);

        assertThat(proof(report, AnyDrill.SOURCE.name()))
                .isEqualTo(new RestoreProofView(
                        ProofStatus.PROVEN,
                        AnyDrill.AT.toString(),
                        700L,
                        7200L,
                        30,
                        AnyDrill.AT.plus(Duration.ofDays(30)).toString(),
                        null,
                        new RestoreProofView.DrillPointer(drill.id().value(), 7L, "ab".repeat(32)),
                        List.of(new RestoreProofView.DrillPoint(AnyDrill.AT.toString(), DrillVerdict.PASSED, 700L))));
        assertThat(proof(report, "never").status()).isEqualTo(ProofStatus.NOT_PROVEN);
        assertThat(proof(report, "unread").status())
                .as("not read is not \"never proven\"")
                .isEqualTo(ProofStatus.UNKNOWN);
        assertThat(ReportSchema.problems(report)).isEmpty();
        assertThat(ReportSchema.problems(Json.write(report).replace("\"NOT_PROVEN\"", "\"FINE\"")))
                .isNotEmpty();
    }

    @Test
    void saysNothingOfTablesThatNeedNoDrillAndHadNone() {
        TableRecord exempt = DrilledTables.table("exempt", VerdictKind.EXEMPT, Map.of());

        assertThat(report(List.of(), Policy.BUILT_IN, DrilledTables.orders()).tables())
                .extracting(ReportView.TableView::restoreProof)
                .containsOnlyNulls();
        assertThat(report(List.of(), DrilledTables.MONTHLY, exempt).tables())
                .extracting(ReportView.TableView::restoreProof)
                .containsOnlyNulls();
    }

    @Test
    void showsWhyItFailed() {
        DrillRecord failed = AnyDrill.ended(1, AnyDrill.AT, FAILED);
        TableRecord table = proven(
                DrilledTables.table(
                        AnyDrill.SOURCE.name(),
                        VerdictKind.NON_COMPLIANT,
                        Map.of(FindingKind.DRILL_FAILED, "It failed.")),
                failed);

        RestoreProofView proof = proof(report(List.of(failed), Policy.BUILT_IN, table), AnyDrill.SOURCE.name());

        assertThat(proof.status()).isEqualTo(ProofStatus.FAILED);
        assertThat(proof.reason()).isEqualTo("One is missing.");
        assertThat(proof.provenAt()).isNull();
        assertThat(proof.evidence().drill()).isEqualTo(failed.id().value());
    }

    @Test
    void knowsTheResultWhereTheDrillsCouldNotBeRead() {
        DrillRecord drill = AnyDrill.ended(1, AnyDrill.AT, PASSED);

        RestoreProofView proof = proof(
                report(List.of(), Policy.BUILT_IN, proven(DrilledTables.orders(), drill)), AnyDrill.SOURCE.name());

        assertThat(proof.status()).isEqualTo(ProofStatus.PROVEN);
        assertThat(proof.recoverySeconds()).isEqualTo(700);
        assertThat(proof.drills()).isEmpty();
    }

    /** A report of 10,000 tables, each with a year of monthly drills, has 7 MB more at most. */
    @Test
    void addsLittleToATable() {
        List<DrillRecord> drills = IntStream.range(0, 30)
                .mapToObj(i -> AnyDrill.ended(i, AnyDrill.AT.minus(Duration.ofDays(30L * (30 - i))), PASSED)
                        .with(new DrillEvidenceLink(100_000L + i, "ab".repeat(32))))
                .toList();
        TableRecord table = proven(DrilledTables.orders(), drills.toArray(DrillRecord[]::new));
        RestoreProofView proof = proof(report(drills, DrilledTables.MONTHLY, table), AnyDrill.SOURCE.name());

        assertThat(proof.drills()).hasSize(12);
        assertThat(proof.drills().getLast().at())
                .isEqualTo(AnyDrill.AT.minus(Duration.ofDays(30)).toString());
        assertThat(Json.write(proof).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_400);
        assertThat(RestoreProofs.drillsOfEach(1)).isEqualTo(12);
        assertThat(RestoreProofs.drillsOfEach(0)).isEqualTo(12);
        assertThat(RestoreProofs.drillsOfEach(4_000)).isEqualTo(6);
        assertThat(RestoreProofs.drillsOfEach(10_000)).isEqualTo(3);
        RestoreProofView few = RestoreProofs.view(
                RestoreProof.of(DrillSummary.of(drills).getFirst().past(), Optional.empty(), false, DrilledTables.NOW),
                Optional.of(DrillSummary.of(drills).getFirst()),
                3);
        assertThat(few.drills()).hasSize(3);
        assertThat(Json.write(few).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(700);
    }

    private static RestoreProofView proof(ReportView report, String table) {
        RestoreProofView proof = report.tables().stream()
                .filter(each -> each.name().equals(table))
                .findFirst()
                .orElseThrow()
                .restoreProof();
        assertThat(proof).isNotNull();
        return proof;
    }

    private static TableRecord proven(TableRecord record, DrillRecord... drills) {
        return DrilledTables.drilled(record, DrillSummary.of(List.of(drills)).getFirst());
    }

    private static ReportView report(List<DrillRecord> drills, Policy policy, TableRecord... tables) {
        return ReportViews.ofLedger(new ReportViews.Sources(
                AnyDrill.SOURCE.where(),
                LedgerLocation.in(AnyDrill.SOURCE.where()),
                List.of(tables),
                Map.of(),
                List.of(),
                policy,
                new FlappingRules(1, Duration.ofDays(1)),
                List.of(),
                Prices.shipped(),
                DrilledTables.NOW,
                drills));
    }
}
