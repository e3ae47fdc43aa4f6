package io.pitrguard.sweep;

import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What a sweep contributes while it still reads tables. */
interface ReadAhead {
    /** Contributes nothing. */
    ReadAhead NOTHING = new ReadAhead() {
        @Override
        public Map<TableRef, TableRecord> records() {
            return Map.of();
        }

        @Override
        public TableSnapshot complete(TableSnapshot read) {
            return read;
        }
    };

    /** Whether a table need not be read, unless a hint points to a change. */
    default boolean mayWait(TableRef table) {
        return false;
    }

    /** Returns since when a change that AWS Config recorded is news; {@code now} is when the sweep began. */
    default Instant changesSince(Instant now) {
        return now.minus(Duration.ofDays(1));
    }

    /** Returns what the ledger knows of tables by now, to read the riskiest first; none if it knows nothing. */
    Map<TableRef, TableRecord> records();

    /**
     * Returns a snapshot with the facts that its verdict needs.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    TableSnapshot complete(TableSnapshot read) throws InterruptedException;
}
