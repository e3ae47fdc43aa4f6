package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.finding.FindingKind.PERIOD_TOO_SHORT;
import static io.pitrguard.domain.finding.FindingKind.RECOVERY_DISABLED;
import static io.pitrguard.domain.ledger.ObservationSequence.ORDERS;
import static io.pitrguard.domain.ledger.ObservationSequence.minute;
import static io.pitrguard.domain.ledger.ResultFixture.FIXED;
import static io.pitrguard.domain.ledger.ResultFixture.compliant;
import static io.pitrguard.domain.ledger.ResultFixture.off;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.finding.TableEvent;
import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.remediation.TableResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NotificationRulesTest {
    private static final int NOW = 10;
    private static final Notification<FindingKind> NONE = Notification.none();

    private final NotificationRules.Run run = new NotificationRules.Run("mine", minute(NOW), false, false);
    private final NotificationRules.Run takingOver = new NotificationRules.Run("mine", minute(NOW), true, true);

    @Test
    void newFindingsAreNotifiedAndKnownOnesAreNot() {
        assertThat(notification(off(NOW), notified(), run)).isEqualTo(as(Notification.Kind.NEW));
        assertThat(notification(off(NOW), notified(RECOVERY_DISABLED), run)).isEqualTo(NONE);
        assertThat(notification(compliant(NOW), notified(RECOVERY_DISABLED), run))
                .isEqualTo(as(Notification.Kind.RESOLVED, RECOVERY_DISABLED));
        assertThat(notification(compliant(NOW), notified(), run)).isEqualTo(NONE);
    }

    @Test
    void alwaysNotifiesOfRemediation() {
        assertThat(notification(compliant(NOW).with(FIXED), notified(), run)).isEqualTo(as(Notification.Kind.NEW));
        assertThat(notification(compliant(NOW).with(FIXED), notified(RECOVERY_DISABLED), run))
                .isEqualTo(as(Notification.Kind.NEW, RECOVERY_DISABLED));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void notifiesAgainOfAnExtendedFinding(Kind kind) {
        boolean worse = kind == Kind.HISTORY_LOST || kind == Kind.CHANGED || kind == Kind.REPLACED;

        assertThat(notification(off(NOW), notified(RECOVERY_DISABLED), run, kind))
                .isEqualTo(worse ? as(Notification.Kind.NEW) : NONE);
        assertThat(notification(compliant(NOW), notified(), run, kind))
                .as("nothing is open")
                .isEqualTo(NONE);
    }

    @Test
    void observationThatCameLateIsLeftToTheNewerOne() {
        TableRecord newer =
                notified().learn(ObservationSequence.compliant(NOW + 1)).record();

        assertThat(notification(off(NOW), newer, run)).isEqualTo(NONE);
        assertThat(notification(compliant(NOW).with(FIXED), newer, run)).isEqualTo(as(Notification.Kind.NEW));
        assertThat(notification(off(NOW), newer, takingOver))
                .isEqualTo(as(Notification.Kind.NEW).again());
    }

    @Test
    void whileAnotherRunIsAtWorkOnlyWhatIsLoudIsNotified() {
        TableRecord busy = notified().begin(new RunMarker(minute(NOW - 1), "other", RunMarker.Change.ENABLING, true));
        TableRecord over = notified().begin(new RunMarker(minute(NOW - 15), "other", RunMarker.Change.ENABLING, false));
        Notification<FindingKind> perhapsAgain = as(Notification.Kind.NEW).again();

        assertThat(notification(off(NOW), busy, run)).isEqualTo(NONE);
        assertThat(notification(off(NOW).with(ResultFixture.FAILED), busy, run)).isEqualTo(perhapsAgain);
        assertThat(notification(off(NOW).with(ResultFixture.FLAPPING), busy, run))
                .isEqualTo(perhapsAgain);
        assertThat(notification(
                        off(NOW).with(ResultFixture.FAILED),
                        busy.notified(state(RECOVERY_DISABLED, FindingKind.FIX_FAILED)),
                        run))
                .as("people know it")
                .isEqualTo(NONE);
        assertThat(notification(compliant(NOW).with(FIXED), busy, run)).isEqualTo(as(Notification.Kind.NEW));
        assertThat(notification(off(NOW), busy, takingOver)).isEqualTo(perhapsAgain);
        assertThat(notification(off(NOW), over, run)).isEqualTo(as(Notification.Kind.NEW));
    }

    @ParameterizedTest
    @EnumSource(OutcomeKind.class)
    void whileAnotherRunIsAtWorkOutcomesAreLoudOrLeftToIt(OutcomeKind kind) {
        TableRecord busy = notified().begin(new RunMarker(minute(NOW - 1), "other", RunMarker.Change.ENABLING, true));
        Notification<FindingKind> expected = switch (kind) {
            case FIX_FAILED, FLAPPING -> as(Notification.Kind.NEW).again();
            case FIXED -> as(Notification.Kind.NEW);
            case PLANNED, ALERT_ONLY, UNCONFIRMED, DEFERRED, OVER_BUDGET -> NONE;
        };

        assertThat(notification(off(NOW).with(ResultFixture.outcome(kind)), busy, run))
                .isEqualTo(expected);
    }

    @Test
    void mayRepeatOnlyWhatAnotherRunMayHaveNotifiedOf() {
        TableRecord changing =
                notified().begin(new RunMarker(minute(NOW - 1), "other", RunMarker.Change.ENABLING, false));
        TableRecord flapping = notified();
        for (int minute : new int[] {-400, -300, NOW}) {
            flapping = flapping.enabled(minute(minute - 5));
            flapping = flapping.called(new Call(
                    "UpdateContinuousBackups",
                    minute(minute),
                    new Actor("ann", "", "", ""),
                    false,
                    true,
                    OptionalInt.empty(),
                    false));
        }
        TableRecord first = flapping.begin(new RunMarker(minute(NOW - 1), "other", RunMarker.Change.ENABLING, true));
        TableRecord second = flapping.begin(new RunMarker(minute(NOW), "other", RunMarker.Change.ENABLING, true));
        Notification<FindingKind> isNew = as(Notification.Kind.NEW);

        assertThat(notification(off(NOW).with(ResultFixture.FAILED), changing, run))
                .isEqualTo(isNew);
        assertThat(notification(off(NOW).with(ResultFixture.FLAPPING), first, run))
                .isEqualTo(isNew);
        assertThat(notification(off(NOW).with(ResultFixture.FLAPPING), second, run))
                .isEqualTo(isNew.again());
        assertThat(notification(off(NOW), notified(), new NotificationRules.Run("mine", minute(NOW), true, false)))
                .isEqualTo(isNew);
        assertThat(notification(
                        off(NOW).with(ResultFixture.FAILED),
                        changing.begin(new RunMarker(minute(NOW - 1), run.id(), RunMarker.Change.NONE, true)),
                        run))
                .as("its own mark says nothing of others")
                .isEqualTo(isNew);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void eventsAreNewWhateverIsOpen(Kind kind) {
        TimelineEntry entry = new TimelineEntry(
                minute(NOW),
                kind,
                Trigger.DRIFT,
                "It is.",
                Optional.of(new Actor("ann", "here", "a tool", "r-1")),
                Optional.empty());
        List<TableEvent> events = List.of(entry.event());

        // The text of an acknowledgement names the person already.
        assertThat(entry.event().by())
                .isEqualTo(
                        kind == Kind.ACKNOWLEDGED
                                ? Optional.empty()
                                : Optional.of("ann, from here, with a tool (request r-1)"));
        assertThat(entry.event().requestId()).contains("r-1");
        assertThat(notification(compliant(NOW), notified().mustNotify(List.of(entry, entry)), run))
                .isEqualTo(as(Notification.Kind.NEW).with(events));
        assertThat(notification(compliant(NOW), notified(RECOVERY_DISABLED).mustNotify(List.of(entry)), run))
                .isEqualTo(as(Notification.Kind.RESOLVED, RECOVERY_DISABLED).with(events));
        assertThat(notified().mustNotify(List.of(entry)).notifiedOf(List.of(entry)))
                .isEqualTo(notified());
        assertThat(notified().mustNotify(List.of(entry)).notifiedOf(List.of()).unnotified())
                .containsExactly(entry);
    }

    @Test
    void eventsAreLeftToARunThatIsAtWorkOrKnowsBetter() {
        TimelineEntry entry = new TimelineEntry(
                minute(NOW), Kind.EXEMPTED, Trigger.SWEEP, "It is.", Optional.empty(), Optional.empty());
        TableRecord busy = notified()
                .mustNotify(List.of(entry))
                .begin(new RunMarker(minute(NOW - 1), "other", RunMarker.Change.ENABLING, true));
        TableRecord newer = notified()
                .mustNotify(List.of(entry))
                .learn(ObservationSequence.compliant(NOW + 1))
                .record();

        assertThat(notification(compliant(NOW), busy, run)).isEqualTo(NONE);
        assertThat(notification(compliant(NOW), newer, run)).isEqualTo(NONE);
        assertThat(notification(compliant(NOW), newer, takingOver).events()).hasSize(1);
        assertThat(notification(compliant(NOW).with(FIXED), busy, run).events()).hasSize(1);
        assertThat(notification(off(NOW).with(ResultFixture.FAILED), busy, run).events())
                .hasSize(1);
    }

    @Test
    void runThatTakesOverNotifiesOfWhatMayHaveBeenLost() {
        assertThat(notification(off(NOW), notified(RECOVERY_DISABLED), takingOver))
                .isEqualTo(as(Notification.Kind.NEW).again());
        assertThat(notification(compliant(NOW), notified(), takingOver))
                .isEqualTo(as(Notification.Kind.RESOLVED).again());
        assertThat(notification(compliant(NOW), notified(PERIOD_TOO_SHORT), takingOver))
                .isEqualTo(as(Notification.Kind.RESOLVED, PERIOD_TOO_SHORT).again());
    }

    private static Notification<FindingKind> notification(
            TableResult result, TableRecord record, NotificationRules.Run run, Kind... added) {
        List<TimelineEntry> entries = List.of(added).stream()
                .map(kind -> new TimelineEntry(
                        minute(NOW), kind, Trigger.SWEEP, "It is.", Optional.empty(), Optional.empty()))
                .toList();
        return NotificationRules.STANDARD.notification(new NotificationRules.Recorded(result, record, entries), run);
    }

    private static Notification<FindingKind> as(Notification.Kind kind, FindingKind... resolved) {
        return new Notification<>(kind, new TreeSet<>(List.of(resolved)), false);
    }

    private static TableRecord notified(FindingKind... open) {
        return TableRecord.of(ORDERS).notified(state(open));
    }

    private static NotifiedState<FindingKind> state(FindingKind... open) {
        return NotifiedState.<FindingKind>nothing().with(new TreeSet<>(List.of(open)), minute(NOW - 60));
    }
}
