package io.pitrguard.cli;

import io.pitrguard.domain.text.Counted;

/** The doctor's findings as text, blind spots first. */
final class DoctorOutput {
    private DoctorOutput() {}

    static String text(DoctorView view, Screen screen) {
        Columns columns = new Columns("STATUS", "COMPONENT");
        for (DoctorView.FindingView finding : view.findings()) {
            columns.row(colour(finding.status()), finding.status().toString(), finding.kind());
            columns.details(finding.what());
            if (finding.remedy() != null) {
                columns.details("To do: " + finding.remedy());
            }
        }
        return columns.text(screen) + System.lineSeparator() + summary(view);
    }

    /** Returns the colour of a status. */
    static Columns.Colour colour(DoctorView.Status status) {
        return switch (status) {
            case PROBLEM -> Columns.Colour.RED;
            case UNKNOWN -> Columns.Colour.YELLOW;
            case OK -> Columns.Colour.GREEN;
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
