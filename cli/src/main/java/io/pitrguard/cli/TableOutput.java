package io.pitrguard.cli;

import io.pitrguard.domain.text.Counted;
import io.pitrguard.report.SweepView;

/** A sweep as a text table, worst tables first. */
final class TableOutput {
    private final SweepView view;
    private final Listing listing;
    private final ScreenText text;

    TableOutput(SweepView view, Listing listing) {
        this.view = view;
        this.listing = listing;
        this.text = new ScreenText(listing.screen());
    }

    String text() {
        new TableRows(view.tables(), listing, "TABLE", SweepView.TableView::name).addTo(text);
        return summaryText();
    }

    /** Returns the text without the tables. */
    String summaryText() {
        if (!listing.quiet()) {
            summary();
        }
        return text.toString();
    }

    private void summary() {
        SweepView.Header sweep = view.sweep();
        text.line("%s in %s, account %s, policy %s%s"
                .formatted(
                        Counted.tables(view.summary().tables()),
                        sweep.region(),
                        sweep.account(),
                        sweep.policy(),
                        sweep.selection() == null ? "" : "; selected: " + sweep.selection()));
        SummaryLines.of(view.summary(), sweep.fix(), listing.remediates()).forEach(text::line);
        if (listing.interruptedAfter().isPresent()) {
            text.line("INTERRUPTED after " + listing.interruptedAfter().get() + ".");
        } else if (sweep.failure() != null) {
            text.line("THE SWEEP FAILED: " + sweep.failure());
        } else if (!sweep.complete()) {
            text.line("THE SWEEP DID NOT COMPLETE: the time limit was reached. Raise --time-limit.");
        }
    }
}
