package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time to read, and then time to report: all of a long invocation, and something of a short one. */
class TimeBudgetTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration RESERVE = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource({
        "PT15M, PT14M30S, PT14M50S",
        "PT1M, PT30S, PT50S",
        "PT50S, PT25S, PT40S",
        "PT30S, PT15S, PT22.5S",
        "PT3S, PT1.5S, PT2.25S",
        "PT0S, PT0S, PT0S"
    })
    void keepsTheReserveButNeverMoreThanHalf(Duration left, Duration read, Duration end) {
        assertThat(TimeBudget.of(NOW, left, RESERVE)).isEqualTo(new TimeBudget(NOW.plus(read), NOW.plus(end)));
    }

    @ParameterizedTest
    @CsvSource({
        "PT15M, PT30S, PT13M45S, PT14M50S",
        "PT15M, PT2M, PT13M, PT14M50S",
        "PT6M, PT30S, PT5M30S, PT5M50S",
        "PT30S, PT30S, PT15S, PT22.5S"
    })
    void keepsATwelfthToReportAWholeFleet(Duration left, Duration reserve, Duration read, Duration end) {
        assertThat(TimeBudget.ofFleet(NOW, left, reserve)).isEqualTo(new TimeBudget(NOW.plus(read), NOW.plus(end)));
    }
}
