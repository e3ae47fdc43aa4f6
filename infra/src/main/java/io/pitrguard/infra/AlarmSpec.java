package io.pitrguard.infra;

import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/**
 * An alarm to create.
 *
 * @param id ends the alarm's name, such as {@code sweep-overdue}
 * @param description what happened, then what to do
 */
record AlarmSpec(String id, IMetric metric, Limit limit, Periods periods, String description) {
    /**
     * How many of the last periods must breach the limit.
     *
     * @param breaching at least one
     * @param of at least as many
     */
    record Periods(int breaching, int of) {
        static final Periods ONE = new Periods(1, 1);

        Periods {
            if (breaching < 1 || of < breaching) {
                throw new IllegalArgumentException("%d of %d periods".formatted(breaching, of));
            }
        }

        /** Returns that many, one after the other. */
        static Periods inARow(int periods) {
            return new Periods(periods, periods);
        }

        /** Returns any one of the last ones. */
        static Periods oneOf(int periods) {
            return new Periods(1, periods);
        }
    }

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
