package io.pitrguard.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which version of a value a read sees. */
class LaggingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Lag LAG = new Lag(Duration.ofSeconds(10), 0);

    @Test
    void keepsNoVersionThatNoReadCanSeeAnyMore() {
        Lagging<String> value = Lagging.of("a").write("b", NOW, LAG).write("c", NOW.plusSeconds(20), LAG);

        assertThat(value.versions()).extracting(Lagging.Version::value).containsExactly("b", "c");
    }

    @Test
    void withoutALagTheWrittenValueIsTheOnlyOne() {
        assertThat(Lagging.of("a").write("b", NOW, Lag.NONE)).isEqualTo(Lagging.of("b"));
    }

    @Test
    void showsTheWriteAfterSoManyReads() {
        Lagging<String> value = Lagging.of("a").write("b", NOW, new Lag(Duration.ZERO, 2));

        assertThat(value.visibleAt(NOW)).isEqualTo("a");
        assertThat(value.afterRead().visibleAt(NOW.plusSeconds(60))).isEqualTo("a");
        assertThat(value.afterRead().afterRead().visibleAt(NOW)).isEqualTo("b");
        assertThat(value.afterRead().afterRead().afterRead().visibleAt(NOW)).isEqualTo("b");
    }

    @Test
    void showsTheOldestToAClockThatIsSetBack() {
        Lagging<String> value = Lagging.of("a").write("b", NOW, LAG).write("c", NOW.plusSeconds(20), LAG);

        assertThat(value.visibleAt(NOW.minusSeconds(60))).isEqualTo("b");
        assertThat(value.latest()).isEqualTo("c");
    }
}
