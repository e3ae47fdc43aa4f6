package io.pitrguard.cli;

import io.pitrguard.cli.SettingsDiffView.Result;
import io.pitrguard.cli.SettingsDiffView.RowView;
import io.pitrguard.domain.text.Counted;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings of two tables as a text table. */
final class SettingsDiffOutput {
    private static final int LONGEST_CELL = 40;

    private SettingsDiffOutput() {}

    /**
     * Returns the comparison as text.
     *
     * @param quiet whether to show only what is not equal
     */
    static String text(SettingsDiffView view, Screen screen, boolean quiet) {
        Columns columns =
                new Columns("SETTING", "RESULT", "SOURCE", "TARGET", "CARRIED").spare("CARRIED", "TARGET", "SOURCE");
        for (RowView row : view.settings()) {
            if (!quiet || isOpen(row)) {
                add(columns, row);
            }
        }
        ScreenText text = new ScreenText(screen);
        boolean shown = !quiet || view.settings().stream().anyMatch(SettingsDiffOutput::isOpen);
        if (!quiet) {
            summary(view, text);
        }
        return (shown ? columns.text(screen) : "") + text;
    }

    private static void add(Columns columns, RowView row) {
        columns.row(
                colour(row),
                row.setting(),
                row.result().words(),
                cell(row, row.source()),
                cell(row, row.target()),
                row.carriedByRestores());
        if (row.result() != Result.EQUAL) {
            columns.details(row.toDo());
        }
    }

    private static void summary(SettingsDiffView view, ScreenText text) {
        long open = view.settings().stream().filter(SettingsDiffOutput::isOpen).count();
        text.line(
                open == 0
                        ? "All settings that pitr-guard compares are equal."
                        : Counted.of(open, "setting differs", "settings differ") + ", or could not be compared.");
        text.line("CARRIED: whether AWS documents that a restore gives the new table the setting.");
    }

    /** Whether somebody must look at a setting. */
    static boolean isOpen(RowView row) {
        return switch (row.result()) {
            case EQUAL, NOT_COMPARED -> false;
            case DIFFERS, NOT_UNDERSTOOD, COULD_NOT_BE_READ, NOT_KNOWN -> true;
        };
    }

    private static Colour colour(RowView row) {
        return switch (row.result()) {
            case EQUAL -> Colour.GREEN;
            case NOT_COMPARED -> Colour.PLAIN;
            case DIFFERS, NOT_UNDERSTOOD -> Colour.RED;
            case COULD_NOT_BE_READ, NOT_KNOWN -> Colour.AMBER;
        };
    }

    /** Returns a value as one cell: names only, where a value is JSON. */
    private static String cell(RowView row, @Nullable Map<String, String> entries) {
        if (entries == null) {
            return row.result() == Result.NOT_COMPARED ? "" : "?";
        }
        List<String> parts = entries.entrySet().stream()
                .map(entry ->
                        entry.getValue().startsWith("{") || entry.getValue().startsWith("[")
                                ? entry.getKey()
                                : entry.getKey() + "=" + entry.getValue())
                .toList();
        String all = parts.stream().collect(Collectors.joining(", "));
        boolean fits = all.length() <= LONGEST_CELL;
        return parts.isEmpty() ? "-" : fits ? all : all.substring(0, LONGEST_CELL - 1) + "…";
    }
}
