package io.pitrguard.domain.drill;

import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Optional;

/**
 * What people must hear after drills, besides the drills themselves.
 *
 * @param kind whether any of it is new to them
 * @param tables those that remain, with a name of drills
 * @param gone the names of tables that no longer remain
 * @param happened in sentences
 * @param problems what could not be read or understood
 * @param mayRepeat whether people may have been notified already
 */
public record LeftoverNews(
        AccountRegion where,
        Notification.Kind kind,
        List<Table> tables,
        List<String> gone,
        List<String> happened,
        List<String> problems,
        boolean mayRepeat) {
    public LeftoverNews {
        tables = List.copyOf(tables);
        gone = List.copyOf(gone);
        happened = List.copyOf(happened);
        problems = List.copyOf(problems);
    }

    /**
     * A table that remains.
     *
     * @param drill the drill that made it; empty if none is known to have
     * @param reasons why it is not deleted, in sentences
     */
    public record Table(TableRef table, Optional<DrillId> drill, List<String> reasons) {
        public Table {
            reasons = List.copyOf(reasons);
        }
    }
}
