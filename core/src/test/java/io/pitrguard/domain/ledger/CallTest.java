package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.ledger.ObservationSequence.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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

    /** The call asked for so many days, 0 to disable, -1 if it does not say; the state has so many, 0 if recovery is off. */
    @ParameterizedTest
    @CsvSource({
        "0, 35, -1, true",
        "0, 35, 0, false",
        "0, 35, , false",
        "0, 0, , false",
        "7, 35, -1, true",
        "35, 7, -1, true",
        "7, 7, -1, false",
        "7, 0, , true",
        "-1, 35, -1, false",
        "-1, 0, , false"
    })
    void readThatLagsBehindACallContradictsIt(
            int asked, int days, @Nullable Integer earliestMinute, boolean contradicts) {
        Call call = new Call(
                "UpdateContinuousBackups",
                minute(0),
                ANN,
                false,
                asked == 0,
                asked > 0 ? OptionalInt.of(asked) : OptionalInt.empty(),
                false);
        RecoveryState state = days == 0
                ? new RecoveryState.Disabled()
                : new RecoveryState.Enabled(
                        OptionalInt.of(days),
                        Optional.ofNullable(earliestMinute).map(ObservationSequence::minute),
                        Optional.empty());

        assertThat(call.contradicts(state)).isEqualTo(contradicts);
    }

    @Test
    void namesThePeriodThatItShortened() {
        Call call = new Call("UpdateContinuousBackups", minute(0), ANN, false, false, OptionalInt.of(1), false);

        assertThat(call.description(OptionalInt.of(35)))
                .isEqualTo("UpdateContinuousBackups: the recovery period was shortened from 35 days to 1.");
        assertThat(call.description()).isEqualTo("UpdateContinuousBackups: a recovery period of 1 day was asked for.");
    }

    @Test
    void aloneCausesWhatNoOtherCallIsNamedFor() {
        Call disabling = new Call("UpdateContinuousBackups", minute(0), ANN, false, true, OptionalInt.empty(), false);
        Call shortening = new Call("UpdateContinuousBackups", minute(0), ANN, false, false, OptionalInt.of(1), false);
        Call tagging = new Call("TagResource", minute(0), ANN, false, false, OptionalInt.empty(), false);
        Optional<String> own = Optional.of(disabling.cut().description());

        assertThat(disabling.aloneCaused(own)).isTrue();
        assertThat(disabling.aloneCaused(own.map(cause -> cause + "; and another call")))
                .isFalse();
        assertThat(disabling.aloneCaused(Optional.empty())).isFalse();
        assertThat(shortening.aloneCaused(Optional.of(shortening.cut().description())))
                .isTrue();
        assertThat(tagging.aloneCaused(own)).isFalse();
    }

    @Test
    void whatCannotBeReadContradictsNothing() {
        Call call = new Call("UpdateContinuousBackups", minute(0), ANN, false, true, OptionalInt.empty(), false);

        assertThat(call.contradicts(new RecoveryState.TableGone())).isFalse();
        assertThat(call.contradicts(new RecoveryState.Unreadable(new Cause(Cause.Kind.DENIED, "Denied."))))
                .isFalse();
    }
}
