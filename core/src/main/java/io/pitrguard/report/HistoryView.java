package io.pitrguard.report;

import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table's timeline as it is written out.
 *
 * @param tableId AWS's id of the table that has the name now; null where nobody read it
 * @param deletedAt when the table was last observed to be deleted; null while it exists, as far as is known
 * @param older whether there are older entries than these
 * @param entries oldest first
 */
public record HistoryView(
        String table,
        String arn,
        String account,
        String region,
        @Nullable String tableId,
        @Nullable String deletedAt,
        boolean older,
        List<EntryView> entries) {
    public HistoryView {
        entries = List.copyOf(entries);
    }

    /**
     * One entry.
     *
     * @param at ISO-8601, UTC
     * @param actor who did it; null where no event showed that
     * @param tableId null where nobody read it
     * @param formerTable whether it is of another table that had the name before
     */
    public record EntryView(
            String at,
            TimelineEntry.Kind kind,
            String text,
            Trigger trigger,
            @Nullable ActorView actor,
            @Nullable String tableId,
            boolean formerTable) {}

    /** Who called AWS, as CloudTrail shows it. */
    public record ActorView(String who, String from, String with, String requestId) {}
}
