package io.pitrguard.report;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillVerdict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The metrics of a drill that is over. They are written only then, since a metric costs for each hour in which it is. */
public final class DrillMetrics {
    private static final long MINUTE = 60;

    private DrillMetrics() {}

    /**
     * Returns the line. Times are in minutes, rounded up, and left out where they are not known.
     *
     * @param timestamp milliseconds since 1970
     */
    public static String line(DrillRecord drill, MetricsOutput output, long timestamp) {
        DrillEndView view = DrillEndViews.of(drill, false);
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("DrillsPassed", count(view.verdict() == DrillVerdict.PASSED));
        values.put("DrillsFailed", count(view.verdict() == DrillVerdict.FAILED));
        values.put("DrillsNotProven", count(view.verdict() == DrillVerdict.NOT_PROVEN));
        values.put("DrillTablesLeft", count(view.left() != null));
        minutes(values, "DrillRestoreMinutes", view.times().restoreSeconds());
        minutes(values, "DrillCheckMinutes", view.times().checkSeconds());
        minutes(values, "DrillRecoveryMinutes", view.times().recoverySeconds());
        minutes(values, "DrillRecoveryPointMinutes", view.times().recoveryPointSeconds());
        return EmbeddedMetrics.line(
                output,
                timestamp,
                new EmbeddedMetrics.Where(view.account(), view.region(), view.drill()),
                values,
                Map.of("drill", view.drill(), "table", view.table().arn()));
    }

    private static long count(boolean one) {
        return one ? 1 : 0;
    }

    private static void minutes(Map<String, Long> values, String name, @Nullable Long seconds) {
        if (seconds != null) {
            values.put(name, Math.ceilDiv(Math.max(0, seconds), MINUTE));
        }
    }
}
