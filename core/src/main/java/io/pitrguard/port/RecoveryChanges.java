package io.pitrguard.port;

import io.pitrguard.domain.table.TableRef;

/** Changes recovery, in the only direction there is: on. Never throws for what AWS answers. */
@FunctionalInterface
public interface RecoveryChanges {
    /** What AWS said to the change. */
    enum Reply {
        /** It took the change. */
        ACCEPTED,
        /** The table no longer exists. */
        TABLE_GONE
    }

    /**
     * Enables point-in-time recovery, or changes its period where it is on.
     *
     * @param days the period, 1 to 35; always sent
     * @return a failure where AWS did not take the change, or where nobody knows whether it did
     */
    Result<Reply> enable(TableRef table, int days);
}
