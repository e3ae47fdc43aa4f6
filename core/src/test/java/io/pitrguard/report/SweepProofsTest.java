package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.ProofStatus;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.recovery.Drilled;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.AnyDrill;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweepProofsTest {
    private static final Instant NOW = DrilledTables.NOW;
    private static final TableRef TABLE = AnyDrill.SOURCE;
    private static final Fact<TableDetails> DETAILS = new Fact.Known<>(new TableDetails(
            TableStatus.ACTIVE,
            1,
            true,
            Optional.of(new TableDetails.Origin("id-1", NOW.minus(Duration.ofDays(100))))));
    private static final DrillPast.Known PASSED = DrillPast.NONE.passed(
            new Drilled("drill-1", "id-1", NOW.minus(Duration.ofDays(8)), Optional.of(Duration.ofMinutes(41)), ""));

    @Test
    void tellsWhenTheRestoreWasProven() {
        assertThat(proof(PASSED, DETAILS, DrilledTables.MONTHLY))
                .hasValue(new RestoreProofView(
                        ProofStatus.PROVEN,
                        NOW.minus(Duration.ofDays(8)).toString(),
                        2460L,
                        7200L,
                        30,
                        NOW.plus(Duration.ofDays(22)).toString(),
                        null,
                        new RestoreProofView.DrillPointer("drill-1", null, null),
                        List.of()));
        assertThat(proof(PASSED, DETAILS, Policy.BUILT_IN))
                .map(RestoreProofView::everyDays)
                .isEmpty();
        assertThat(proof(PASSED, DETAILS, Policy.BUILT_IN))
                .map(RestoreProofView::status)
                .hasValue(ProofStatus.PROVEN);
    }

    @Test
    void tellsWhatIsMissing() {
        assertThat(proof(DrillPast.NONE, DETAILS, DrilledTables.MONTHLY))
                .map(RestoreProofView::status)
                .hasValue(ProofStatus.OVERDUE);
        assertThat(proof(DrillPast.NONE, DETAILS, Policy.BUILT_IN)).isEmpty();
        assertThat(proof(new DrillPast.NotYet(), DETAILS, DrilledTables.MONTHLY))
                .isEmpty();
    }

    @Test
    void whatCouldNotBeReadIsUnknown() {
        Cause cause = new Cause(Cause.Kind.DENIED, "AWS denied dynamodb:GetItem.");

        assertThat(proof(new DrillPast.Unreadable(cause), DETAILS, DrilledTables.MONTHLY))
                .hasValueSatisfying(proof -> {
                    assertThat(proof.status()).isEqualTo(ProofStatus.UNKNOWN);
                    assertThat(proof.reason()).isEqualTo(cause.message());
                });
        assertThat(proof(DrillPast.NOT_READ, DETAILS, DrilledTables.MONTHLY))
                .map(RestoreProofView::reason)
                .hasValueSatisfying(reason -> assertThat(reason).contains("without a ledger"));
        assertThat(proof(PASSED, new Fact.NotRead<>(), DrilledTables.MONTHLY))
                .map(RestoreProofView::status)
                .hasValue(ProofStatus.UNKNOWN);
        assertThat(proof(PASSED, new Fact.NotRead<>(), Policy.BUILT_IN)).isEmpty();
        assertThat(proof(DrillPast.NOT_READ, DETAILS, Policy.BUILT_IN)).isEmpty();
    }

    @Test
    void reachesTheReport() {
        SweepView.TableProofView proof =
                SweepProofs.of(result(PASSED, DETAILS, DrilledTables.MONTHLY)).orElseThrow();
        SweepView plain = Views.view(Views.compliant("orders"), Views.compliant("other"));
        SweepView.TableProofView own =
                new SweepView.TableProofView(plain.tables().getFirst().arn(), proof.proof());
        SweepView sweep = new SweepView(plain.sweep(), plain.summary(), plain.tables(), 0, List.of(), List.of(own));

        ReportView report =
                SweepReports.of(JsonRecords.read(SweepView.class, Json.write(sweep)), SweepReports.Context.NONE);

        assertThat(report.tables())
                .extracting(ReportView.TableView::restoreProof)
                .containsExactly(own.proof(), null);
        assertThat(ReportSchema.problems(report)).isEmpty();
    }

    private static Optional<RestoreProofView> proof(DrillPast past, Fact<TableDetails> details, Policy policy) {
        return SweepProofs.of(result(past, details, policy)).map(SweepView.TableProofView::proof);
    }

    private static TableResult result(DrillPast past, Fact<TableDetails> details, Policy policy) {
        TableSnapshot snapshot = new TableSnapshot(
                new TableFacts(TABLE, Tags.NONE, details),
                new RecoveryState.Disabled(),
                RecoveryPast.UNKNOWN.with(past),
                NOW);
        return new TableResult(
                snapshot, snapshot.judge(policy), new MonthlyCost.Unknown("No price."), Optional.empty());
    }
}
