package io.pitrguard.ledger;

import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Time;
import java.util.Map;
import java.util.Optional;

/** Ties runs to the ledger: what is known of tables before they are judged, and what is learned of them. */
public final class LedgerSessions {
    private final Ledger ledger;
    private final NotificationSettings settings;
    private final Time time;

    /** Remembers in this ledger. */
    public LedgerSessions(Ledger ledger, NotificationSettings settings, Time time) {
        this.ledger = ledger;
        this.settings = settings;
        this.time = time;
    }

    /** Remembers nothing. */
    public static LedgerSessions nothing(Time time) {
        return new LedgerSessions(Ledger.NONE, NotificationSettings.of(Trigger.PERSON, false), time);
    }

    /**
     * Recalls all tables of an account and region.
     *
     * @param run names the run; AWS repeats an invocation under the same name
     */
    public LedgerSession openAll(AccountRegion where, String run) {
        return switch (ledger.readAll(where)) {
            case Ledger.Answer.Read<Map<TableRef, Ledger.Stored>> read ->
                new LedgerSession(ledger, settings, time, run, read.value(), Optional.empty());
            case Ledger.Answer.Failed<Map<TableRef, Ledger.Stored>> failed ->
                new LedgerSession(ledger, settings, time, run, Map.of(), Optional.of(failed.cause()));
        };
    }

    /** Recalls one table. */
    public LedgerSession open(TableRef table, String run) {
        return switch (ledger.read(table)) {
            case Ledger.Answer.Read<Ledger.Stored> read ->
                new LedgerSession(ledger, settings, time, run, Map.of(table, read.value()), Optional.empty());
            case Ledger.Answer.Failed<Ledger.Stored> failed ->
                new LedgerSession(ledger, settings, time, run, Map.of(), Optional.of(failed.cause()));
        };
    }
}
