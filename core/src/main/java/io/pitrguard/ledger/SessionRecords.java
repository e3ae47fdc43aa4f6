package io.pitrguard.ledger;

import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The records of a session: as the ledger has them, with what the session changed since. If the ledger fails, the session
 * goes on without it. Several threads may use them, each for tables of its own.
 */
final class SessionRecords {
    private final Ledger ledger;
    private final Map<TableRef, Ledger.Stored> records;
    private final Map<TableRef, Postponed> postponed = new ConcurrentHashMap<>();
    private final Set<TableRef> unrecorded = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Cause> failure = new AtomicReference<>();
    private volatile boolean outage;
    private volatile Optional<Cause> unread = Optional.empty();

    /**
     * A change that is stored with the next one of the same record.
     *
     * @param before the record as the ledger has it
     */
    private record Postponed(Ledger.Stored before, LedgerWriter.Change change) {}

    SessionRecords(Ledger ledger, Map<TableRef, Ledger.Stored> records) {
        this.ledger = ledger;
        this.records = new ConcurrentHashMap<>(records);
    }

    /** Returns the same records for a session that stores nothing. */
    SessionRecords readOnly() {
        SessionRecords other = new SessionRecords(ledger, records);
        failure().ifPresent(other::failed);
        other.unread = unread;
        other.outage = true;
        return other;
    }

    /** Stores nothing from now on. */
    void end(Cause cause) {
        failed(cause);
        unread = Optional.of(cause);
        outage = true;
    }

    Optional<Cause> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Notes a failure; the first one counts. */
    void failed(Cause cause) {
        failure.compareAndSet(null, cause);
    }

    /** Whether nothing is stored any more. */
    boolean outage() {
        return outage;
    }

    /** Whether the ledger refused nothing about a table. */
    boolean isRecorded(TableRef table) {
        return !outage && !unrecorded.contains(table);
    }

    Collection<Ledger.Stored> all() {
        return records.values();
    }

    /** Returns the knowledge of a table's drills: nothing where there is no ledger, or it could not be read. */
    DrillPast drills(TableRef table) {
        Ledger.Stored stored = stored(table);
        if (unread.isPresent()) {
            return new DrillPast.Unreadable(unread.get());
        }
        if (!stored.understood()) {
            return new DrillPast.Unreadable(
                    new Cause(Cause.Kind.REFUSED, "The ledger's record of the table could not be understood."));
        }
        return ledger.equals(Ledger.NONE) ? DrillPast.NOT_READ : stored.record().drills();
    }

    Ledger.Stored stored(TableRef table) {
        return records.getOrDefault(table, Ledger.Stored.nothing(table));
    }

    /** Changes a record in this session; the ledger gets it with the next change, so that both take one call. */
    void postpone(TableRef table, LedgerWriter.Change change) {
        postponed.merge(
                table,
                new Postponed(stored(table), change),
                (first, next) -> new Postponed(first.before(), first.change().then(next.change())));
        changeHere(table, change);
    }

    /** Stores what was postponed and no other change came after. */
    void storePostponed(TableRef table) {
        if (postponed.containsKey(table)) {
            update(table, _ -> Optional.empty());
        }
    }

    /** Changes a record; in an outage only in this session, since each try could take as long as an answer may. */
    void update(TableRef table, LedgerWriter.Change change) {
        if (outage) {
            changeHere(table, change);
            return;
        }
        Postponed earlier = postponed.remove(table);
        LedgerWriter.Update update = earlier == null
                ? new LedgerWriter(ledger).update(stored(table), change)
                : new LedgerWriter(ledger)
                        .update(earlier.before(), earlier.change().then(change));
        records.put(table, update.stored());
        update.failure().ifPresent(cause -> {
            failed(cause);
            unrecorded.add(table);
        });
        if (update.outage()) {
            outage = true;
        }
    }

    private void changeHere(TableRef table, LedgerWriter.Change change) {
        Ledger.Stored stored = stored(table);
        change.apply(stored.record())
                .ifPresent(learned -> records.put(table, new Ledger.Stored(learned.record(), stored.version())));
    }
}
