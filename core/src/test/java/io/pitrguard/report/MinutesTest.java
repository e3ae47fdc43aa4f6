package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinutesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 min",
        "1, 1 min",
        "60, 1 min",
        "61, 2 min",
        "3540, 59 min",
        "3541, 1 h",
        "21600, 6 h",
        "21601, 6 h 1 min",
        "90000, 1 d 1 h"
    })
    void roundsUpToWholeMinutes(long seconds, String text) {
        assertThat(Minutes.of(seconds)).isEqualTo(text);
    }

    @Test
    void hasNoneForATimeThatIsNotKnown() {
        assertThat(Minutes.of(null)).isEqualTo("-");
    }
}
