package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;

/** Changes recovery, in the only direction there is: on. Never throws for what AWS answers. */
@FunctionalInterface
public interface RecoveryChanges {
    /** What AWS said to the change. */
    sealed interface Answer {
        /** It took the change. */
        record Accepted() implements Answer {}

        /** The table no longer exists. */
        record Gone() implements Answer {}

        /** It did not take the change, or nobody knows whether it did. */
        record Failed(Cause cause) implements Answer {}
    }

    /**
     * Enables point-in-time recovery, or changes its period where it is on.
     *
     * @param days the period, 1 to 35; always sent
     */
    Answer enable(TableRef table, int days);
}
