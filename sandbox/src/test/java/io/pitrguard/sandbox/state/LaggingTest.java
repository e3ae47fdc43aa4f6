package io.pitrguard.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which version of a value a read sees. */
class LaggingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LAG = Duration.ofSeconds(10);

    @Test
    void keepsNoVersionThatNoReadCanSeeAnyMore() {
        Lagging<String> value = Lagging.of("a").write("b", NOW, LAG).write("c", NOW.plusSeconds(20), LAG);

        assertThat(value.versions()).extracting(Lagging.Version::value).containsExactly("b", "c");
    }

    @Test
    void withoutALagTheWrittenValueIsTheOnlyOne() {
        assertThat(Lagging.of("a").write("b", NOW, Duration.ZERO)).isEqualTo(Lagging.of("b"));
    }

    @Test
    void showsTheOldestToAClockThatIsSetBack() {
        Lagging<String> value = Lagging.of("a").write("b", NOW, LAG).write("c", NOW.plusSeconds(20), LAG);

        assertThat(value.visibleAt(NOW.minusSeconds(60))).isEqualTo("b");
        assertThat(value.latest()).isEqualTo("c");
    }
}
