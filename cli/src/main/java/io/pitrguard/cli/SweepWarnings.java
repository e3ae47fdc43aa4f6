package io.pitrguard.cli;

import io.pitrguard.domain.text.Counted;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.report.SweepView;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * What standard error says of a sweep of one account and region.
 *
 * @param ledger the name of the ledger; null for none
 */
record SweepWarnings(PrintWriter err, @Nullable String ledger) {
    /** Prints why the sweep failed, or that it may be incomplete or of the wrong account. */
    void print(SweepView result, Interruption interruption, boolean empty) {
        SweepView.Header sweep = result.sweep();
        if (interruption.reached().isPresent()) {
            err.println(
                    "pitr-guard: interrupted after " + interruption.reached().get()
                            + (interruption.readAll()
                                    ? ". Changes that were not tried yet are left: run the command again."
                                    : ". The rest was neither read nor changed: run the command again."));
        } else if (sweep.failure() != null) {
            err.println("pitr-guard: " + sweep.failure());
        } else if (empty) {
            err.println("pitr-guard: "
                    + (interruption.listed() == 0 && sweep.selection() == null
                            ? "there are no tables in %s of account %s. If you meant another region or account, pass --region or other credentials; if it may be empty, pass --allow-empty."
                                    .formatted(sweep.region(), sweep.account())
                            : "no table in %s of account %s is selected (%s). Check --table, --tag and --region; if there may be none, pass --allow-empty."
                                    .formatted(sweep.region(), sweep.account(), sweep.selection())));
        } else if (result.tables().isEmpty() && interruption.selected() > 0) {
            err.println("pitr-guard: %s checked; none has what --only asks for."
                    .formatted(Counted.tables(interruption.selected())));
        }
        if (sweep.clock() != null) {
            err.println("pitr-guard: " + sweep.clock() + " Set the clock, best with NTP.");
        }
        if (sweep.ledgerFailure() != null) {
            err.println(
                    "pitr-guard: the ledger %s was not available for the whole sweep; lost history may be missed. %s"
                            .formatted(ledger, Printable.line(sweep.ledgerFailure())));
        }
    }
}
