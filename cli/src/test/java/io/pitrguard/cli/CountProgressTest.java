package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link CountProgress}: what it shows where, and how often. */
class CountProgressTest {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    static List<Arguments> screens() {
        return List.of(
                arguments(Terminal.Progress.BAR, 100, "\r\033[K2 read\r\033[K"),
                arguments(Terminal.Progress.LINES, 5000, "2 read\n"),
                arguments(Terminal.Progress.CHANGES, 5000, ""));
    }

    @ParameterizedTest
    @MethodSource("screens")
    void showsANewLineOnlyAfterAWhile(Terminal.Progress shown, int millis, String expected) {
        StringWriter text = new StringWriter();
        CountProgress progress = new CountProgress(new PrintWriter(text), () -> now, shown);

        progress.show("1 read");
        now = now.plus(Duration.ofMillis(millis));
        progress.show("2 read");
        now = now.plus(Duration.ofMillis(millis - 1));
        progress.show("3 read");
        progress.clear();

        assertThat(text).hasToString(expected);
    }
}
