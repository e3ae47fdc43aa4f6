package io.pitrguard.report;

import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.text.Counted;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the newest drill of each table came to, as counts of tables.
 *
 * @param passed tables whose restore it proved
 * @param failed tables of which one failed, and none was passed since
 * @param notProven tables of which it proved nothing
 * @param overdue tables whose restore was not proven in the time that the policy asks for
 */
public record DrillCounts(int passed, int failed, int notProven, int overdue) {
    private static final DrillCounts NONE = new DrillCounts(0, 0, 0, 0);

    /** Returns the counts of a table; of none that was drilled and none that had to be, there is nothing to count. */
    static DrillCounts of(DrillPast.Known drills, boolean overdue) {
        boolean failed = drills.failed().isPresent();
        boolean notProven = !failed && drills.notProven().isPresent();
        boolean passed = !failed && !notProven && drills.passed().isPresent();
        return new DrillCounts(passed ? 1 : 0, failed ? 1 : 0, notProven ? 1 : 0, overdue ? 1 : 0);
    }

    /** Returns all together; null where nothing was drilled, and nothing had to be. */
    static @Nullable DrillCounts sum(Stream<DrillCounts> counts) {
        DrillCounts all = counts.reduce(NONE, DrillCounts::and);
        return all.equals(NONE) ? null : all;
    }

    /** Returns both together; null where both are. */
    static @Nullable DrillCounts sum(@Nullable DrillCounts one, @Nullable DrillCounts other) {
        return one == null ? other : other == null ? one : one.and(other);
    }

    private DrillCounts and(DrillCounts other) {
        return new DrillCounts(
                passed + other.passed, failed + other.failed, notProven + other.notProven, overdue + other.overdue);
    }

    /** Returns the line of a mail; empty where nothing was drilled, and nothing had to be. */
    static Optional<String> line(@Nullable DrillCounts counts) {
        return Optional.ofNullable(counts)
                .map(each -> "newest drill of each table: %d passed, %d failed, %d not proven; %s overdue"
                        .formatted(each.passed, each.failed, each.notProven, Counted.tables(each.overdue)));
    }
}
