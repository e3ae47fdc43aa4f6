package io.pitrguard.cli;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Counted;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** Shows a sweep's progress, rate and remaining time on one line of a terminal. */
final class ProgressBar implements SweepProgress {
    private static final int BAR = 30;

    /** Clears the line; wrapping is off while it is drawn: the terminal may shrink at any time. */
    private static final String CLEAR = "\r\033[K";

    private static final String NO_WRAP = "\033[?7l";
    private static final String WRAP = "\033[?7h";

    private static final Duration MIN_INTERVAL = Duration.ofMillis(100);

    private final PrintWriter out;
    private final InstantSource clock;
    private final IntSupplier width;
    private final Instant start;
    private Instant drawn = Instant.MIN;
    private int listed;
    private boolean allListed;
    private int read;
    private int throttled;
    private int swept;
    private int places;

    /**
     * Creates a bar.
     *
     * @param width characters that fit the terminal's line at the moment
     */
    ProgressBar(PrintWriter out, InstantSource clock, IntSupplier width) {
        this.out = out;
        this.width = width;
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
    public synchronized void swept(int done, int all) {
        swept = done;
        places = all;
        draw(done == all);
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
        out.printf("Waiting for %s to become ready…%n", Counted.of(tables, "new table", "new tables"));
    }

    @Override
    public synchronized void clear() {
        out.print(CLEAR);
        out.flush();
    }

    private void draw(boolean always) {
        Instant moment = clock.instant();
        if (!always && drawn.plus(MIN_INTERVAL).isAfter(moment)) {
            return;
        }
        drawn = moment;
        out.print(NO_WRAP + CLEAR + line(moment, width.getAsInt() - 1) + WRAP);
        out.flush();
    }

    /** Returns as much of the progress as fits: the counts are the last to go. */
    private String line(Instant now, int room) {
        double seconds = Math.max(0.001, Duration.between(start, now).toMillis() / 1000.0);
        double rate = read / seconds;
        String counts = places == 0
                ? "%d/%d%s tables".formatted(read, listed, allListed ? "" : "+")
                : "%d/%s, %s".formatted(swept, OrganizationTable.countedPlaces(places), Counted.tables(read));
        String bar = places == 0 ? bar(read, listed) : bar(swept, places);
        String left = places == 0 ? allListed ? left(read, listed, seconds) : "" : left(swept, places, seconds);
        String pace = String.format(Locale.ROOT, ", %.1f/s", rate) + left;
        String slow = throttled == 0 ? "" : ", " + throttled + " throttled";
        return Stream.of(bar + counts + pace + slow, bar + counts + pace, counts + pace)
                .filter(line -> line.length() <= room)
                .findFirst()
                .orElse(counts.substring(0, Math.clamp(room, 0, counts.length())));
    }

    private static String bar(int done, int all) {
        int filled = all == 0 ? 0 : (int) Math.min(BAR, (long) BAR * done / all);
        return "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] ";
    }

    private static String left(int done, int all, double seconds) {
        return done == 0
                ? ""
                : ", " + Durations.description(Duration.ofSeconds((long) ((all - done) / (done / seconds)))) + " left";
    }
}
