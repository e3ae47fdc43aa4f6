package io.pitrguard.infra;

import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/**
 * What an alarm watches for, and what it says.
 *
 * @param id ends the alarm's name, such as {@code sweep-overdue}
 * @param periods for so many periods of the metric in a row
 * @param says what happened and what to do
 */
record AlarmSpec(String id, IMetric metric, Limit limit, int periods, String says) {
    /** When a value is bad, and what no value means. */
    record Limit(ComparisonOperator is, double than, TreatMissingData missing) {
        /** Bad when there is any; none reported is none. */
        static final Limit NONE_OF_IT =
                new Limit(ComparisonOperator.GREATER_THAN_THRESHOLD, 0, TreatMissingData.NOT_BREACHING);

        /** Bad when there is any; whoever does not look does not make it go away. */
        static final Limit NONE_FOUND =
                new Limit(ComparisonOperator.GREATER_THAN_THRESHOLD, 0, TreatMissingData.IGNORE);

        /** Bad when there is none, or nothing is reported. */
        static final Limit AT_LEAST_ONE =
                new Limit(ComparisonOperator.LESS_THAN_THRESHOLD, 1, TreatMissingData.BREACHING);

        /** Bad above a value. */
        static Limit above(double value) {
            return new Limit(ComparisonOperator.GREATER_THAN_THRESHOLD, value, TreatMissingData.NOT_BREACHING);
        }
    }
}
