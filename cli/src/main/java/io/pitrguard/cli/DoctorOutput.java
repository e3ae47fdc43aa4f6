package io.pitrguard.cli;

/** What a doctor found, for people: blind spots first, each with what to do. */
final class DoctorOutput {
    private DoctorOutput() {}

    static String text(DoctorView view, boolean colour) {
        Columns columns = new Columns("FOUND", "ABOUT", "WHAT");
        for (DoctorView.FindingView sight : view.findings()) {
            columns.row(colour(sight.found()), sight.found(), sight.kind(), sight.what());
            if (sight.remedy() != null) {
                columns.row("", "", "To do: " + sight.remedy());
            }
        }
        return columns.text(colour) + System.lineSeparator() + summary(view);
    }

    private static Columns.Colour colour(String found) {
        return switch (found) {
            case "BLIND" -> Columns.Colour.RED;
            case "UNKNOWN" -> Columns.Colour.YELLOW;
            case "CLEAR" -> Columns.Colour.GREEN;
            default -> throw new IllegalArgumentException("no such finding: " + found);
        };
    }

    private static String summary(DoctorView view) {
        String where = "%s in %s, account %s,".formatted(view.name(), view.region(), view.account());
        if (view.deploy() != null) {
            return "%s is not deployed (or has another --name, or is in another --region). What suits this account, after npx aws-cdk@2.1148.1 bootstrap:%n%n  %s%n"
                    .formatted(where, view.deploy());
        }
        return view.blindSpots() == 0
                ? "%s sees all that it looked for.%n".formatted(where)
                : "%s has %d blind spot%s.%n".formatted(where, view.blindSpots(), view.blindSpots() == 1 ? "" : "s");
    }
}
