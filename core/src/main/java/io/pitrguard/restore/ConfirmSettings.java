package io.pitrguard.restore;

import io.pitrguard.domain.restore.Confirmation;
import io.pitrguard.domain.restore.PendingSetting;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.RestoredTable;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import io.pitrguard.restore.PersonAct.Decision;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Records which of the settings that can do harm a person wants copied; the others stay as they are. */
public final class ConfirmSettings {
    private final PersonAct act;
    private final Time time;

    /** Creates the use case. */
    public ConfirmSettings(RestoreStore store, Time time) {
        this.act = new PersonAct(store);
        this.time = time;
    }

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * The copy continues.
         *
         * @param record its task token, if there is one, resumes the state machine
         */
        record Confirmed(RestoreRecord record) implements Outcome {}

        /** The restore does not wait for that; nothing changed. */
        record NotPossible(String reason, String remedy) implements Outcome {}

        /** The store did not answer: as far as is known, nothing is confirmed. */
        record NotKnown(Cause cause) implements Outcome {}
    }

    /**
     * Confirms settings.
     *
     * @param where the account and region of the source
     * @param caller the caller's ARN, as STS names it
     * @param settings the keys of those to copy, of those that wait; empty: none
     */
    public Outcome confirm(AccountRegion where, RestoreId id, String caller, Set<String> settings) {
        return switch (act.<Outcome>decide(where, id, record -> decision(record, caller, settings))) {
            case Result.Success<Outcome>(Outcome outcome) -> outcome;
            case Result.Failure<Outcome>(Cause cause) -> new Outcome.NotKnown(cause);
        };
    }

    private Decision<Outcome> decision(RestoreRecord record, String caller, Set<String> settings) {
        if (!(record.state()
                instanceof RestoreState.AwaitingConfirmation(RestoredTable table, List<PendingSetting> pending))) {
            return notPossible(
                    "The restore " + record.id() + " does not wait for a confirmation of settings.",
                    "See how far it is: " + RestoreCommands.about(record, "restore status"));
        }
        List<String> waiting = pending.stream().map(PendingSetting::name).toList();
        Set<String> others = new TreeSet<>(settings);
        waiting.forEach(others::remove);
        if (!others.isEmpty()) {
            return notPossible(
                    "These settings do not wait for a confirmation: " + String.join(", ", others) + ".",
                    "Confirm some of these, or none: " + String.join(", ", waiting) + ".");
        }
        String what = settings.isEmpty()
                ? "No further setting is copied, says " + caller + "."
                : "Confirmed by " + caller + ": " + String.join(", ", new TreeSet<>(settings)) + ".";
        return Decision.store(
                record.confirmed(
                        new Confirmation(caller, time.awsInstant(), settings),
                        new RestoreState.CopyingSettings(table),
                        what),
                Outcome.Confirmed::new);
    }

    private static Decision<Outcome> notPossible(String reason, String remedy) {
        return Decision.only(new Outcome.NotPossible(reason, remedy));
    }
}
