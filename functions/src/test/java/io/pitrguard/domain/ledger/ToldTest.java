package io.pitrguard.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.Told.News;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
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
    }

    @Test
    void thereIsNoNewsOfATableThatIsFine() {
        assertThat(Told.NOTHING.news(kinds(), THEN, DAY)).isEqualTo(News.NONE);
    }

    @Test
    void whatPeopleDoNotKnowIsNewAtOnce() {
        assertThat(Told.NOTHING.news(kinds("A"), THEN, DAY)).isEqualTo(News.NEW);
        assertThat(told.news(kinds("A", "C"), THEN, DAY)).isEqualTo(News.NEW);
    }

    @Test
    void whatPeopleKnowIsToldAgainAfterASilence() {
        assertThat(told.news(kinds("A", "B"), THEN.plus(DAY).minusMillis(1), DAY))
                .isEqualTo(News.NONE);
        assertThat(told.news(kinds("B"), THEN.plus(DAY), DAY)).isEqualTo(News.REMINDER);
        assertThat(new Told(kinds("A"), Optional.empty()).news(kinds("A"), THEN, DAY))
                .isEqualTo(News.REMINDER);
    }

    @Test
    void endIsToldWhenNothingIsAmissAnyMore() {
        assertThat(told.news(kinds(), THEN, DAY)).isEqualTo(News.ENDED);
    }

    private static SortedSet<String> kinds(String... kinds) {
        return new TreeSet<>(List.of(kinds));
    }
}
