package io.pitrguard.cli;

import io.pitrguard.report.HistoryView;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table's timeline for people. */
final class HistoryOutput {
    private static final String FORMER = "-- a former table of the same name";

    private HistoryOutput() {}

    static String text(HistoryView view) {
        StringBuilder text =
                new StringBuilder("%s in %s, account %s%n%n".formatted(view.table(), view.region(), view.account()));
        if (view.entries().isEmpty()) {
            return text.append("Nothing happened to it since it was first seen.%n".formatted())
                    .toString();
        }
        if (view.older()) {
            text.append("… and older entries (--newest shows more)%n".formatted());
        }
        return text + rows(view).text(false);
    }

    private static Columns rows(HistoryView view) {
        Columns columns = new Columns("TIME (UTC)", "KIND", "TRIGGER", "WHAT");
        boolean mixed = view.entries().stream().anyMatch(HistoryView.EntryView::formerTable);
        String section = "";
        Set<String> named = new HashSet<>();
        for (HistoryView.EntryView entry : view.entries()) {
            String next = section(view, entry, section);
            if (mixed && !next.equals(section)) {
                columns.line(next);
            }
            section = next;
            columns.row(
                    entry.at().replace('T', ' ').replace("Z", ""),
                    words(entry.kind().toString()),
                    words(entry.trigger().toString()),
                    what(entry, named));
        }
        return columns;
    }

    /** What nobody read the id of is of the table that the entries before it are of. */
    private static String section(HistoryView view, HistoryView.EntryView entry, String before) {
        if (!entry.formerTable()) {
            return "-- the table that has the name now%s --".formatted(id(view.tableId()));
        }
        boolean goesOn = entry.tableId() == null && before.startsWith(FORMER);
        return goesOn ? before : FORMER + id(entry.tableId()) + " --";
    }

    private static String id(@Nullable String tableId) {
        return tableId == null ? "" : " (id " + tableId + ")";
    }

    /** Writes such as {@code HISTORY_LOST} as people do. */
    static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Who called is named once: what follows from the call needs no repetition. */
    private static String what(HistoryView.EntryView entry, Set<String> named) {
        HistoryView.ActorView actor = entry.actor();
        return actor == null || !named.add(actor.requestId())
                ? entry.text()
                : "%s By %s, from %s, with %s (request %s)."
                        .formatted(entry.text(), actor.who(), actor.from(), actor.with(), actor.requestId());
    }
}
