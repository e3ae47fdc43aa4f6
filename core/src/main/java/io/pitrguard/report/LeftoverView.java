package io.pitrguard.report;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.LeftoverNews;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.restore.RestoreCommands;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What remains after drills, as it is written out.
 *
 * @param notification whether any of it is new to people
 * @param tables those that remain
 * @param gone the names of tables that no longer remain
 * @param happened in sentences
 * @param problems what could not be read or understood
 * @param mayRepeat whether people may have been notified already
 * @param omitted how much was omitted for size, null if nothing was
 */
public record LeftoverView(
        String account,
        String region,
        Notification.Kind notification,
        List<Table> tables,
        List<String> gone,
        List<String> happened,
        List<String> problems,
        boolean mayRepeat,
        @Nullable String omitted) {
    public LeftoverView {
        tables = List.copyOf(tables);
        gone = List.copyOf(gone);
        happened = List.copyOf(happened);
        problems = List.copyOf(problems);
    }

    /**
     * A table that remains.
     *
     * @param drill the drill that made it; null if none is known to have
     * @param reasons why it is not deleted, in sentences
     * @param command shows it
     */
    public record Table(String arn, String name, @Nullable String drill, List<String> reasons, String command) {
        public Table {
            reasons = List.copyOf(reasons);
        }
    }

    /** Returns the view of what people must hear. */
    public static LeftoverView of(LeftoverNews news) {
        return new LeftoverView(
                news.where().account(),
                news.where().region(),
                news.kind(),
                news.tables().stream()
                        .map(left -> new Table(
                                left.table().arn(),
                                left.table().name(),
                                left.drill().map(DrillId::value).orElse(null),
                                left.reasons(),
                                RestoreCommands.describe(left.table())))
                        .toList(),
                news.gone(),
                news.happened(),
                news.problems(),
                news.mayRepeat(),
                null);
    }
}
