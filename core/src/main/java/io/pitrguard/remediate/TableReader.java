package io.pitrguard.remediate;

import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;

/** Reads one table afresh, from the table itself: its tags, the facts that the policy asks for, and its state. */
@FunctionalInterface
public interface TableReader {
    /**
     * Reads the table; what cannot be read by the deadline is unreadable in the snapshot.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    TableSnapshot read(TableRef table, Policy policy, Instant deadline) throws InterruptedException;
}
