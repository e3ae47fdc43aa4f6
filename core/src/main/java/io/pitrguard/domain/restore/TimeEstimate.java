package io.pitrguard.domain.restore;

import io.pitrguard.domain.text.Counted;
import java.time.Duration;
import java.util.List;

/** How long a restore is expected to take. AWS promises nothing and shows no progress. */
public sealed interface TimeEstimate {
    /**
     * From earlier restores and drills of the same table: each time is that from the request until the table was ready.
     *
     * @param restores how many restores
     * @param drills how many drills; both together are one or more
     */
    record Measured(Duration shortest, Duration longest, int restores, int drills) implements TimeEstimate {
        public Measured {
            if (restores < 0 || drills < 0 || restores + drills < 1 || shortest.compareTo(longest) > 0) {
                throw new IllegalArgumentException(
                        "a measured estimate needs restores or drills, and the shortest first");
            }
        }

        /** Creates an estimate from restores alone. */
        public Measured(Duration shortest, Duration longest, int restores) {
            this(shortest, longest, restores, 0);
        }

        /** Returns what was measured, such as "3 drills and 1 earlier restore". */
        public String sources() {
            List<String> parts = List.of(
                    drills == 0 ? "" : Counted.of(drills, "drill", "drills"),
                    restores == 0 ? "" : Counted.of(restores, "earlier restore", "earlier restores"));
            return String.join(
                    " and ", parts.stream().filter(part -> !part.isEmpty()).toList());
        }
    }

    /**
     * The table was never restored: 20 minutes at least, 95 % of restores under an hour, some take hours.
     * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CreateBackup.html
     */
    record General() implements TimeEstimate {}
}
