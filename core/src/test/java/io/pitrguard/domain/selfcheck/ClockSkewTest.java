package io.pitrguard.domain.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockSkewTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {-30, -1, 0, 1, 30})
    void littleIsNoDifference(long seconds) {
        assertThat(ClockSkew.between(NOON.plusSeconds(seconds), NOON)).isEqualTo(ClockSkew.NONE);
        assertThat(ClockSkew.NONE.description()).isEmpty();
        assertThat(ClockSkew.NONE.toAws(NOON)).isEqualTo(NOON);
    }

    @ParameterizedTest
    @CsvSource({
        "31, 1 min ahead of",
        "-31, 1 min behind",
        "-900, 15 min behind",
        "10799, 3 h ahead of",
        "10801, 3 h ahead of",
        "-172800, 2 d behind"
    })
    void isDescribedAndAccountedFor(long seconds, String words) {
        ClockSkew skew = ClockSkew.between(NOON.plusSeconds(seconds), NOON);

        assertThat(skew.ahead()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(skew.toAws(NOON.plusSeconds(seconds))).isEqualTo(NOON);
        assertThat(skew.description())
                .contains("This machine's clock is " + words + " AWS's. Verdicts and the ledger use AWS's time.");
    }
}
