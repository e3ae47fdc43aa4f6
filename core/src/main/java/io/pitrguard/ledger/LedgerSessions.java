package io.pitrguard.ledger;

import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.util.Map;
import java.util.stream.Collectors;

/** Opens the sessions in which runs use the ledger. */
public final class LedgerSessions {
    private final Ledger ledger;
    private final NotificationSettings settings;
    private final Time time;

    /** Opens sessions of this ledger. */
    public LedgerSessions(Ledger ledger, NotificationSettings settings, Time time) {
        this.ledger = ledger;
        this.settings = settings;
        this.time = time;
    }

    /** Returns sessions that know nothing and store nothing. */
    public static LedgerSessions nothing(Time time) {
        return new LedgerSessions(Ledger.NONE, NotificationSettings.of(Trigger.PERSON, false), time);
    }

    /**
     * Opens a session for all tables of an account and region.
     *
     * @param run the run's id; AWS repeats an invocation under the same id
     */
    public LedgerSession openAll(AccountRegion where, String run) {
        return switch (ledger.readAll(where)) {
            case Result.Success<Ledger.Fleet>(Ledger.Fleet fleet) -> {
                LedgerSession session = session(run, fleet.records());
                fleet.problems().stream().findFirst().ifPresent(session::failed);
                yield session;
            }
            case Result.Failure<Ledger.Fleet>(Cause cause) ->
                session(run, Map.of()).withoutLedger(cause);
        };
    }

    /** Returns the records of all tables of an account and region as they are now; none if they cannot be read. */
    public Map<TableRef, TableRecord> records(AccountRegion where) {
        return ledger.readAll(where)
                .map(fleet -> fleet.records().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().record())))
                .success()
                .orElse(Map.of());
    }

    /** Opens a session for one table. */
    public LedgerSession open(TableRef table, String run) {
        return switch (ledger.read(table)) {
            case Result.Success<Ledger.Stored>(Ledger.Stored read) -> session(run, Map.of(table, read));
            case Result.Failure<Ledger.Stored>(Cause cause) ->
                session(run, Map.of()).withoutLedger(cause);
        };
    }

    private LedgerSession session(String run, Map<TableRef, Ledger.Stored> records) {
        return new LedgerSession(ledger, settings, time, run, records);
    }
}
