package io.pitrguard.port;

import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.TableRef;

/** Hears how a sweep goes on; called from several threads. */
public interface SweepListener {
    /** Hears nothing. */
    SweepListener SILENT = new SweepListener() {};

    /** So many tables are listed so far; {@code done} when there are no more. */
    default void listed(int tables, boolean done) {}

    /** One more table's recovery state is read, or given up. */
    default void read(TableRef table) {}

    /** AWS asked to slow down. */
    default void throttled() {}

    /** So many tables are going to be looked at again and corrected where the policy says so. */
    default void remediating(int tables) {}

    /** The correction of a table ended. */
    default void remediated(TableRef table, Outcome outcome) {}

    /** Tables that are not ready for a change yet are waited for. */
    default void waiting(int tables) {}
}
