package io.pitrguard.domain.finding;

import static io.pitrguard.domain.finding.FindingKind.HISTORY_LOST;
import static io.pitrguard.domain.finding.FindingKind.PERIOD_TOO_SHORT;
import static io.pitrguard.domain.finding.FindingKind.RECOVERY_DISABLED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NotifiedStateTest {
    private static final Instant THEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private static final NotifiedState<FindingKind> NOBODY = NotifiedState.nothing();

    private final NotifiedState<FindingKind> notified = NOBODY.with(kinds(RECOVERY_DISABLED, PERIOD_TOO_SHORT), THEN);

    @Test
    void keepsNotifiedFindingsAndSinceWhen() {
        assertThat(notified)
                .isEqualTo(new NotifiedState<>(kinds(RECOVERY_DISABLED, PERIOD_TOO_SHORT), Optional.of(THEN)));
        assertThat(notified.with(kinds(), THEN.plus(DAY)))
                .isEqualTo(new NotifiedState<>(kinds(), Optional.of(THEN.plus(DAY))));
        assertThat(notified.without(kinds(RECOVERY_DISABLED, HISTORY_LOST)))
                .isEqualTo(new NotifiedState<>(kinds(PERIOD_TOO_SHORT), Optional.of(THEN)));
    }

    @Test
    void hasNoNotificationForCompliantTable() {
        assertThat(NOBODY.notification(kinds(), THEN, DAY)).isEqualTo(Notification.none());
        assertThat(NOBODY.with(kinds(), THEN).notification(kinds(), THEN.plus(DAY), DAY))
                .isEqualTo(Notification.none());
    }

    @Test
    void whatPeopleDoNotKnowIsNewAtOnce() {
        assertThat(NOBODY.notification(kinds(RECOVERY_DISABLED), THEN, DAY))
                .isEqualTo(notification(Notification.Kind.NEW));
        assertThat(notified.notification(kinds(RECOVERY_DISABLED, PERIOD_TOO_SHORT, HISTORY_LOST), THEN, DAY))
                .isEqualTo(notification(Notification.Kind.NEW));
        assertThat(notified.notification(kinds(RECOVERY_DISABLED, HISTORY_LOST), THEN, DAY))
                .isEqualTo(notification(Notification.Kind.NEW, PERIOD_TOO_SHORT));
    }

    @Test
    void remindsOfNotifiedFindingsAfterASilence() {
        assertThat(notified.notification(
                        kinds(RECOVERY_DISABLED, PERIOD_TOO_SHORT),
                        THEN.plus(DAY).minusMillis(1),
                        DAY))
                .isEqualTo(Notification.none());
        assertThat(notified.notification(kinds(RECOVERY_DISABLED, PERIOD_TOO_SHORT), THEN.plus(DAY), DAY))
                .isEqualTo(notification(Notification.Kind.REMINDER));
        assertThat(new NotifiedState<>(kinds(RECOVERY_DISABLED), Optional.empty())
                        .notification(kinds(RECOVERY_DISABLED), THEN, DAY))
                .isEqualTo(notification(Notification.Kind.REMINDER));
    }

    @Test
    void timeThatLiesAheadSilencesNobody() {
        NavigableSet<FindingKind> open = kinds(RECOVERY_DISABLED, PERIOD_TOO_SHORT);

        assertThat(notified.notification(open, THEN.minus(Duration.ofMinutes(5)), DAY))
                .as("as far as two clocks differ")
                .isEqualTo(Notification.none());
        assertThat(notified.notification(open, THEN.minus(Duration.ofMinutes(6)), DAY))
                .isEqualTo(notification(Notification.Kind.REMINDER));
    }

    @Test
    void notifiesOfEachResolvedFinding() {
        assertThat(notified.notification(kinds(), THEN, DAY))
                .isEqualTo(notification(Notification.Kind.RESOLVED, RECOVERY_DISABLED, PERIOD_TOO_SHORT));
        assertThat(notified.notification(kinds(PERIOD_TOO_SHORT), THEN, DAY))
                .isEqualTo(notification(Notification.Kind.RESOLVED, RECOVERY_DISABLED));
    }

    @Test
    void marksPossibleRepetitionOnNewFindingsOnly() {
        assertThat(notification(Notification.Kind.NEW).again().mayRepeat()).isTrue();
        assertThat(Notification.<FindingKind>none().again()).isEqualTo(Notification.none());
    }

    @Test
    void findingsThatThisVersionDoesNotKnowStayAndAreNeverOpenOrResolved() {
        SortedSet<String> unknown = new TreeSet<>(Set.of("Blessed"));
        NotifiedState<FindingKind> state = new NotifiedState<>(kinds(RECOVERY_DISABLED), Optional.of(THEN), unknown);

        assertThat(state.open()).containsExactly(RECOVERY_DISABLED);
        assertThat(state.notification(kinds(), THEN, DAY))
                .isEqualTo(notification(Notification.Kind.RESOLVED, RECOVERY_DISABLED));
        assertThat(state.with(kinds(), THEN).unknown()).isEqualTo(unknown);
        assertThat(state.with(kinds(), THEN).notification(kinds(), THEN.plus(DAY), DAY))
                .isEqualTo(Notification.none());
        assertThat(state.without(kinds(RECOVERY_DISABLED)).unknown()).isEqualTo(unknown);
    }

    private static Notification<FindingKind> notification(Notification.Kind kind, FindingKind... resolved) {
        return new Notification<>(kind, kinds(resolved), false);
    }

    private static NavigableSet<FindingKind> kinds(FindingKind... kinds) {
        return new TreeSet<>(List.of(kinds));
    }
}
