package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.ledger.ObservationSequence.OFF;
import static io.pitrguard.domain.ledger.ObservationSequence.ORDERS;
import static io.pitrguard.domain.ledger.ObservationSequence.compliant;
import static io.pitrguard.domain.ledger.ObservationSequence.minute;
import static io.pitrguard.domain.ledger.ObservationSequence.undetermined;
import static io.pitrguard.domain.ledger.ObservationSequence.violating;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.recovery.HistoryCut;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnsettledTest {
    private static final Instant NOW = minute(10);
    private static final Instant DAY_AGO = NOW.minus(Duration.ofDays(1));
    private static final TableRecord SETTLED =
            TableRecord.of(ORDERS).learn(compliant(0)).record();

    @Test
    void tableThatWasNeverObservedIsUnsettled() {
        assertThat(Unsettled.is(TableRecord.of(ORDERS), NOW)).isTrue();
        assertThat(Unsettled.is(SETTLED, NOW)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void verdictDecides(VerdictKind verdict) {
        LastObservation.Recovery recovery = new LastObservation.Recovery(
                LastObservation.Status.ENABLED, OptionalInt.of(35), Optional.empty(), Optional.empty());
        LastObservation seen = new LastObservation(minute(0), Trigger.SWEEP, verdict, new TreeMap<>(), "", recovery);

        assertThat(Unsettled.is(
                        TableRecord.of(ORDERS)
                                .learn(new Observation(
                                        ORDERS,
                                        Optional.empty(),
                                        Optional.empty(),
                                        seen,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()))
                                .record(),
                        NOW))
                .isEqualTo(verdict == VerdictKind.NON_COMPLIANT || verdict == VerdictKind.UNDETERMINED);
    }

    @Test
    void tableThatCouldNotBeReadLastIsUnsettled() {
        assertThat(Unsettled.is(SETTLED.learn(undetermined(1)).record(), NOW)).isTrue();
    }

    @Test
    void unfinishedAndUntoldIsUnsettled() {
        TimelineEntry entry = SETTLED.learn(violating(1, OFF)).entries().getFirst();

        assertThat(Unsettled.is(SETTLED.begin(new RunMarker(minute(1), "run", RunMarker.Change.ENABLING, false)), NOW))
                .isTrue();
        assertThat(Unsettled.is(SETTLED.mustNotify(List.of(entry)), NOW)).isTrue();
        assertThat(Unsettled.is(attempted(), NOW)).isTrue();
    }

    @Test
    void changeOfTheLastDayIsUnsettled() {
        Actor ann = new Actor("ann", "198.51.100.7", "the AWS CLI", "request");
        Flapping none = Flapping.NONE;

        assertThat(Unsettled.is(with(none, DAY_AGO.plusSeconds(1)), NOW)).isTrue();
        assertThat(Unsettled.is(with(none, DAY_AGO), NOW)).isFalse();
        assertThat(Unsettled.is(with(none.enabled(DAY_AGO.plusSeconds(1))), NOW))
                .isTrue();
        assertThat(Unsettled.is(with(none.enabled(DAY_AGO)), NOW)).isFalse();
        assertThat(Unsettled.is(
                        with(none.enabled(DAY_AGO.minusSeconds(60)).disabled(DAY_AGO.plusSeconds(1), ann)), NOW))
                .isTrue();
        assertThat(Unsettled.is(with(none.enabled(DAY_AGO.minusSeconds(60)).disabled(DAY_AGO, ann)), NOW))
                .isFalse();
    }

    private static TableRecord attempted() {
        return new TableRecord(
                ORDERS,
                SETTLED.identity(),
                SETTLED.lastObservation(),
                Optional.empty(),
                SETTLED.history(),
                List.of(),
                Optional.empty(),
                SETTLED.notified(),
                Flapping.NONE,
                List.of(),
                List.of(),
                Optional.of(new LastAttempt(RunMarker.Change.ENABLING, minute(0), LastAttempt.Ending.FAILED)),
                List.of());
    }

    private static TableRecord with(Flapping flapping, Instant... cuts) {
        return SETTLED.with(
                flapping,
                List.of(cuts).stream()
                        .map(at -> HistoryCut.disabling(at, "ann"))
                        .toList());
    }
}
