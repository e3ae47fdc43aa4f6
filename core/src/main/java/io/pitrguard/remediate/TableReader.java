package io.pitrguard.remediate;

import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;

/** Looks at one table afresh, from the table itself: tags, state and description. */
@FunctionalInterface
public interface TableReader {
    /**
     * Looks; what cannot be read by the deadline is unreadable in what it gives.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    TableSnapshot read(TableRef table, Instant deadline) throws InterruptedException;
}
