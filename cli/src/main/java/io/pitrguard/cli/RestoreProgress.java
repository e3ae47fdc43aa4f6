package io.pitrguard.cli;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.restore.RestoreEvent;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.TimeEstimate;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows the progress of a restore on standard error: what happens, once each, and how long AWS has been at it beside
 * earlier restores. AWS gives no percentage.
 */
final class RestoreProgress {
    /** Clears the line. */
    private static final String CLEAR = "\r\033[K";

    private final PrintWriter err;
    private final Terminal.Progress terminal;
    private int shownEvents;

    /** Shows it on this writer, as the terminal allows. */
    RestoreProgress(PrintWriter err, Terminal.Progress terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** Shows what is new in a record, and what it waits for. */
    void show(RestoreRecord record, Instant now) {
        clear();
        for (RestoreEvent event : record.log()
                .subList(
                        Math.min(shownEvents, record.log().size()), record.log().size())) {
            err.println("%s  %s".formatted(RestoreOutput.seconds(event.at()), event.what()));
        }
        shownEvents = record.log().size();
        if (terminal == Terminal.Progress.BAR && record.state() instanceof RestoreState.Restoring restoring) {
            err.print(line(record.plan().time(), Duration.between(restoring.requestedAt(), now)));
        }
        err.flush();
    }

    /** Returns how long it has taken, beside earlier restores. */
    static String line(TimeEstimate estimate, Duration elapsed) {
        return "AWS has been restoring for %s; %s"
                .formatted(
                        Durations.description(elapsed),
                        switch (estimate) {
                            case TimeEstimate.Measured measured ->
                                "%s of this table took %s to %s"
                                        .formatted(
                                                measured.sources(),
                                                Durations.description(measured.shortest()),
                                                Durations.description(measured.longest()));
                            case TimeEstimate.General _ -> "20 minutes at least, mostly less than an hour";
                        });
    }

    /** Removes what is not to stay on the screen. */
    void clear() {
        if (terminal == Terminal.Progress.BAR) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
