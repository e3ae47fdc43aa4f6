package io.pitrguard.domain.restore;

import java.time.Duration;

/** How long a restore is expected to take. AWS promises nothing and shows no progress. */
public sealed interface TimeEstimate {
    /**
     * From earlier restores of the same table.
     *
     * @param restores how many, one or more
     */
    record Measured(Duration shortest, Duration longest, int restores) implements TimeEstimate {
        public Measured {
            if (restores < 1 || shortest.compareTo(longest) > 0) {
                throw new IllegalArgumentException("a measured estimate needs restores, and the shortest first");
            }
        }
    }

    /**
     * The table was never restored: 20 minutes at least, 95 % of restores under an hour, some take hours.
     * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CreateBackup.html
     */
    record General() implements TimeEstimate {}
}
