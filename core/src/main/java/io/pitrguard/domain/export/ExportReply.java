package io.pitrguard.domain.export;

import io.pitrguard.domain.table.Cause;

/** What AWS answered to the order of an export. */
public sealed interface ExportReply {
    /** AWS makes it; the same order within eight hours is the same export. */
    record Accepted(TableExport export) implements ExportReply {}

    /** AWS does not make it. */
    record Refused(ExportError error, Cause cause) implements ExportReply {}

    /** Nobody knows whether AWS makes it: send the same order again. */
    record Unknown(Cause cause) implements ExportReply {}
}
