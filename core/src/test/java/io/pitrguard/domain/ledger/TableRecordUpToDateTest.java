package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.ledger.ObservationSequence.OFF;
import static io.pitrguard.domain.ledger.ObservationSequence.ORDERS;
import static io.pitrguard.domain.ledger.ObservationSequence.compliant;
import static io.pitrguard.domain.ledger.ObservationSequence.undetermined;
import static io.pitrguard.domain.ledger.ObservationSequence.violating;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TableRecordUpToDateTest {
    private static final TableRecord RECORD =
            TableRecord.of(ORDERS).learn(compliant(0)).record();

    @Test
    void sameObservationIsWrittenAgainAfterSixHoursOnly() {
        assertThat(RECORD.isUpToDate(compliant(359))).isTrue();
        assertThat(RECORD.isUpToDate(compliant(360))).isFalse();
        assertThat(TableRecord.of(ORDERS).isUpToDate(compliant(0))).isFalse();
    }

    @Test
    void whatChangedIsWritten() {
        assertThat(RECORD.isUpToDate(violating(1, OFF))).isFalse();
        assertThat(TableRecord.of(ORDERS).learn(violating(0, OFF)).record().isUpToDate(violating(1, Map.of())))
                .isFalse();
        assertThat(RECORD.isUpToDate(recovering(LastObservation.Status.DISABLED, OptionalInt.of(35))))
                .isFalse();
        assertThat(RECORD.isUpToDate(recovering(LastObservation.Status.ENABLED, OptionalInt.of(7))))
                .isFalse();
        assertThat(RECORD.isUpToDate(recovering(LastObservation.Status.ENABLED, OptionalInt.of(35))))
                .isTrue();
    }

    @Test
    void firstIdAndEndOfUnreadabilityAreWritten() {
        assertThat(RECORD.isUpToDate(compliant(1).of("id-1"))).isFalse();
        assertThat(TableRecord.of(ORDERS)
                        .learn(compliant(0).of("id-1"))
                        .record()
                        .isUpToDate(compliant(1).of("id-1")))
                .isTrue();
        assertThat(RECORD.learn(undetermined(1)).record().isUpToDate(compliant(2)))
                .isFalse();
    }

    @Test
    void firstSizeIsWrittenAndALaterOneIsNot() {
        TableRecord sized = RECORD.learn(sized(1, 4_096)).record();

        assertThat(RECORD.isUpToDate(sized(1, 4_096))).isFalse();
        assertThat(sized.isUpToDate(sized(2, 8_192))).isTrue();
        assertThat(sized.isUpToDate(compliant(2))).isTrue();
        assertThat(TableRecord.of(ORDERS).isUpToDate(sized(1, 4_096))).isFalse();
    }

    @Test
    void keepsTheSizeUntilItIsReadAgain() {
        TableRecord sized = RECORD.learn(sized(1, 4_096)).record();

        assertThat(size(sized.learn(compliant(2)).record())).hasValue(4_096);
        assertThat(size(sized.learn(sized(2, 8_192)).record())).hasValue(8_192);
        assertThat(size(TableRecord.of(ORDERS).learn(compliant(0)).record())).isEmpty();
    }

    @Test
    void ruleIsTheOneOfTheNewestObservationThatKnowsIt() {
        Observation read = compliant(1);
        Observation ruled = observing(read, read.observed(), "critical");
        Observation unreadable = undetermined(2);

        assertThat(RECORD.rule()).isEmpty();
        assertThat(RECORD.learn(ruled).record().rule()).contains("critical");
        assertThat(RECORD.learn(ruled).record().learn(unreadable).record().rule())
                .contains("critical");
        assertThat(RECORD.learn(ruled)
                        .record()
                        .learn(observing(unreadable, unreadable.observed(), "all"))
                        .record()
                        .rule())
                .contains("all");
    }

    private static Observation observing(Observation read, LastObservation seen, String rule) {
        return new Observation(
                read.table(),
                read.tableId(),
                read.createdAt(),
                new LastObservation(
                        seen.at(),
                        seen.trigger(),
                        seen.verdict(),
                        seen.violations(),
                        seen.reason(),
                        seen.recovery(),
                        seen.unknown(),
                        new LastObservation.Details(Optional.of(rule), OptionalLong.empty())),
                read.point(),
                read.outcome(),
                read.call());
    }

    private static OptionalLong size(TableRecord record) {
        return record.lastObservation().orElseThrow().details().sizeBytes();
    }

    private static Observation sized(int minute, long bytes) {
        Observation read = compliant(minute);
        return new Observation(
                read.table(),
                read.tableId(),
                read.createdAt(),
                read.observed().with(OptionalLong.of(bytes)),
                read.point(),
                read.outcome(),
                read.call());
    }

    private static Observation recovering(LastObservation.Status status, OptionalInt days) {
        return new Observation(
                ORDERS,
                Optional.empty(),
                Optional.empty(),
                new LastObservation(
                        ObservationSequence.minute(1),
                        Trigger.SWEEP,
                        VerdictKind.COMPLIANT,
                        new TreeMap<>(),
                        "",
                        new LastObservation.Recovery(status, days, Optional.empty(), Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
