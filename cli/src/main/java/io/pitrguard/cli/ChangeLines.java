package io.pitrguard.cli;

import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.SweepListener;
import java.io.PrintWriter;

/** Says each change as it happens, a line each, so that a run that is broken off leaves a record of what it did. */
final class ChangeLines implements SweepListener {
    private final PrintWriter out;

    ChangeLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void remediated(TableRef table, Outcome outcome) {
        out.println(line(table, outcome));
        out.flush();
    }

    /** Gives the line for one correction. */
    static String line(TableRef table, Outcome outcome) {
        return "%s: %s. %s".formatted(table.arn(), outcome.kind(), OneLine.of(outcome.message()));
    }
}
