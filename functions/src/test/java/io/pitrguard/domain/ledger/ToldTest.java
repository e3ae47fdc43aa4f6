package io.pitrguard.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ToldTest {
    private static final Instant THEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final Told told = Told.NOTHING.with(kinds("A", "B"), THEN);

    @Test
    void remembersWhatPeopleKnowAndSinceWhen() {
        assertThat(told).isEqualTo(new Told(kinds("A", "B"), Optional.of(THEN)));
        assertThat(told.with(kinds(), THEN.plus(DAY))).isEqualTo(new Told(kinds(), Optional.of(THEN.plus(DAY))));
        assertThat(told.without(kinds("A", "C"))).isEqualTo(new Told(kinds("B"), Optional.of(THEN)));
    }

    @Test
    void thereIsNoNewsOfATableThatIsFine() {
        assertThat(Told.NOTHING.news(kinds(), THEN, DAY)).isEqualTo(News.NONE);
        assertThat(Told.NOTHING.with(kinds(), THEN).news(kinds(), THEN.plus(DAY), DAY))
                .isEqualTo(News.NONE);
    }

    @Test
    void whatPeopleDoNotKnowIsNewAtOnce() {
        assertThat(Told.NOTHING.news(kinds("A"), THEN, DAY)).isEqualTo(news(News.Kind.NEW));
        assertThat(told.news(kinds("A", "B", "C"), THEN, DAY)).isEqualTo(news(News.Kind.NEW));
        assertThat(told.news(kinds("A", "C"), THEN, DAY)).isEqualTo(news(News.Kind.NEW, "B"));
    }

    @Test
    void whatPeopleKnowIsToldAgainAfterASilence() {
        assertThat(told.news(kinds("A", "B"), THEN.plus(DAY).minusMillis(1), DAY))
                .isEqualTo(News.NONE);
        assertThat(told.news(kinds("A", "B"), THEN.plus(DAY), DAY)).isEqualTo(news(News.Kind.REMINDER));
        assertThat(new Told(kinds("A"), Optional.empty()).news(kinds("A"), THEN, DAY))
                .isEqualTo(news(News.Kind.REMINDER));
    }

    @Test
    void endIsToldOfEachThing() {
        assertThat(told.news(kinds(), THEN, DAY)).isEqualTo(news(News.Kind.ENDED, "A", "B"));
        assertThat(told.news(kinds("B"), THEN, DAY)).isEqualTo(news(News.Kind.ENDED, "A"));
    }

    @Test
    void whatMayBeToldAgainIsMarkedWhereThereIsNewsOnly() {
        assertThat(news(News.Kind.NEW).again().mayRepeat()).isTrue();
        assertThat(News.NONE.again()).isEqualTo(News.NONE);
    }

    private static News news(News.Kind kind, String... ended) {
        return new News(kind, kinds(ended), false);
    }

    private static NavigableSet<String> kinds(String... kinds) {
        return new TreeSet<>(List.of(kinds));
    }
}
