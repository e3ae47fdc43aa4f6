package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.config.Settings;
import io.pitrguard.port.SweepHistory;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.selfcheck.DeployedComponents;
import io.pitrguard.wiring.Wiring;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sweep on a schedule leaves in the history of sweeps. */
class SweepRecordTest {
    private static final String DIGEST = "ab".repeat(32);
    private static final String LEDGER = "pitr-guard-ledger";

    private final SweepTestBed function = new SweepTestBed();

    @BeforeEach
    void seed() {
        function.aws.sandbox().tables().create(LEDGER).keys("pk", "sk").enabled(35);
        function.aws.sandbox().tables().create("orders").disabled();
        function.ledger = Settings.LedgerSettings.NONE.in(LEDGER);
    }

    @AfterEach
    void close() {
        function.close();
    }

    private List<SweepHistory.Sweep> recorded() {
        return Wiring.sweepHistory(function.aws.clients(), Optional.of(LEDGER))
                .read(function.aws.where(), 10)
                .success()
                .orElseThrow()
                .sweeps();
    }

    @Test
    void recordsItsCountsAndItsPolicy() throws IOException {
        function.expected = new DeployedComponents(
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.of(new DeployedComponents.Policies(DIGEST, DIGEST)));

        SweepView view = function.run(SweepTestBed.HOURLY);

        assertThat(recorded())
                .containsExactly(new SweepHistory.Sweep(
                        Instant.parse(view.sweep().finishedAt()),
                        new SweepHistory.Verdicts(1, 1, 0, 0, 0),
                        0,
                        "built-in",
                        Optional.of(DIGEST)));
    }

    @Test
    void recordsNothingThatIsNotOfAllTables() {
        function.aws.sandbox().faults().add(Fault.on("ListTables", Effect.DENIED));

        assertThatThrownBy(() -> function.handle(SweepTestBed.HOURLY)).isInstanceOf(InvocationFailedException.class);

        assertThat(recorded()).isEmpty();
    }

    @Test
    void aGapInTheHistoryFailsNothing() throws IOException {
        function.aws.sandbox().faults().add(Fault.on("PutItem", Effect.DENIED));

        SweepView view = function.run(SweepTestBed.HOURLY);

        assertThat(view.summary().tables()).isEqualTo(2);
        assertThat(function.context.logged()).contains("The sweep is missing in the history of sweeps.");
    }
}
