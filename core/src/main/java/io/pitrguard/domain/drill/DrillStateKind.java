package io.pitrguard.domain.drill;

/** The names of the states of a drill, as they are stored and shown: they never change. */
public enum DrillStateKind {
    PLANNED,
    REQUESTED,
    RESTORING,
    CHECKING,
    KEEPING,
    DELETING,
    ENDED
}
