package io.pitrguard.domain.drill;

/** Whether the restore of a table is proven; the names are shown, and never change. */
public enum ProofStatus {
    /** A drill proved it, and the proof is not too old. */
    PROVEN,
    /** The last drill failed. */
    FAILED,
    /** It had to be proven, or proven again, by now. */
    OVERDUE,
    /** No drill proved it yet. */
    NOT_PROVEN,
    /** What drills came to could not be read. */
    UNKNOWN
}
