package io.pitrguard.port;

import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;

/** Reads recovery states: one call to AWS each, without retries. Never throws for what AWS answers. */
@FunctionalInterface
public interface RecoveryStates {
    /** Reads a table's recovery state. */
    RecoveryState read(TableRef table);
}
