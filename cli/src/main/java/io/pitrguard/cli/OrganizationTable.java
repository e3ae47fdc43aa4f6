package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.OrganizationView.AccountSweepView;
import io.pitrguard.report.SweepView;
import io.pitrguard.report.UnreadAccounts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A sweep of an organization as text: the tables, worst first; the accounts and regions; what could not be read, each cause
 * once; skipped accounts; a summary.
 */
final class OrganizationTable {
    /** Accounts that are named per cause; more tell nothing new. */
    private static final int MAX_NAMED = 10;

    static final String PLACE = "ACCOUNT AND REGION";
    static final String NAME = "ACCOUNT NAME";

    private final OrganizationView view;
    private final Listing listing;
    private final ScreenText text;

    OrganizationTable(OrganizationView view, Listing listing) {
        this.view = view;
        this.listing = listing;
        this.text = new ScreenText(listing.screen());
    }

    String text() {
        int region = view.sweeps().stream()
                .mapToInt(sweep -> sweep.sweep().region().length())
                .max()
                .orElse(1);
        // Where it does not fit beside the other columns, the spaces go.
        new TableRows(
                        view.tables(),
                        listing,
                        "ACCOUNT, REGION, TABLE",
                        table -> ("%s %-" + region + "s %s").formatted(table.account(), table.region(), table.name()))
                .addTo(text);
        if (!listing.quiet()) {
            places();
        }
        return summaryText();
    }

    /** Returns the text without tables, and without accounts and regions that were read. */
    String summaryText() {
        unread();
        if (!listing.quiet()) {
            skipped();
        }
        view.plan().gaps().forEach(gap -> text.line("GAP IN THE PLAN: " + gap.text()));
        if (!listing.quiet()) {
            summary();
        }
        return text.toString();
    }

    private void places() {
        List<AccountSweepView> read = view.sweeps().stream()
                .filter(sweep ->
                        sweep.sweep().failure() == null || !sweep.tables().isEmpty())
                .sorted(Comparator.comparingInt(
                                (AccountSweepView sweep) -> -sweep.summary().nonCompliant())
                        .thenComparingInt(sweep -> -sweep.summary().undetermined()))
                .toList();
        List<AccountSweepView> shown =
                read.stream().filter(sweep -> listing.all() || finding(sweep)).toList();
        if (!shown.isEmpty()) {
            text.gap();
            Columns columns =
                    new Columns("NON-COMPLIANT", VerdictKind.UNDETERMINED.name(), "TABLES", PLACE, NAME).spare(NAME);
            for (AccountSweepView sweep : shown) {
                SweepView.Summary s = sweep.summary();
                columns.row(
                        Colour.of(s.nonCompliant(), s.undetermined() > 0),
                        Integer.toString(s.nonCompliant()),
                        Integer.toString(s.undetermined()),
                        Integer.toString(s.tables()),
                        sweep.account().id() + " " + sweep.sweep().region(),
                        sweep.account().label());
            }
            text.table(columns);
        }
        if (read.size() > shown.size()) {
            text.line("… and %s without a finding (--all lists them)"
                    .formatted(countedPlaces(read.size() - shown.size())));
        }
    }

    private static boolean finding(AccountSweepView sweep) {
        return sweep.summary().nonCompliant() + sweep.summary().undetermined() > 0;
    }

    /** Returns how many regions of accounts, in words. */
    static String countedPlaces(int count) {
        return Counted.of(count, "account and region", "accounts and regions");
    }

    private void unread() {
        for (UnreadAccounts unread : UnreadAccounts.of(view)) {
            text.line("NOT READ in %s: %s"
                    .formatted(Counted.of(unread.accounts().size(), "account", "accounts"), unread.cause()));
            text.indented(named(unread.accounts().stream().map(String::valueOf).toList(), "; "));
            text.gap();
        }
    }

    private void skipped() {
        Map<String, List<String>> byReason = view.plan().skipped().stream()
                .collect(Collectors.groupingBy(
                        OrganizationView.SkippedView::reason,
                        TreeMap::new,
                        Collectors.mapping(skipped -> skipped.account().description(), Collectors.toList())));
        byReason.forEach((reason, accounts) -> text.line("SKIPPED %s (%s): %s"
                .formatted(Counted.of(accounts.size(), "account", "accounts"), reason, named(accounts, ", "))));
    }

    private String named(List<String> accounts, String separator) {
        if (listing.all() || accounts.size() <= MAX_NAMED) {
            return String.join(separator, accounts);
        }
        return String.join(separator, accounts.subList(0, MAX_NAMED))
                + " and %d more (--all names them)".formatted(accounts.size() - MAX_NAMED);
    }

    private void summary() {
        OrganizationView.Summary s = view.summary();
        int read = s.accountRegions() - s.accountRegionsFailed();
        text.line("%s in %s of the organization, policy %s%s"
                .formatted(
                        Counted.tables(s.tables().tables()),
                        countedPlaces(read),
                        view.organization().policy(),
                        view.organization().selection() == null
                                ? ""
                                : "; selected: " + view.organization().selection()));
        SummaryLines.of(s.tables(), view.organization().fix(), listing.remediates())
                .forEach(text::line);
        if (listing.interruptedAfter().isPresent()) {
            text.line("INTERRUPTED after " + listing.interruptedAfter().get() + ".");
        } else if (view.unread() > 0) {
            text.line("NOT EVERYTHING WAS READ: %s. Their tables are unknown."
                    .formatted(OrganizationWarnings.unread(view)));
        } else if (!view.organization().complete()) {
            text.line("THE SWEEP DID NOT COMPLETE: the time limit was reached. Raise --time-limit.");
        }
    }
}
