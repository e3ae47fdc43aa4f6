package io.pitrguard.export;

import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.table.Cause;

/** What the order of an export came to. */
public sealed interface Starting {
    /** AWS exports it. */
    record Started(TableExport export) implements Starting {}

    /** AWS does not. */
    record NotPossible(String reason, String remedy) implements Starting {}

    /** AWS may export it, or not: the same command within eight hours starts no second export. */
    record NotKnown(Cause cause) implements Starting {}
}
