package io.pitrguard.infra;

import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/**
 * An alarm to create.
 *
 * @param id ends the alarm's name, such as {@code sweep-overdue}
 * @param periods the periods in a row that must breach the limit
 * @param description what happened, then what to do
 */
record AlarmSpec(String id, IMetric metric, Limit limit, int periods, String description) {
    /** Which values breach, and what missing data means. */
    record Limit(ComparisonOperator comparison, double threshold, TreatMissingData missing) {
        /** Breached by any; no data means none. */
        static final Limit NONE =
                new Limit(ComparisonOperator.GREATER_THAN_THRESHOLD, 0, TreatMissingData.NOT_BREACHING);

        /** Breached by any; without data the alarm stays as it is, because a sweep that did not run resolves nothing. */
        static final Limit NONE_FOUND =
                new Limit(ComparisonOperator.GREATER_THAN_THRESHOLD, 0, TreatMissingData.IGNORE);

        /** Breached by none, and by no data. */
        static final Limit AT_LEAST_ONE =
                new Limit(ComparisonOperator.LESS_THAN_THRESHOLD, 1, TreatMissingData.BREACHING);

        /** Breached above a value. */
        static Limit atMost(double value) {
            return new Limit(ComparisonOperator.GREATER_THAN_THRESHOLD, value, TreatMissingData.NOT_BREACHING);
        }
    }
}
