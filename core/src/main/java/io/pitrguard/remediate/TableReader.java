package io.pitrguard.remediate;

import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;

/** Reads one table afresh, from the table itself; what cannot be read by the deadline is unreadable in the snapshot. */
public interface TableReader {
    /**
     * Reads its tags, the facts that the policy asks for, and its state, in this order.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    TableSnapshot read(TableRef table, Policy policy, Instant deadline) throws InterruptedException;

    /**
     * Reads only the state again.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    TableSnapshot readState(TableSnapshot known, Instant deadline) throws InterruptedException;
}
