package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTrailTest {
    @Test
    void endsWhereAPageWasReadBefore() {
        PageTrail<String> trail = new PageTrail<>();

        assertThat(trail.isEndless("a")).isFalse();
        assertThat(trail.isEndless("b")).isFalse();
        assertThat(trail.isEndless("a")).isTrue();
    }

    @Test
    void endsAfterMorePagesThanAnyListHas() {
        PageTrail<Integer> trail = new PageTrail<>();
        for (int i = 0; i < PageTrail.MOST_PAGES; i++) {
            assertThat(trail.isEndless(i)).isFalse();
        }

        assertThat(trail.isEndless(-1)).isTrue();
    }
}
