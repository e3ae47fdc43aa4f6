package io.pitrguard.cli;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepHistory;
import io.pitrguard.report.ReportSweeps;
import io.pitrguard.report.SweepReports;
import io.pitrguard.report.SweepView;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.Wiring;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/**
 * The history of sweeps in the ledger of a command, if it has one.
 *
 * @param ledger the name of the ledger's table
 * @param policyDigest the SHA-256 of the policy's file; empty for the built-in policy
 */
record RecordedSweeps(AwsClients clients, Optional<String> ledger, Optional<String> policyDigest, PrintWriter err) {
    /** More than a year of hourly sweeps. */
    static final int NEWEST = 10_000;

    /** Adds a sweep of all tables. A failure is reported: the sweep itself is done. */
    void add(AccountRegion where, SweepView view) {
        if (view.sweep().selection() == null && view.sweep().complete()) {
            history()
                    .record(where, ReportSweeps.sweep(view, policyDigest))
                    .ifPresent(cause -> warn("the sweep is missing in the history of sweeps.", cause));
        }
    }

    /** Returns what a report shows beside the sweep. */
    SweepReports.Context context(AccountRegion where) {
        return new SweepReports.Context(policyDigest, ledger, read(where));
    }

    private List<SweepHistory.Sweep> read(AccountRegion where) {
        return switch (history().read(where, NEWEST)) {
            case Result.Success<SweepHistory.Past>(SweepHistory.Past past) -> past.sweeps();
            case Result.Failure<SweepHistory.Past>(Cause cause) -> {
                warn("the report shows no earlier sweeps.", cause);
                yield List.of();
            }
        };
    }

    private SweepHistory history() {
        return Wiring.sweepHistory(clients, ledger);
    }

    private void warn(String what, Cause cause) {
        err.println("pitr-guard: " + what + " " + Printable.line(cause.message()));
    }
}
