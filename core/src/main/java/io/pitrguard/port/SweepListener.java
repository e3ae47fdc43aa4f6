package io.pitrguard.port;

import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.TableRef;

/** Follows the progress of a sweep, and may end it early; called from several threads. */
public interface SweepListener {
    /** Ignores everything. */
    SweepListener SILENT = new SweepListener() {};

    /** This many tables are listed so far; {@code done} when there are no more. */
    default void listed(int tables, boolean done) {}

    /** This many of them are selected, by name and tags; all of them where nothing else was asked. */
    default void selected(int tables) {}

    /** One more table's recovery state is read, or given up. */
    default void read(TableRef table) {}

    /** AWS asked to slow down. */
    default void throttled() {}

    /** This many tables are about to be read again and remediated where the policy says so. */
    default void remediating(int tables) {}

    /** The remediation of a table ended. */
    default void remediated(TableRef table, Outcome outcome) {}

    /** Tables that are not ready for a change yet are waited for. */
    default void waiting(int tables) {}

    /** Whether to end early: what is not read yet is undetermined, and nothing more is changed. */
    default boolean interrupted() {
        return false;
    }

    /** Takes what to do at the moment when {@link #interrupted()} becomes true; at once if it is. */
    default void whenInterrupted(Runnable action) {}
}
