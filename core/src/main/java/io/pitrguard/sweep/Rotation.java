package io.pitrguard.sweep;

import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.rotation.Basis;
import io.pitrguard.domain.rotation.Share;
import io.pitrguard.domain.rotation.ShareTimes;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.ledger.LedgerSessions;
import io.pitrguard.port.Result;
import io.pitrguard.port.ShareTimesStore;
import io.pitrguard.port.Time;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads each table at least once in some hours: a sweep reads the shares that are due, and of the others the tables that
 * something points to.
 */
public final class Rotation {
    private final ShareTimesStore store;
    private final Time time;
    private final String version;
    private final int hours;

    /**
     * Creates a rotation.
     *
     * @param version the version of pitr-guard: what another one judged is read again
     * @param hours within how many hours each table is read
     */
    public Rotation(ShareTimesStore store, Time time, String version, int hours) {
        this.store = store;
        this.time = time;
        this.version = version;
        this.hours = hours;
    }

    /** Begins a sweep. What cannot be read or stored makes it read everything. */
    TablesToRead begin(SweepOrder order, LedgerSessions sessions) {
        Basis basis = Basis.of(order.policy(), version, hours);
        Result<Optional<ShareTimes>> stored = store.read(order.where());
        // Only an answer of AWS tells its time.
        Instant now = time.awsInstant();
        ShareTimes times = ShareTimes.begin(stored.success().flatMap(found -> found), basis, order.id(), now);
        Optional<Cause> refused = store.begin(order.where(), times);
        // A sweep that leaves no mark could be interrupted unnoticed.
        Set<Share> due = refused.isPresent() ? Set.copyOf(Share.ALL) : times.due();
        Map<TableRef, TableRecord> records = sessions.records(order.where());
        Optional<Cause> failure = stored.failure().or(() -> refused);
        return new RotatingTables(
                store, order, times, due, new RotatingTables.Known(records, now, refused.isEmpty(), failure));
    }
}
