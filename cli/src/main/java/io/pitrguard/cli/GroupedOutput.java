package io.pitrguard.cli;

import io.pitrguard.cli.GroupedView.GroupView;
import io.pitrguard.domain.evaluation.VerdictKind;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts by rule, account or owner as text or as comma-separated values. */
final class GroupedOutput {
    private static final String NONE = "(none)";
    private static final String COMPLIANT = VerdictKind.COMPLIANT.name();
    private static final String EXEMPT = VerdictKind.EXEMPT.name();
    private static final String NOT_APPLICABLE = "NOT APPLICABLE";

    private GroupedOutput() {}

    /**
     * Returns the text: a row for each group and one for their sum.
     *
     * @param quiet whether to show only groups with a problem
     */
    static String text(GroupedView view, Screen screen, boolean quiet) {
        Columns columns = new Columns(
                        "NON-COMPLIANT",
                        VerdictKind.UNDETERMINED.name(),
                        COMPLIANT,
                        EXEMPT,
                        NOT_APPLICABLE,
                        "TABLES",
                        view.groupBy().name().toUpperCase(Locale.ROOT))
                .spare(NOT_APPLICABLE, EXEMPT, COMPLIANT);
        view.groups().stream()
                .filter(group -> !quiet || isProblem(group))
                .forEach(group -> row(columns, group, group.name() == null ? NONE : group.name()));
        if (quiet) {
            return isProblem(view.total()) ? columns.text(screen) : "";
        }
        row(columns, view.total(), "(all)");
        return columns.text(screen);
    }

    private static boolean isProblem(GroupView group) {
        return group.nonCompliant() + group.undetermined() > 0;
    }

    private static void row(Columns columns, GroupView group, String name) {
        columns.row(
                Colour.of(group.nonCompliant(), group.undetermined() > 0),
                Integer.toString(group.nonCompliant()),
                Integer.toString(group.undetermined()),
                Integer.toString(group.compliant()),
                Integer.toString(group.exempt()),
                Integer.toString(group.notApplicable()),
                Integer.toString(group.tables()),
                name);
    }

    /** Returns a line for each group; their sum is none of them. */
    static String csv(GroupedView view) {
        return Stream.concat(
                        Stream.of(view.groupBy()
                                + ",tables,compliant,nonCompliant,exempt,notApplicable,undetermined\r\n"),
                        view.groups().stream()
                                .map(group -> CsvOutput.fields(
                                        group.name(),
                                        group.tables(),
                                        group.compliant(),
                                        group.nonCompliant(),
                                        group.exempt(),
                                        group.notApplicable(),
                                        group.undetermined())))
                .collect(Collectors.joining());
    }
}
