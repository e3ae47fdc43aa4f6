package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.ledger.ObservationSequence.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.RecoveryState;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTest {
    private static final Actor ANN = new Actor("user ann", "192.0.2.1", "console", "r-1");

    @ParameterizedTest
    @CsvSource({
        "UpdateContinuousBackups, false, true, false, true",
        "UpdateContinuousBackups, false, true, true, false",
        "UpdateContinuousBackups, false, false, false, false",
        "UpdateContinuousBackups, true, true, false, true",
        "UpdateTable, false, true, false, false"
    })
    void stateShowsWhatACallDidWhosePayloadIsMissing(
            String operation, boolean disabled, boolean payloadMissing, boolean on, boolean disabling) {
        Call call = new Call(operation, minute(0), ANN, false, disabled, OptionalInt.empty(), payloadMissing);
        RecoveryState state = on
                ? new RecoveryState.Enabled(OptionalInt.of(35), Optional.empty(), Optional.empty())
                : new RecoveryState.Disabled();

        assertThat(call.asSeenIn(state).disabled()).isEqualTo(disabling);
    }
}
