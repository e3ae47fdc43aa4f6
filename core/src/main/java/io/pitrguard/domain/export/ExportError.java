package io.pitrguard.domain.export;

/** Why AWS refuses to export a table. */
public enum ExportError {
    /** No table has the name. */
    TABLE_NOT_FOUND,
    /** The table's point-in-time recovery is off. */
    RECOVERY_OFF,
    /** The moment is outside the window that can be exported. */
    TIME_OUTSIDE_WINDOW,
    /** Another order had the same token. */
    CONFLICT,
    /** As many exports run as AWS allows. */
    LIMIT_EXCEEDED,
    /** The caller lacks a permission. */
    DENIED,
    /** AWS asked to slow down. */
    THROTTLED,
    /** AWS does not understand the order. */
    INVALID
}
