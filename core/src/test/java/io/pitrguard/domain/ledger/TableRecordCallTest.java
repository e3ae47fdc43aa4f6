package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.ledger.ObservationSequence.ORDERS;
import static io.pitrguard.domain.ledger.ObservationSequence.compliant;
import static io.pitrguard.domain.ledger.ObservationSequence.exempt;
import static io.pitrguard.domain.ledger.ObservationSequence.minute;
import static io.pitrguard.domain.ledger.ObservationSequence.point;
import static io.pitrguard.domain.ledger.ObservationSequence.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.HubSettings;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.RunMarker.Span;
import io.pitrguard.domain.recovery.HistoryCut;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls of people, and the runs of pitr-guard itself, change in a memory. */
class TableRecordCallTest {
    private static final Actor ANN = new Actor("user ann", "198.51.100.7", "the AWS CLI", "request-1");

    private TableRecord record = TableRecord.of(ORDERS);

    private static Call disabling(int minute) {
        return new Call("UpdateContinuousBackups", minute(minute), ANN, false, true, OptionalInt.empty(), false);
    }

    private static Call period(int minute, int days) {
        return new Call("UpdateContinuousBackups", minute(minute), ANN, false, false, OptionalInt.of(days), false);
    }

    private static HistoryCut cut(int minute) {
        return HistoryCut.disabling(minute(minute), "user ann, with the AWS CLI");
    }

    @Test
    void keepsEachCallThatDisabledRecoveryOnceHoweverLateItLearnsOfIt() {
        assertThat(record.called(disabling(5))
                        .called(disabling(3))
                        .called(disabling(7))
                        .called(disabling(3))
                        .historyCuts())
                .containsExactly(cut(3), cut(5), cut(7));
    }

    @Test
    void keepsTheNewestCalls() {
        for (int i = 0; i < 60; i++) {
            record = record.called(disabling(i));
        }

        assertThat(record.historyCuts()).hasSize(50).endsWith(cut(59));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "6, true", "7, false", "35, false"})
    void keepsWhoShortenedThePeriod(int days, boolean shortened) {
        record = record.learn(with(compliant(0), point(0, 7, -10_000))).record();

        assertThat(record.called(period(1, days)).historyCuts())
                .isEqualTo(
                        shortened
                                ? List.of(HistoryCut.shortening(minute(1), "user ann, with the AWS CLI", days))
                                : List.of());
        assertThat(record.called(period(-1, days)).historyCuts())
                .as("before anybody looked")
                .isEmpty();
    }

    @Test
    void countsTheCallThatUndoesWhatPitrGuardDid() {
        record = record.called(disabling(0)).enabled(minute(1));
        assertThat(record.flapping().disables()).isEmpty();

        assertThat(record.called(disabling(5)).flapping().disables()).hasSize(1);
        assertThat(record.called(period(5, 7)).flapping().disables()).isEmpty();
    }

    @Test
    void exemptionAndAcknowledgementEndFlapping() {
        record = record.enabled(minute(1)).called(disabling(5));

        assertThat(record.learn(exempt(9)).record().flapping()).isEqualTo(Flapping.NONE);
        assertThat(record.acknowledge(minute(9)).flapping()).isEqualTo(Flapping.NONE);
        assertThat(record.learn(compliant(9)).record().flapping()).isEqualTo(record.flapping());
    }

    @Test
    void acknowledgedFindingIsNotReportedAsResolved() {
        NotifiedState<FindingKind> notified = NotifiedState.<FindingKind>nothing()
                .with(
                        new TreeSet<>(Set.of(
                                FindingKind.HISTORY_LOST, FindingKind.FLAPPING, FindingKind.DELETION_PROTECTION_OFF)),
                        minute(1));

        assertThat(record.notified(notified).acknowledge(minute(9)).notified().open())
                .containsExactly(FindingKind.DELETION_PROTECTION_OFF);
    }

    @Test
    void runThatBeganIsKnownUntilItIsDone() {
        RunMarker marker = new RunMarker(minute(0), "run-1", RunMarker.Change.ENABLING, false);

        assertThat(record.begin(marker).runMarkers()).containsExactly(marker);
        assertThat(record.begin(marker).learn(compliant(1)).record().runMarkers())
                .containsExactly(marker);
        assertThat(record.begin(marker).finish(List.of("run-1")).runMarkers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ENABLING, false, 5, 1", "ENABLING, true, 5, 0", "ENABLING, false, 0, 0", "LENGTHENING, false, 5, 0"})
    void disablingUndoesWhatAnInterruptedRunSetOutToEnable(
            RunMarker.Change change, boolean recorded, int disabledAt, int disables) {
        TableRecord marker = record.begin(new RunMarker(minute(0), "run-1", change, recorded));

        assertThat(marker.called(disabling(disabledAt)).flapping().disables()).hasSize(disables);
        assertThat(marker.called(period(disabledAt, 35)).flapping().disables()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 35, true", "2, 35, true", "3, 35, false", "0, 6, false", "0, -1, true", "0, 0, false"})
    void ownCallIsOneThatARunSetOutToMakeAboutThen(int minute, int days, boolean ours) {
        record = record.learn(with(compliant(-1), point(-1, 7, -10_000)))
                .record()
                .begin(new RunMarker(minute(0), "run-1", RunMarker.Change.ENABLING, false))
                .begin(new RunMarker(minute(minute), "run-2", RunMarker.Change.NONE, true));
        OptionalInt period = days > 0 ? OptionalInt.of(days) : OptionalInt.empty();
        Call call = new Call("UpdateContinuousBackups", minute(minute), ANN, false, days == 0, period, false);

        assertThat(new RecordedCall(record, call).isOurs()).isEqualTo(ours);
    }

    @Test
    void callAfterTheTableWasRemediatedIsOurs() {
        assertThat(new RecordedCall(record.enabled(minute(0)), period(1, 35)).isOurs())
                .isTrue();
        assertThat(new RecordedCall(record, period(1, 35)).isOurs()).isFalse();
    }

    @Test
    void eachRunHasAMarkOfItsOwn() {
        RunMarker one = new RunMarker(minute(0), "run-1", RunMarker.Change.ENABLING, false);
        RunMarker other = new RunMarker(minute(1), "run-2", RunMarker.Change.NONE, true);
        RunMarker again = new RunMarker(minute(2), "run-1", RunMarker.Change.NONE, true);

        assertThat(record.begin(one).begin(other).begin(again).runMarkers()).containsExactly(other, again);
        assertThat(record.begin(one).begin(other).finish(List.of("run-2")).runMarker("run-1"))
                .contains(one);
        for (int i = 0; i < 30; i++) {
            record = record.begin(new RunMarker(minute(i), "run-" + i, RunMarker.Change.NONE, true));
        }
        assertThat(record.runMarkers())
                .hasSize(20)
                .last()
                .extracting(RunMarker::run)
                .isEqualTo("run-29");
    }

    @Test
    void anotherRunIsNotInterruptedForAsLongAsItMayTake() {
        RunMarker marker = new RunMarker(minute(0), "run-1", RunMarker.Change.NONE, false);

        for (Span asking : Span.values()) {
            assertThat(marker.isOfOther("run-2", asking, minute(15).minusSeconds(1)))
                    .isTrue();
            assertThat(marker.isOfOther("run-2", asking, minute(0).plus(Duration.ofMinutes(15))))
                    .isFalse();
            assertThat(marker.isOfOther("run-1", asking, minute(1))).isFalse();
        }
    }

    /** Its summary notifies people, hours after the call that found something; only the next sweep knows better. */
    @Test
    void aSweepOfManyCallsIsNotInterruptedForAsLongAsItMayTake() {
        RunMarker marker = new RunMarker(minute(0), "sweep-1", RunMarker.Change.NONE, true, Span.SWEEP);
        Instant end = minute(0).plus(HubSettings.LEASE);

        assertThat(marker.isOfOther("message-1", Span.CALL, end.minusSeconds(1)))
                .isTrue();
        assertThat(marker.isOfOther("message-1", Span.CALL, end)).isFalse();
        assertThat(marker.isOfOther("sweep-1", Span.CALL, minute(1))).isFalse();
        assertThat(marker.isOfOther("sweep-2", Span.SWEEP, minute(14))).isTrue();
        assertThat(marker.isOfOther("sweep-2", Span.SWEEP, minute(15))).isFalse();
    }

    @Test
    void knowsWhetherAPersonSettledSomethingSince() {
        TableRecord flapping = record.enabled(minute(1)).called(disabling(5));

        assertThat(record.acknowledgedSince(record.lossesAcknowledgedUntil(), false))
                .isFalse();
        assertThat(flapping.acknowledgedSince(flapping.lossesAcknowledgedUntil(), true))
                .isFalse();
        assertThat(flapping.acknowledgedSince(record.lossesAcknowledgedUntil(), false))
                .isFalse();
        assertThat(flapping.learn(exempt(9)).record().acknowledgedSince(flapping.lossesAcknowledgedUntil(), true))
                .isTrue();
        assertThat(record.acknowledge(minute(9)).acknowledgedSince(record.lossesAcknowledgedUntil(), false))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ENABLING, false, true", "ENABLING, true, false", "LENGTHENING, false, false", "NONE, false, false"})
    void runThatMeantToEnableRecoveryMayHaveDoneSo(RunMarker.Change change, boolean recorded, boolean may) {
        assertThat(new RunMarker(minute(0), "run-1", change, recorded).mayHaveEnabled())
                .isEqualTo(may);
        assertThat(new RunMarker(minute(0), "run-1", change, recorded).changes())
                .isEqualTo(change != RunMarker.Change.NONE);
    }

    @Test
    void saysWhatWasCalled() {
        assertThat(disabling(0).description()).isEqualTo("UpdateContinuousBackups: recovery was disabled.");
        assertThat(period(0, 7).description())
                .isEqualTo("UpdateContinuousBackups: a recovery period of 7 days was asked for.");
        assertThat(new Call("TagResource", minute(0), ANN, false, false, OptionalInt.empty(), false))
                .satisfies(call -> assertThat(call.description()).isEqualTo("TagResource was called."))
                .satisfies(call -> assertThat(call.aboutTags()).isTrue());
        assertThat(new Call("UntagResource", minute(0), ANN, false, false, OptionalInt.empty(), false).aboutTags())
                .isTrue();
        assertThat(disabling(0).aboutTags()).isFalse();
    }

    /** CloudTrail's times are whole seconds: the table was created, and its recovery disabled, in the same second. */
    @Test
    void callInTheSecondOfTheCreationIsNewOnlyOnce() {
        TableRecord successor = TableRecord.of(ORDERS)
                .learn(compliant(0).of("id-1"))
                .record()
                .called(disabling(5))
                .learn(ObservationSequence.violating(6, ObservationSequence.OFF)
                        .of("id-2")
                        .createdAt(minute(5).plusMillis(999)))
                .record();

        assertThat(successor.historyCuts()).hasSize(1);
        assertThat(successor.called(disabling(5))).isEqualTo(successor);
    }

    @ParameterizedTest
    @CsvSource({"4, 0", "5, 1"})
    void peopleHearOfACallOnlyWithTheTableThatItChanged(int minute, int count) {
        TimelineEntry entry = new TimelineEntry(
                minute(minute), TimelineEntry.Kind.ACTOR, Trigger.DRIFT, "It is.", Optional.of(ANN), Optional.empty());
        TableRecord successor = TableRecord.of(ORDERS)
                .learn(compliant(0).of("id-1"))
                .record()
                .mustNotify(List.of(entry))
                .learn(ObservationSequence.violating(6, ObservationSequence.OFF)
                        .of("id-2")
                        .createdAt(minute(5)))
                .record();

        assertThat(successor.unnotified()).filteredOn(entry::equals).hasSize(count);
    }

    @Test
    void callWithoutItsPayloadCanTurnOutToHaveDisabledRecovery() {
        Call silent = new Call("UpdateContinuousBackups", minute(0), ANN, false, false, OptionalInt.empty(), true);

        assertThat(silent.disabling())
                .isEqualTo(new Call("UpdateContinuousBackups", minute(0), ANN, false, true, OptionalInt.empty(), true));
    }

    @ParameterizedTest
    @CsvSource({"19, false", "20, true", "21, true"})
    void anotherTableHasNothingToDoWithWhoCutOffTheOneBefore(int minute, boolean its) {
        record = record.learn(compliant(0).of("id-1")).record().called(disabling(minute));

        assertThat(record.learn(compliant(20).of("id-2")).record().historyCuts().isEmpty())
                .isEqualTo(!its);
    }
}
