package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.TableRef;

/** The table that a restore brings back. */
public sealed interface RestoreSource {
    /** Returns the table. */
    TableRef table();

    /** A table that exists: it is restored to a moment of its window, beside the table itself. */
    record Live(TableRef table) implements RestoreSource {}

    /** A table that was deleted: it is restored from the backup that AWS made when it was deleted. */
    record Deleted(TableRef table) implements RestoreSource {}
}
