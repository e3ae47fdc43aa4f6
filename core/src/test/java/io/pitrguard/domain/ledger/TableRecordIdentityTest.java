package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.ledger.ObservationSequence.OFF;
import static io.pitrguard.domain.ledger.ObservationSequence.ORDERS;
import static io.pitrguard.domain.ledger.ObservationSequence.compliant;
import static io.pitrguard.domain.ledger.ObservationSequence.minute;
import static io.pitrguard.domain.ledger.ObservationSequence.point;
import static io.pitrguard.domain.ledger.ObservationSequence.undetermined;
import static io.pitrguard.domain.ledger.ObservationSequence.violating;
import static io.pitrguard.domain.ledger.ObservationSequence.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.remediation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a memory when another table takes the name. */
class TableRecordIdentityTest {
    private final List<TimelineEntry> timeline = new ArrayList<>();
    private TableRecord record = TableRecord.of(ORDERS);

    @Test
    void keepsTheIdAndSinceWhenItIsKnown() {
        learn(
                compliant(0),
                compliant(3).of("id-1"),
                compliant(4),
                compliant(2).of("id-1"),
                compliant(5).of("id-1"));

        assertThat(record.identity()).contains(new Identity("id-1", minute(2), false));
        assertThat(record.tableId()).contains("id-1");
    }

    @Test
    void idThatIsReadForTheFirstTimeReplacesNothing() {
        learn(with(violating(0, OFF), point(0, -900)), violating(1, OFF).of("id-1"));

        assertThat(record.history().points()).hasSize(1);
        assertThat(kinds()).containsExactly(Kind.OPENED);
    }

    @Test
    void otherTableStartsAfresh() {
        record = record.notified(NotifiedState.<FindingKind>nothing().with(new TreeSet<>(OFF.keySet()), minute(0)))
                .acknowledge(minute(0));
        learn(
                with(violating(0, OFF), point(0, -900)).of("id-1"),
                undetermined(1),
                with(violating(20, OFF), point(20, 15)).of("id-2"));

        assertThat(record)
                .isEqualTo(new TableRecord(
                        ORDERS,
                        Optional.of(new Identity("id-2", minute(20), true)),
                        Optional.of(violating(20, OFF).observed()),
                        Optional.empty(),
                        RecoveryHistory.NONE.with(point(20, 15)),
                        List.of(),
                        Optional.empty(),
                        // The end of what people were told of is still to be told.
                        NotifiedState.<FindingKind>nothing().with(new TreeSet<>(OFF.keySet()), minute(0)),
                        Flapping.NONE,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of()));
        assertThat(kinds()).containsExactly(Kind.OPENED, Kind.REPLACED, Kind.OPENED);
    }

    @Test
    void lateObservationOfTheTableBeforeChangesNothing() {
        learn(compliant(0).of("id-1"), compliant(20).of("id-2"));
        TableRecord known = record;

        learn(with(with(violating(19, OFF), point(19, -900)), new Outcome.FixFailed("AWS denied it."))
                .of("id-1"));

        assertThat(record).isEqualTo(known);
        assertThat(kinds()).containsExactly(Kind.REPLACED, Kind.LATE, Kind.FAILED);
    }

    @Test
    void lateObservationWithoutAnIdIsOfTheTableBefore() {
        learn(compliant(0).of("id-1"), with(compliant(20), point(20, 15)).of("id-2"));
        TableRecord known = record;

        learn(with(compliant(19), point(19, -900)));

        assertThat(record).isEqualTo(known);
        assertThat(kinds()).containsExactly(Kind.REPLACED);
    }

    @Test
    void laterObservationWithoutAnIdIsOfTheKnownTable() {
        learn(compliant(0).of("id-1"), compliant(20).of("id-2"), with(compliant(21), point(21, 15)));

        assertThat(record.lastObservation()).contains(compliant(21).observed());
        assertThat(record.history().points()).containsExactly(point(21, 15));
    }

    @Test
    void lateObservationWithoutAnIdIsOfTheOnlyKnownTable() {
        learn(with(compliant(20), point(20, 15)).of("id-1"), with(compliant(19), point(19, 15)));

        assertThat(record.history().points()).hasSize(2);
    }

    @Test
    void tableBeforeThatIsLearnedOfLateTakesWhatWasItsOwn() {
        learn(
                with(compliant(1), point(1, -900)),
                undetermined(2),
                with(undetermined(20), point(20, 15)).of("id-2"),
                compliant(0).of("id-1"));

        assertThat(record)
                .isEqualTo(new TableRecord(
                        ORDERS,
                        Optional.of(new Identity("id-2", minute(20), true)),
                        Optional.empty(),
                        Optional.of(undetermined(20).observed()),
                        RecoveryHistory.NONE.with(point(20, 15)),
                        List.of(new Loss(minute(-900), minute(15), minute(20))),
                        Optional.empty(),
                        NotifiedState.nothing(),
                        Flapping.NONE,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of()));
    }

    @Test
    void otherTableThatIsLearnedOfLateKeepsWhatWasSeenSince() {
        learn(
                compliant(0).of("id-1"),
                with(compliant(1), point(1, -900)),
                with(violating(30, OFF), point(30, 15)),
                undetermined(31),
                with(compliant(20), point(20, 15)).of("id-2"));

        assertThat(record)
                .isEqualTo(new TableRecord(
                        ORDERS,
                        Optional.of(new Identity("id-2", minute(20), true)),
                        Optional.of(violating(30, OFF).observed()),
                        Optional.of(undetermined(31).observed()),
                        RecoveryHistory.NONE.with(point(20, 15)).with(point(30, 15)),
                        List.of(),
                        Optional.empty(),
                        NotifiedState.nothing(),
                        Flapping.NONE,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of()));
    }

    private List<Kind> kinds() {
        return timeline.stream().map(TimelineEntry::kind).toList();
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, false", "1, true"})
    void tableWithoutAKnownIdIsAnotherIfItWasCreatedAfterItWasObserved(int createdAt, boolean another) {
        learn(compliant(0));

        assertThat(record.learn(compliant(5).of("id-1").createdAt(minute(createdAt)))
                        .entries())
                .extracting(TimelineEntry::kind)
                .isEqualTo(another ? List.of(TimelineEntry.Kind.REPLACED) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true"})
    void tableWithoutAKnownIdIsAnotherIfItWasCreatedAfterItsHistory(int createdAt, boolean another) {
        learn(with(undetermined(0), point(0, -900)));

        assertThat(record.learn(compliant(5).of("id-1").createdAt(minute(createdAt)))
                        .entries())
                .extracting(TimelineEntry::kind)
                .isEqualTo(another ? List.of(TimelineEntry.Kind.REPLACED) : List.of());
    }

    private void learn(Observation... observations) {
        for (Observation observation : observations) {
            TableRecord.Learned learned = record.learn(observation);
            record = learned.record();
            timeline.addAll(learned.entries());
        }
    }
}
