package io.pitrguard.cli;

import io.pitrguard.cli.OrganizationDoctorView.FindingView;
import io.pitrguard.cli.OrganizationDoctorView.WhereView;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.report.OrganizationView.SkippedView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The doctor's findings in an organization as text, blind spots first, each cause once with its accounts. */
final class OrganizationDoctorOutput {
    /** Accounts that are named per cause; more add nothing new. */
    private static final int MAX_NAMED = 10;

    private OrganizationDoctorOutput() {}

    /**
     * Returns the text.
     *
     * @param quiet whether to show only blind spots
     */
    static String text(OrganizationDoctorView view, Screen screen, boolean quiet) {
        Columns columns = new Columns("STATUS", "COMPONENT");
        List<FindingView> shown = view.findings().stream()
                .filter(finding -> !quiet || finding.status() != DoctorView.Status.OK)
                .toList();
        for (FindingView finding : shown) {
            columns.row(DoctorOutput.colour(finding.status()), finding.status().toString(), finding.kind());
            columns.details(finding.what());
            if (finding.remedy() != null) {
                columns.details("To do: " + finding.remedy());
            }
            if (!finding.accounts().isEmpty()) {
                columns.details(accounts(finding));
            }
        }
        ScreenText text = new ScreenText(screen);
        if (!shown.isEmpty() || !quiet) {
            text.table(columns);
        }
        if (quiet) {
            return text.toString();
        }
        skipped(view)
                .forEach((reason, accounts) -> text.line("SKIPPED %s (%s): %s"
                        .formatted(
                                Counted.of(accounts.size(), "account", "accounts"),
                                reason,
                                named(accounts.stream()
                                        .map(each -> each.account().description())
                                        .toList()))));
        text.line(summary(view));
        return text.toString();
    }

    /** Returns the findings as comma-separated values (RFC 4180), a line for each of a finding's accounts. */
    static String csv(OrganizationDoctorView view) {
        StringBuilder text = new StringBuilder("status,kind,what,remedy,account,accountName,regions\r\n");
        for (FindingView finding : view.findings()) {
            if (finding.accounts().isEmpty()) {
                text.append(CsvOutput.fields(
                        finding.status(), finding.kind(), finding.what(), finding.remedy(), null, null, null));
            }
            finding.accounts()
                    .forEach(where -> text.append(CsvOutput.fields(
                            finding.status(),
                            finding.kind(),
                            finding.what(),
                            finding.remedy(),
                            where.account().id(),
                            where.account().name(),
                            String.join(" ", where.regions()))));
        }
        return text.toString();
    }

    private static Map<String, List<SkippedView>> skipped(OrganizationDoctorView view) {
        return view.skipped().stream()
                .collect(Collectors.groupingBy(SkippedView::reason, TreeMap::new, Collectors.toList()));
    }

    /** Of what is in order, only the number of accounts is of interest. */
    private static String accounts(FindingView finding) {
        String count = "In " + Counted.of(finding.accounts().size(), "account", "accounts");
        return finding.status() == DoctorView.Status.OK
                ? count + "."
                : count + ": "
                        + named(finding.accounts().stream()
                                .map(WhereView::description)
                                .toList());
    }

    private static String named(List<String> accounts) {
        return accounts.size() <= MAX_NAMED
                ? String.join("; ", accounts)
                : String.join("; ", accounts.subList(0, MAX_NAMED))
                        + "; and %d more (--output json names them)".formatted(accounts.size() - MAX_NAMED);
    }

    private static String summary(OrganizationDoctorView view) {
        return "%s in %s, account %s: %s checked (%s); %s."
                .formatted(
                        view.name(),
                        view.region(),
                        view.account(),
                        Counted.of(view.accounts(), "account", "accounts"),
                        Counted.of(view.accountRegions(), "account and region", "accounts and regions"),
                        view.blindSpots() == 0
                                ? "all checks passed"
                                : Counted.of(view.blindSpots(), "blind spot", "blind spots"));
    }
}
