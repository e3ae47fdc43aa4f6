package io.pitrguard.domain.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT-5M, 0 s",
        "PT0.9S, 0 s",
        "PT1S, 1 s",
        "PT59.999S, 59 s",
        "PT60S, 1 min",
        "PT5M30S, 5 min 30 s",
        "PT59M59S, 59 min 59 s",
        "PT1H, 1 h",
        "PT1H59S, 1 h",
        "PT1H5M, 1 h 5 min",
        "PT24H, 1 d",
        "PT24H5M7S, 1 d 5 min",
        "P35DT23H59M59S, 35 d 23 h 59 min"
    })
    void saysDurationsInWords(Duration duration, String words) {
        assertThat(Durations.description(duration)).isEqualTo(words);
    }
}
