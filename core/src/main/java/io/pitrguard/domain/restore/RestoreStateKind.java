package io.pitrguard.domain.restore;

/** The names of the states of a restore, as they are stored and shown: they never change. */
public enum RestoreStateKind {
    PLANNED,
    AWAITING_APPROVAL,
    APPROVED,
    REQUESTED,
    RESTORING,
    COPYING_SETTINGS,
    AWAITING_CONFIRMATION,
    COMPLETED,
    FAILED,
    DISCARDING,
    DISCARDED,
    REFUSED,
    EXPIRED
}
