package io.pitrguard.cli;

import io.pitrguard.domain.text.Counted;
import java.util.List;
import java.util.stream.Collectors;

/** The doctor's findings as text, blind spots first. */
final class DoctorOutput {
    private DoctorOutput() {}

    /**
     * Returns the text.
     *
     * @param quiet whether to show only blind spots
     */
    static String text(DoctorView view, Screen screen, boolean quiet) {
        Columns columns = new Columns("STATUS", "COMPONENT");
        List<DoctorView.FindingView> shown = view.findings().stream()
                .filter(finding -> !quiet || finding.status() != DoctorView.Status.OK)
                .toList();
        for (DoctorView.FindingView finding : shown) {
            columns.row(colour(finding.status()), finding.status().toString(), finding.kind());
            columns.details(finding.what());
            if (finding.remedy() != null) {
                columns.details("To do: " + finding.remedy());
            }
        }
        String rows = shown.isEmpty() && quiet ? "" : columns.text(screen);
        return quiet && view.deployed() ? rows : rows + System.lineSeparator() + summary(view);
    }

    /** Returns the findings as comma-separated values (RFC 4180). */
    static String csv(DoctorView view) {
        return "status,kind,what,remedy\r\n"
                + view.findings().stream()
                        .map(finding ->
                                CsvOutput.fields(finding.status(), finding.kind(), finding.what(), finding.remedy()))
                        .collect(Collectors.joining());
    }

    /** Returns the colour of a status. */
    static Colour colour(DoctorView.Status status) {
        return switch (status) {
            case PROBLEM -> Colour.RED;
            case UNKNOWN -> Colour.AMBER;
            case OK -> Colour.GREEN;
        };
    }

    private static String summary(DoctorView view) {
        String where = "%s in %s, account %s".formatted(view.name(), view.region(), view.account());
        if (view.deploy() != null) {
            return "%s, is not deployed (or has another --name or --region). To deploy it, after npx aws-cdk@2.1148.1 bootstrap:%n%n  %s%n"
                    .formatted(where, view.deploy());
        }
        return view.blindSpots() == 0
                ? "%s: all checks passed.%n".formatted(where)
                : "%s: %s.%n".formatted(where, Counted.of(view.blindSpots(), "blind spot", "blind spots"));
    }
}
