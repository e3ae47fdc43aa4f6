package io.pitrguard.sweep;

import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.table.TableRef;
import java.util.Map;

/** What a sweep contributes while it still reads tables. */
@FunctionalInterface
interface ReadAhead {
    /** Contributes nothing. */
    ReadAhead NOTHING = Map::of;

    /** Returns what the ledger knows of tables by now, to read the riskiest first; none if it knows nothing. */
    Map<TableRef, TableRecord> records();
}
