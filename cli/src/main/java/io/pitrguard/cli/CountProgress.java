package io.pitrguard.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Shows on standard error how far a command is that only reads; nothing where standard error is not a terminal. */
final class CountProgress {
    private static final String CLEAR = "\r\033[K";

    private final PrintWriter err;
    private final InstantSource clock;
    private final Terminal.Progress shown;
    private Instant next;

    CountProgress(PrintWriter err, InstantSource clock, Terminal.Progress shown) {
        this.err = err;
        this.clock = clock;
        this.shown = shown;
        this.next = clock.instant().plus(interval());
    }

    /**
     * Returns what standard error can show.
     *
     * @param quiet whether to show nothing
     */
    static CountProgress on(PrintWriter err, InstantSource clock, boolean quiet) {
        Terminal.Progress shown = quiet ? Terminal.Progress.CHANGES : Terminal.progress();
        return new CountProgress(shown == Terminal.Progress.BAR ? PrintableWriter.raw(err) : err, clock, shown);
    }

    private Duration interval() {
        return shown == Terminal.Progress.BAR ? Duration.ofMillis(100) : Duration.ofSeconds(5);
    }

    /** Shows a line such as "12 of 40 accounts checked" in place of the one before, unless that is too new. */
    synchronized void show(String line) {
        Instant now = clock.instant();
        if (shown == Terminal.Progress.CHANGES || now.isBefore(next)) {
            return;
        }
        next = now.plus(interval());
        if (shown == Terminal.Progress.BAR) {
            int room = Math.max(1, Terminal.progressWidth() - 1);
            err.print(CLEAR + line.substring(0, Math.min(room, line.length())));
        } else {
            err.println(line);
        }
        err.flush();
    }

    /** Removes the line. */
    synchronized void clear() {
        if (shown == Terminal.Progress.BAR) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
