package io.pitrguard.cli;

import io.pitrguard.port.SweepListener;
import java.io.PrintWriter;
import java.time.InstantSource;

/** Shows the progress of a sweep. */
interface SweepProgress extends SweepListener {
    /**
     * Returns what standard error can show.
     *
     * @param quiet whether to show only what was changed, which may be nowhere else
     */
    static SweepProgress on(PrintWriter err, InstantSource clock, boolean quiet) {
        return switch (quiet ? Terminal.Progress.CHANGES : Terminal.progress()) {
            case BAR -> new ProgressBar(PrintableWriter.raw(err), clock, Terminal::progressWidth);
            case LINES -> new ProgressLines(err, clock);
            case CHANGES -> new ChangeLines(err);
        };
    }

    /** This many of the accounts and regions of an organization are done. */
    default void swept(int done, int all) {}

    /** Removes what is not to stay on the screen. */
    default void clear() {}
}
