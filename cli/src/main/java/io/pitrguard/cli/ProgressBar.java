package io.pitrguard.cli;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.SweepListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Shows a sweep's progress, rate and remaining time on one line of a terminal. */
final class ProgressBar implements SweepListener {
    private static final int WIDTH = 30;
    private static final Duration MIN_INTERVAL = Duration.ofMillis(100);

    private final PrintWriter out;
    private final InstantSource clock;
    private final Instant start;
    private Instant drawn = Instant.MIN;
    private int listed;
    private boolean allListed;
    private int read;
    private int throttled;

    ProgressBar(PrintWriter out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.start = clock.instant();
    }

    @Override
    public synchronized void listed(int tables, boolean done) {
        listed = tables;
        allListed = done;
        draw(done);
    }

    @Override
    public synchronized void read(TableRef table) {
        read++;
        draw(allListed && read == listed);
    }

    @Override
    public synchronized void throttled() {
        throttled++;
    }

    @Override
    public synchronized void remediated(TableRef table, Outcome outcome) {
        clear();
        out.println(ChangeLines.line(table, outcome));
    }

    @Override
    public synchronized void waiting(int tables) {
        clear();
        out.printf("Waiting for %d new table%s to become ready…%n", tables, tables == 1 ? "" : "s");
    }

    /** Clears the line. */
    synchronized void clear() {
        out.print("\r\033[K");
        out.flush();
    }

    private void draw(boolean always) {
        Instant moment = clock.instant();
        if (!always && drawn.plus(MIN_INTERVAL).isAfter(moment)) {
            return;
        }
        drawn = moment;
        out.print("\r\033[K" + line(moment));
        out.flush();
    }

    private String line(Instant now) {
        double seconds = Math.max(0.001, Duration.between(start, now).toMillis() / 1000.0);
        double rate = read / seconds;
        int filled = listed == 0 ? 0 : (int) Math.min(WIDTH, (long) WIDTH * read / listed);
        String remaining = rate == 0
                ? ""
                : ", " + Durations.description(Duration.ofSeconds((long) ((listed - read) / rate))) + " left";
        return String.format(
                Locale.ROOT,
                "[%s%s] %d/%d%s tables, %.1f/s%s%s",
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                read,
                listed,
                allListed ? "" : "+",
                rate,
                allListed ? remaining : "",
                throttled == 0 ? "" : ", " + throttled + " throttled");
    }
}
