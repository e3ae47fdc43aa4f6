package io.pitrguard.cli;

import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Counted;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Shows a sweep's progress as a line every few seconds, for terminals without control characters. */
final class ProgressLines implements SweepProgress {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final InstantSource clock;
    private final ChangeLines changes;
    private Instant next;
    private int listed;
    private boolean allListed;
    private int read;
    private int swept;
    private int places;

    ProgressLines(PrintWriter out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.changes = new ChangeLines(out);
        this.next = clock.instant().plus(INTERVAL);
    }

    @Override
    public synchronized void listed(int tables, boolean done) {
        listed = tables;
        allListed = done;
    }

    @Override
    public synchronized void read(TableRef table) {
        read++;
        if (!clock.instant().isBefore(next)) {
            next = clock.instant().plus(INTERVAL);
            out.println(counts());
            out.flush();
        }
    }

    private String counts() {
        return places == 0
                ? "%d/%d%s tables read".formatted(read, listed, allListed ? "" : "+")
                : "%d/%s, %s read".formatted(swept, OrganizationTable.countedPlaces(places), Counted.tables(read));
    }

    @Override
    public synchronized void swept(int done, int all) {
        swept = done;
        places = all;
    }

    @Override
    public void remediated(TableRef table, Outcome outcome) {
        changes.remediated(table, outcome);
    }
}
