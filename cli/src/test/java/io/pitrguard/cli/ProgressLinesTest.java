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

/** {@link ProgressLines}, on a clock that stands still until it is moved. */
class ProgressLinesTest {
    private static final TableRef TABLE = new AccountRegion("aws", "123456789012", "eu-west-1").table("orders");

    private final SandboxClock clock = SandboxClock.at(Instant.parse("2026-11-22T10:00:00Z"));
    private final StringWriter screen = new StringWriter();
    private final ProgressLines lines = new ProgressLines(new PrintWriter(screen), clock);

    @Test
    void printsALineEveryFiveSecondsWithoutControlCharacters() {
        lines.listed(100, false);
        lines.read(TABLE);
        clock.advance(Duration.ofSeconds(5));
        lines.read(TABLE);
        lines.read(TABLE);
        lines.listed(150, true);
        clock.advance(Duration.ofSeconds(5));
        lines.read(TABLE);
        lines.remediated(TABLE, new Outcome.FixFailed("AWS denied it."));
        lines.clear();

        assertThat(screen)
                .hasToString("2/100+ tables read%n4/150 tables read%n".formatted() + TABLE.arn()
                        + ": FixFailed. AWS denied it." + System.lineSeparator());
    }
}
