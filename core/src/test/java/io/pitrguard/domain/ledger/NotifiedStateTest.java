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
        assertThat(told.with(kinds(), THEN.plus(DAY))).isEqualTo(new NotifiedState(kinds(), Optional.of(THEN.plus(DAY))));
        assertThat(told.without(kinds("A", "C"))).isEqualTo(new NotifiedState(kinds("B"), Optional.of(THEN)));
    }

    @Test
    void thereIsNoNewsOfATableThatIsFine() {
        assertThat(NotifiedState.NOTHING.news(kinds(), THEN, DAY)).isEqualTo(Notification.NONE);
        assertThat(NotifiedState.NOTHING.with(kinds(), THEN).news(kinds(), THEN.plus(DAY), DAY))
                .isEqualTo(Notification.NONE);
    }

    @Test
    void whatPeopleDoNotKnowIsNewAtOnce() {
        assertThat(NotifiedState.NOTHING.news(kinds("A"), THEN, DAY)).isEqualTo(news(Notification.Kind.NEW));
        assertThat(told.news(kinds("A", "B", "C"), THEN, DAY)).isEqualTo(news(Notification.Kind.NEW));
        assertThat(told.news(kinds("A", "C"), THEN, DAY)).isEqualTo(news(Notification.Kind.NEW, "B"));
    }

    @Test
    void whatPeopleKnowIsToldAgainAfterASilence() {
        assertThat(told.news(kinds("A", "B"), THEN.plus(DAY).minusMillis(1), DAY))
                .isEqualTo(Notification.NONE);
        assertThat(told.news(kinds("A", "B"), THEN.plus(DAY), DAY)).isEqualTo(news(Notification.Kind.REMINDER));
        assertThat(new NotifiedState(kinds("A"), Optional.empty()).news(kinds("A"), THEN, DAY))
                .isEqualTo(news(Notification.Kind.REMINDER));
    }

    @Test
    void endIsToldOfEachThing() {
        assertThat(told.news(kinds(), THEN, DAY)).isEqualTo(news(Notification.Kind.ENDED, "A", "B"));
        assertThat(told.news(kinds("B"), THEN, DAY)).isEqualTo(news(Notification.Kind.ENDED, "A"));
    }

    @Test
    void whatMayBeToldAgainIsMarkedWhereThereIsNewsOnly() {
        assertThat(news(Notification.Kind.NEW).again().mayRepeat()).isTrue();
        assertThat(Notification.NONE.again()).isEqualTo(Notification.NONE);
    }

    private static Notification news(Notification.Kind kind, String... ended) {
        return new Notification(kind, kinds(ended), false);
    }

    private static NavigableSet<String> kinds(String... kinds) {
        return new TreeSet<>(List.of(kinds));
    }
}
