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
