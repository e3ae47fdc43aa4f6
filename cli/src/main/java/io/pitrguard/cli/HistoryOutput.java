package io.pitrguard.cli;

import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.report.HistoryView;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table's timeline as text. */
final class HistoryOutput {
    private static final String FORMER = "-- earlier table of the same name";

    private HistoryOutput() {}

    /**
     * Returns the text.
     *
     * @param quiet whether to show only entries that tell of a problem
     */
    static String text(HistoryView view, Screen screen, boolean quiet) {
        if (quiet) {
            List<HistoryView.EntryView> problems = view.entries().stream()
                    .filter(entry -> isProblem(entry.kind()))
                    .toList();
            return problems.isEmpty() ? "" : rows(view, problems).text(screen);
        }
        StringBuilder text = new StringBuilder("%s in %s, account %s%s%n%n"
                .formatted(
                        view.table(),
                        view.region(),
                        view.account(),
                        view.deletedAt() == null ? "" : " (deleted; observed " + view.deletedAt() + ")"));
        if (view.entries().isEmpty()) {
            return text.append("No events since the table was first seen.%n".formatted())
                    .toString();
        }
        if (view.older()) {
            text.append("… and older entries (--newest shows more)%n".formatted());
        }
        return text + rows(view, view.entries()).text(screen);
    }

    /** Returns the timeline as comma-separated values (RFC 4180). */
    static String csv(HistoryView view) {
        return "at,table,kind,text,trigger,who,from,with,requestId,tableId,formerTable\r\n"
                + view.entries().stream()
                        .map(entry -> CsvOutput.fields(
                                entry.at(),
                                view.table(),
                                entry.kind(),
                                entry.text(),
                                entry.trigger(),
                                entry.actor() == null ? null : entry.actor().who(),
                                entry.actor() == null ? null : entry.actor().from(),
                                entry.actor() == null ? null : entry.actor().with(),
                                entry.actor() == null ? null : entry.actor().requestId(),
                                entry.tableId(),
                                entry.formerTable()))
                        .collect(Collectors.joining());
    }

    private static boolean isProblem(TimelineEntry.Kind kind) {
        return switch (kind) {
            case OPENED, CHANGED, HISTORY_LOST, FAILED, EXEMPTION_ENDING, EXEMPTION_ENDED, FLAPPING, UNREADABLE -> true;
            case ACTOR,
                    LOSS_WITHDRAWN,
                    REMEDIATED,
                    RESOLVED,
                    EXEMPTED,
                    ACKNOWLEDGED,
                    DELETED,
                    RESTORED,
                    REPLACED,
                    LATE,
                    DISBELIEVED -> false;
        };
    }

    private static Columns rows(HistoryView view, List<HistoryView.EntryView> entries) {
        Columns columns = new Columns("TIME (UTC)", "TRIGGER", "KIND");
        boolean mixed = entries.stream().anyMatch(HistoryView.EntryView::formerTable);
        String section = "";
        Set<String> shownRequests = new HashSet<>();
        for (HistoryView.EntryView entry : entries) {
            String next = section(view, entry, section);
            if (mixed && !next.equals(section)) {
                columns.line(next);
            }
            section = next;
            columns.row(
                    entry.at().replace('T', ' ').replace("Z", ""),
                    words(entry.trigger().toString()),
                    words(entry.kind().toString()));
            columns.details(details(entry, shownRequests));
        }
        return columns;
    }

    /** Returns the section of an entry; an entry without a table id stays in the section before it. */
    private static String section(HistoryView view, HistoryView.EntryView entry, String before) {
        if (!entry.formerTable()) {
            return "-- current table%s --".formatted(id(view.tableId()));
        }
        boolean sameSection = entry.tableId() == null && before.startsWith(FORMER);
        return sameSection ? before : FORMER + id(entry.tableId()) + " --";
    }

    private static String id(@Nullable String tableId) {
        return tableId == null ? "" : " (id " + tableId + ")";
    }

    /** Returns a name such as {@code HISTORY_LOST} as words. */
    static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns an entry's text; the caller of a request is named once, that of an acknowledgement by the text. */
    private static String details(HistoryView.EntryView entry, Set<String> shownRequests) {
        HistoryView.ActorView actor = entry.actor();
        if (actor == null || entry.kind() == TimelineEntry.Kind.ACKNOWLEDGED) {
            return entry.text();
        }
        boolean known = !actor.requestId().equals(Actor.UNKNOWN);
        if (known && !shownRequests.add(actor.requestId())) {
            return entry.text();
        }
        String text = entry.text().matches("(?s).*[.!?]") ? entry.text() : entry.text() + ".";
        String by = "%s By %s, from %s, with %s".formatted(text, actor.who(), actor.from(), actor.with());
        return known ? "%s (request %s).".formatted(by, actor.requestId()) : by + ".";
    }
}
