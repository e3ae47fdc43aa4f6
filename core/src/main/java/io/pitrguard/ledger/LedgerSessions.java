package io.pitrguard.ledger;

import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Ties runs to the ledger: what is known of tables before they are judged, and what is learned of them. */
public final class LedgerSessions {
    private final Ledger ledger;
    private final Habits habits;
    private final Time time;

    /**
     * How a function remembers.
     *
     * @param trigger what makes it look at tables
     * @param tells whether it tells people: only then somebody is known to have been told
     * @param silence how long people are not told again of what lasts
     * @param fights when it leaves a table alone that somebody keeps disabling
     */
    public record Habits(Trigger trigger, boolean tells, Duration silence, FlappingRules fights) {
        /** A day's silence, and three bouts a day. */
        public static Habits of(Trigger trigger, boolean tells) {
            return new Habits(trigger, tells, Duration.ofDays(1), FlappingRules.STANDARD);
        }
    }

    /** Remembers in this ledger. */
    public LedgerSessions(Ledger ledger, Habits habits, Time time) {
        this.ledger = ledger;
        this.habits = habits;
        this.time = time;
    }

    /** Remembers nothing. */
    public static LedgerSessions nothing(Time time) {
        return new LedgerSessions(Ledger.NONE, Habits.of(Trigger.PERSON, false), time);
    }

    /**
     * Recalls all tables of an account and region.
     *
     * @param run names the run; AWS repeats an invocation under the same name
     */
    public LedgerSession recallAll(AccountRegion where, String run) {
        return switch (ledger.readAll(where)) {
            case Ledger.Answer.Read<Map<TableRef, Ledger.Stored>> read ->
                new LedgerSession(ledger, habits, time, run, read.value(), Optional.empty());
            case Ledger.Answer.Failed<Map<TableRef, Ledger.Stored>> failed ->
                new LedgerSession(ledger, habits, time, run, Map.of(), Optional.of(failed.cause()));
        };
    }

    /** Recalls one table. */
    public LedgerSession recall(TableRef table, String run) {
        return switch (ledger.read(table)) {
            case Ledger.Answer.Read<Ledger.Stored> read ->
                new LedgerSession(ledger, habits, time, run, Map.of(table, read.value()), Optional.empty());
            case Ledger.Answer.Failed<Ledger.Stored> failed ->
                new LedgerSession(ledger, habits, time, run, Map.of(), Optional.of(failed.cause()));
        };
    }
}
