package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.sandbox.SandboxClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link ProgressBar}, on a clock that stands still until it is moved. */
class ProgressBarTest {
    private static final TableRef TABLE = new AccountRegion("aws", "123456789012", "eu-west-1").table("orders");
    private static final String CLEAR_LINE = "\r\033[K";
    private static final String NO_WRAP = "\033[?7l";
    private static final String WRAP = "\033[?7h";

    private final SandboxClock clock = SandboxClock.at(Instant.parse("2026-11-22T10:00:00Z"));
    private final StringWriter screen = new StringWriter();
    private int columns = 120;
    private final ProgressBar bar = new ProgressBar(new PrintWriter(screen), clock, () -> columns);

    private void read(int times) {
        for (int i = 0; i < times; i++) {
            bar.read(TABLE);
        }
    }

    private String drawn() {
        String all = screen.toString();
        return all.substring(all.lastIndexOf(CLEAR_LINE) + CLEAR_LINE.length()).replace(WRAP, "");
    }

    @Test
    void growsWhileTablesAreListed() {
        bar.listed(100, false);
        assertThat(drawn()).isEqualTo("[..............................] 0/100+ tables, 0.0/s");

        clock.advance(Duration.ofSeconds(1));
        read(1);
        assertThat(drawn()).isEqualTo("[..............................] 1/100+ tables, 1.0/s");
    }

    @Test
    void showsRateAndTimeLeftOnceAllAreListed() {
        bar.listed(1000, true);
        clock.advance(Duration.ofSeconds(10));
        read(100);
        clock.advance(Duration.ofMillis(1));
        read(0);

        assertThat(screen.toString())
                .contains(CLEAR_LINE + "[..............................] 1/1000 tables, 0.1/s, 2 h 46 min left");

        clock.advance(Duration.ofMillis(9_999));
        read(100);
        assertThat(drawn()).isEqualTo("[###...........................] 101/1000 tables, 5.1/s, 2 min 58 s left");
    }

    @Test
    void drawsAtMostTenTimesASecond() {
        bar.listed(1000, true);
        String before = screen.toString();
        clock.advance(Duration.ofMillis(99));
        read(500);
        assertThat(screen).hasToString(before);

        clock.advance(Duration.ofMillis(1));
        read(1);
        assertThat(drawn()).startsWith("[###############...............] 501/1000 tables");
    }

    @Test
    void drawsTheLastTableAtOnce() {
        bar.listed(3, true);
        clock.advance(Duration.ofMillis(50));
        read(3);

        assertThat(drawn()).isEqualTo("[##############################] 3/3 tables, 60.0/s, 0 s left");
    }

    @Test
    void countsThrottledCalls() {
        bar.listed(2, true);
        bar.throttled();
        bar.throttled();
        clock.advance(Duration.ofSeconds(2));
        read(1);

        assertThat(drawn()).isEqualTo("[###############...............] 1/2 tables, 0.5/s, 2 s left, 2 throttled");
    }

    @Test
    void drawsAnEmptyAccount() {
        bar.listed(0, true);

        assertThat(drawn()).isEqualTo("[..............................] 0/0 tables, 0.0/s");
    }

    @Test
    void printsChangesOnLinesOfTheirOwn() {
        bar.remediated(TABLE, new Outcome.FixFailed("AWS denied it."));
        bar.waiting(1);
        bar.waiting(2);

        assertThat(screen)
                .hasToString(CLEAR_LINE + TABLE.arn() + ": FixFailed. AWS denied it." + System.lineSeparator()
                        + CLEAR_LINE + "Waiting for 1 new table to become ready…" + System.lineSeparator()
                        + CLEAR_LINE + "Waiting for 2 new tables to become ready…" + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource({
        "87, '[###...........................] 101/1000 tables, 1.0/s, 14 min 50 s left, 1 throttled'",
        "86, '[###...........................] 101/1000 tables, 1.0/s, 14 min 50 s left'",
        "72, '101/1000 tables, 1.0/s, 14 min 50 s left'",
        "40, 101/1000 tables",
        "9, 101/1000",
        "1, ''",
        "0, ''"
    })
    void leavesOutWhatTheTerminalHasNoRoomFor(int width, String line) {
        columns = width;
        bar.listed(1000, true);
        bar.throttled();
        read(100);
        clock.advance(Duration.ofSeconds(100));
        read(1);

        assertThat(drawn()).isEqualTo(line);
    }

    @Test
    void followsATerminalThatIsResized() {
        bar.listed(1000, true);
        assertThat(drawn()).startsWith("[...");

        columns = 20;
        clock.advance(Duration.ofSeconds(1));
        read(1);

        assertThat(drawn()).isEqualTo("1/1000 tables").hasSizeLessThan(columns);
    }

    @Test
    void keepsTheTerminalFromWrappingWhileItDraws() {
        bar.listed(1, true);

        assertThat(screen.toString()).startsWith(NO_WRAP + CLEAR_LINE).endsWith(WRAP);
    }

    @Test
    void clearsItsLineAtTheEnd() {
        bar.listed(5, true);
        bar.clear();

        assertThat(screen.toString()).endsWith(CLEAR_LINE);
        assertThat(drawn()).isEmpty();
    }
}
