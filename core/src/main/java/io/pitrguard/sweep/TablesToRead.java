package io.pitrguard.sweep;

import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.rotation.CarriedTables;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.ledger.LedgerSession;
import io.pitrguard.ledger.LedgerSessions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which tables a sweep reads. */
interface TablesToRead {
    /**
     * What becomes of the tables that were not read.
     *
     * @param carried those that need not be read; empty where a sweep reads everything
     * @param unsettled those that must be read after all
     */
    record Unread(Optional<CarriedTables> carried, List<TableRef> unsettled) {
        public Unread {
            unsettled = List.copyOf(unsettled);
        }
    }

    /** Returns what the ledger knows of tables before they are read; none if it knows nothing. */
    Map<TableRef, TableRecord> records();

    /** Returns since when a change that AWS Config recorded is news; {@code now} is when the sweep began. */
    Instant changesSince(Instant now);

    /** Whether a table need not be read, unless something points to a change. */
    boolean mayWait(TableRef table);

    /** Decides about tables that were not read, by what the ledger knows when all others are. */
    Unread decide(List<TableRef> waiting, LedgerSession session);

    /** Stores what the sweep read, and returns its result. */
    SweepResult end(SweepResult result, LedgerSession session);

    /** Returns all tables: none may wait, and nothing is stored. */
    static TablesToRead all(LedgerSessions sessions, AccountRegion where) {
        return new TablesToRead() {
            @Override
            public Map<TableRef, TableRecord> records() {
                return sessions.records(where);
            }

            @Override
            public Instant changesSince(Instant now) {
                return now.minus(Duration.ofDays(1));
            }

            @Override
            public boolean mayWait(TableRef table) {
                return false;
            }

            @Override
            public Unread decide(List<TableRef> waiting, LedgerSession session) {
                return new Unread(Optional.empty(), waiting);
            }

            @Override
            public SweepResult end(SweepResult result, LedgerSession session) {
                return result;
            }
        };
    }
}
