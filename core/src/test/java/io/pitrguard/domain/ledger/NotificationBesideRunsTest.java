package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.finding.FindingKind.HISTORY_LOST;
import static io.pitrguard.domain.finding.FindingKind.PERIOD_TOO_SHORT;
import static io.pitrguard.domain.finding.FindingKind.RECOVERY_DISABLED;
import static io.pitrguard.domain.ledger.ObservationSequence.ORDERS;
import static io.pitrguard.domain.ledger.ObservationSequence.minute;
import static io.pitrguard.domain.ledger.ResultFixture.compliant;
import static io.pitrguard.domain.ledger.ResultFixture.off;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.RunMarker.Change;
import io.pitrguard.domain.ledger.RunMarker.Span;
import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.remediation.TableResult;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a reaction to a call says while a sweep is to notify people of what it found before, hours later. */
class NotificationBesideRunsTest {
    private static final int MARKED = 1;
    private static final int NOW = 200;
    private static final Notification<FindingKind> NONE = Notification.none();

    @Test
    void onlyWhatTheOtherNotifiesOfIsLeftToIt() {
        assertThat(found(off(NOW), beside(marker(RECOVERY_DISABLED)))).isEqualTo(NONE);
        assertThat(found(off(NOW), beside(marker(PERIOD_TOO_SHORT)))).isEqualTo(as(Notification.Kind.NEW));
        assertThat(found(off(NOW), beside(marker())))
                .as("the other found or made it right")
                .isEqualTo(as(Notification.Kind.NEW));
        assertThat(found(compliant(NOW), beside(marker(PERIOD_TOO_SHORT)))).isEqualTo(NONE);
        assertThat(found(off(NOW), beside(marker(PERIOD_TOO_SHORT), marker("another", 5, RECOVERY_DISABLED))))
                .as("one of two notifies of it")
                .isEqualTo(NONE);
    }

    @Test
    void aRunWithoutAResultMayComeToTheSame() {
        RunMarker old = new RunMarker(minute(MARKED), "sweep", Change.NONE, true, Span.SWEEP);

        assertThat(found(off(NOW), beside(old))).as("of an earlier version").isEqualTo(NONE);
        assertThat(found(off(NOW), beside(marker(), new RunMarker(minute(NOW - 1), "else", Change.ENABLING, false))))
                .isEqualTo(NONE);
        assertThat(found(off(NOW), beside(marker(), new RunMarker(minute(NOW - 20), "else", Change.ENABLING, false))))
                .as("that one is over")
                .isEqualTo(as(Notification.Kind.NEW));
    }

    /** The other is about to say that it is resolved. */
    @Test
    void whatPeopleKnewBeforeAndIsBackIsNew() {
        TableRecord back = beside(marker()).notified(state(MARKED - 1, RECOVERY_DISABLED));

        assertThat(found(off(NOW), back)).isEqualTo(as(Notification.Kind.NEW));
    }

    @Test
    void saysOnceWhatIsNewAndWhenItIsOver() {
        TableRecord known = beside(marker(PERIOD_TOO_SHORT)).notified(state(MARKED + 1, RECOVERY_DISABLED));

        assertThat(found(off(NOW), known)).isEqualTo(NONE);
        assertThat(found(compliant(NOW), known)).isEqualTo(as(Notification.Kind.RESOLVED, RECOVERY_DISABLED));
        assertThat(found(tooShort(), known))
                .as("the other notifies of what is still open")
                .isEqualTo(as(Notification.Kind.RESOLVED, RECOVERY_DISABLED));
        assertThat(found(compliant(NOW), beside(marker()).notified(state(MARKED - 1, RECOVERY_DISABLED))))
                .as("the other notifies of that")
                .isEqualTo(NONE);
        assertThat(found(
                        off(NOW),
                        beside(marker(), marker("another", 5)).notified(state(MARKED + 1, RECOVERY_DISABLED))))
                .as("another run found it right after that")
                .isEqualTo(as(Notification.Kind.NEW));
    }

    @Test
    void failureThatTheOtherDoesNotKnowOfIsNew() {
        TableResult failed = off(NOW).with(ResultFixture.FAILED);
        TableRecord known = beside(marker(RECOVERY_DISABLED))
                .notified(state(MARKED - 1, RECOVERY_DISABLED, FindingKind.FIX_FAILED));

        assertThat(found(failed, known)).isEqualTo(as(Notification.Kind.NEW));
        assertThat(found(failed, beside(marker(RECOVERY_DISABLED))))
                .isEqualTo(as(Notification.Kind.NEW).again());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsWorseThanWhenTheOtherFoundItIsNew(Kind kind) {
        boolean worse = kind == Kind.HISTORY_LOST || kind == Kind.CHANGED || kind == Kind.REPLACED;

        assertThat(found(tooShort(), beside(marker(PERIOD_TOO_SHORT, HISTORY_LOST)), kind))
                .isEqualTo(worse ? as(Notification.Kind.NEW) : NONE);
        assertThat(found(compliant(NOW), beside(marker(HISTORY_LOST)), kind))
                .as("nothing is open")
                .isEqualTo(NONE);
    }

    private static Notification<FindingKind> found(TableResult result, TableRecord record, Kind... added) {
        List<TimelineEntry> entries = List.of(added).stream()
                .map(kind -> new TimelineEntry(
                        minute(NOW), kind, Trigger.DRIFT, "It is.", Optional.empty(), Optional.empty()))
                .toList();
        return NotificationRules.STANDARD.notification(
                new NotificationRules.Recorded(result, record, entries),
                new NotificationRules.Run("message", minute(NOW), false, false));
    }

    private static TableResult tooShort() {
        return ResultFixture.result(
                NOW, ResultFixture.ON, ResultFixture.falling(new RecoveryPeriodCheck.PeriodTooShort(35, 7)));
    }

    private static TableRecord beside(RunMarker... markers) {
        TableRecord record = TableRecord.of(ORDERS);
        for (RunMarker marker : markers) {
            record = record.begin(marker);
        }
        return record;
    }

    private static RunMarker marker(FindingKind... open) {
        return marker("sweep", MARKED, open);
    }

    private static RunMarker marker(String run, int minute, FindingKind... open) {
        return new RunMarker(minute(minute), run, Change.NONE, true, Span.SWEEP).leaving(new TreeSet<>(List.of(open)));
    }

    private static Notification<FindingKind> as(Notification.Kind kind, FindingKind... resolved) {
        return new Notification<>(kind, new TreeSet<>(List.of(resolved)), false);
    }

    private static NotifiedState<FindingKind> state(int minute, FindingKind... open) {
        return NotifiedState.<FindingKind>nothing().with(new TreeSet<>(List.of(open)), minute(minute));
    }
}
