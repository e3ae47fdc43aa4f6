package io.pitrguard.cli;

import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Printable;
import java.io.PrintWriter;

/** Prints one line per change as it happens, so that an interrupted run leaves a record. */
final class ChangeLines implements SweepProgress {
    private final PrintWriter out;

    ChangeLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void remediated(TableRef table, Outcome outcome) {
        out.println(line(table, outcome));
        out.flush();
    }

    /** Returns the line for one change. */
    static String line(TableRef table, Outcome outcome) {
        return "%s: %s. %s".formatted(table.arn(), outcome.kind(), Printable.line(outcome.message()));
    }
}
