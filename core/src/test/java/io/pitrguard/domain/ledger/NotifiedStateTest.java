package io.pitrguard.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NotifiedStateTest {
    private static final Instant THEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final NotifiedState told = NotifiedState.NOTHING.with(kinds("A", "B"), THEN);

    @Test
    void remembersWhatPeopleKnowAndSinceWhen() {
        assertThat(told).isEqualTo(new NotifiedState(kinds("A", "B"), Optional.of(THEN)));
        assertThat(told.with(kinds(), THEN.plus(DAY)))
                .isEqualTo(new NotifiedState(kinds(), Optional.of(THEN.plus(DAY))));
        assertThat(told.without(kinds("A", "C"))).isEqualTo(new NotifiedState(kinds("B"), Optional.of(THEN)));
    }

    @Test
    void thereIsNoNewsOfATableThatIsFine() {
        assertThat(NotifiedState.NOTHING.notification(kinds(), THEN, DAY)).isEqualTo(Notification.NONE);
        assertThat(NotifiedState.NOTHING.with(kinds(), THEN).notification(kinds(), THEN.plus(DAY), DAY))
                .isEqualTo(Notification.NONE);
    }

    @Test
    void whatPeopleDoNotKnowIsNewAtOnce() {
        assertThat(NotifiedState.NOTHING.notification(kinds("A"), THEN, DAY))
                .isEqualTo(notification(Notification.Kind.NEW));
        assertThat(told.notification(kinds("A", "B", "C"), THEN, DAY)).isEqualTo(notification(Notification.Kind.NEW));
        assertThat(told.notification(kinds("A", "C"), THEN, DAY)).isEqualTo(notification(Notification.Kind.NEW, "B"));
    }

    @Test
    void whatPeopleKnowIsToldAgainAfterASilence() {
        assertThat(told.notification(kinds("A", "B"), THEN.plus(DAY).minusMillis(1), DAY))
                .isEqualTo(Notification.NONE);
        assertThat(told.notification(kinds("A", "B"), THEN.plus(DAY), DAY))
                .isEqualTo(notification(Notification.Kind.REMINDER));
        assertThat(new NotifiedState(kinds("A"), Optional.empty()).notification(kinds("A"), THEN, DAY))
                .isEqualTo(notification(Notification.Kind.REMINDER));
    }

    @Test
    void endIsToldOfEachThing() {
        assertThat(told.notification(kinds(), THEN, DAY)).isEqualTo(notification(Notification.Kind.RESOLVED, "A", "B"));
        assertThat(told.notification(kinds("B"), THEN, DAY)).isEqualTo(notification(Notification.Kind.RESOLVED, "A"));
    }

    @Test
    void whatMayBeToldAgainIsMarkedWhereThereIsNewsOnly() {
        assertThat(notification(Notification.Kind.NEW).again().mayRepeat()).isTrue();
        assertThat(Notification.NONE.again()).isEqualTo(Notification.NONE);
    }

    private static Notification notification(Notification.Kind kind, String... ended) {
        return new Notification(kind, kinds(ended), false);
    }

    private static NavigableSet<String> kinds(String... kinds) {
        return new TreeSet<>(List.of(kinds));
    }
}
