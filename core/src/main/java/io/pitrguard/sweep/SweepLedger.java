package io.pitrguard.sweep;

import io.pitrguard.ledger.LedgerSessions;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.SharedChangeCounter;
import io.pitrguard.port.Time;
import java.util.Optional;

/**
 * What a sweep stores and finds stored.
 *
 * @param changes counts its changes together with those of other functions
 * @param restores the restores of pitr-guard, to know the tables that it is restoring
 * @param drills the drills of pitr-guard, for the same
 * @param rotation decides which tables it reads; empty if it reads all
 */
public record SweepLedger(
        LedgerSessions sessions,
        SharedChangeCounter changes,
        RestoreStore restores,
        DrillStore drills,
        Optional<Rotation> rotation) {
    /** Creates one that knows no drills. */
    public SweepLedger(
            LedgerSessions sessions, SharedChangeCounter changes, RestoreStore restores, Optional<Rotation> rotation) {
        this(sessions, changes, restores, DrillStore.NONE, rotation);
    }

    /** Returns one that stores nothing. */
    static SweepLedger nothing(Time time) {
        return new SweepLedger(
                LedgerSessions.nothing(time), SharedChangeCounter.NONE, RestoreStore.NONE, Optional.empty());
    }

    /** Begins a sweep of all tables, and returns which to read. */
    TablesToRead begin(SweepOrder order) {
        return rotation.filter(_ -> order.selection().isEverything())
                .map(rotating -> rotating.begin(order, sessions))
                .orElseGet(() -> all(order));
    }

    /** Returns that all tables are read. */
    TablesToRead all(SweepOrder order) {
        return TablesToRead.all(sessions, order.where());
    }
}
