package io.pitrguard.cli;

import io.pitrguard.report.StatusView;
import io.pitrguard.report.SweepView;

/** The exit codes of every command. */
final class ExitCode {
    /** All tables are compliant, exempt or not applicable; or the command did what it was asked. */
    static final int OK = 0;

    /** The command could not run: a bad policy, no credentials, a failed listing. */
    static final int FAILED = 1;

    /** At least one table is non-compliant. */
    static final int NON_COMPLIANT = 2;

    /** No table is non-compliant, but at least one could not be judged. */
    static final int UNDETERMINED = 3;

    /** The command line itself is wrong. */
    static final int USAGE = 64;

    private ExitCode() {}

    /** Gives the code of a sweep. */
    static int of(SweepView view) {
        if (view.sweep().failure() != null) {
            return FAILED;
        }
        return of(view.summary().nonCompliant(), view.summary().undetermined());
    }

    /** Gives the code of a fleet as it was last seen. */
    static int of(StatusView view) {
        return of(view.summary().nonCompliant(), view.summary().undetermined());
    }

    private static int of(int nonCompliant, int undetermined) {
        if (nonCompliant > 0) {
            return NON_COMPLIANT;
        }
        return undetermined > 0 ? UNDETERMINED : OK;
    }
}
