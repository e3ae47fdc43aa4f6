package io.pitrguard.restore;

import io.pitrguard.domain.restore.AuditTerms;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.SignOff;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import io.pitrguard.restore.PersonAct.Decision;
import java.time.Instant;
import java.util.Optional;

/** Records who says that an audit table is not needed any more. It deletes nothing: {@link DiscardRestore} does. */
public final class SignOffAuditTable {
    private final PersonAct act;
    private final Time time;

    /** Creates the use case. */
    public SignOffAuditTable(RestoreStore store, Time time) {
        this.act = new PersonAct(store);
        this.time = time;
    }

    /**
     * A person's word.
     *
     * @param approver who agreed to the deletion, as the caller says
     * @param caller the caller's ARN, as STS names it
     * @param early whether it counts although the last day is not over
     */
    public record Word(String approver, String caller, boolean early) {}

    /** What came of it. */
    public sealed interface Outcome {
        /** The table may be deleted. */
        record SignedOff(RestoreRecord record) implements Outcome {}

        /** The table is none that can be signed off, or is needed still; nothing changed. */
        record NotPossible(String reason) implements Outcome {}

        /** The store did not answer: as far as is known, nothing is signed off. */
        record NotKnown(Cause cause) implements Outcome {}
    }

    /**
     * Signs an audit table off. A second word changes nothing.
     *
     * @param where the account and region of the source
     */
    public Outcome sign(AccountRegion where, RestoreId id, Word word) {
        return switch (act.<Outcome>decide(where, id, record -> decision(record, word))) {
            case Result.Success<Outcome>(Outcome outcome) -> outcome;
            case Result.Failure<Outcome>(Cause cause) -> new Outcome.NotKnown(cause);
        };
    }

    private Decision<Outcome> decision(RestoreRecord record, Word word) {
        Optional<AuditTerms> terms = record.plan().request().audit();
        if (terms.isEmpty()) {
            return notPossible("The restore " + record.id() + " made no audit table. Discard it: "
                    + RestoreCommands.about(record, "restore discard"));
        }
        if (record.signOff().isPresent()) {
            return Decision.only(new Outcome.SignedOff(record));
        }
        if (!hasTable(record.state())) {
            return notPossible("The restore " + record.id() + " has no table that could be deleted: "
                    + RestoreCommands.about(record, "restore status"));
        }
        Instant now = time.awsInstant();
        return terms.get().isOver(now) || word.early()
                ? Decision.store(
                        record.signedOff(
                                new SignOff(word.approver(), word.caller(), now), what(terms.get(), word, now)),
                        Outcome.SignedOff::new)
                : notPossible("It is kept until " + terms.get().until()
                        + ". To delete it before, add --early: that is recorded.");
    }

    private static boolean hasTable(RestoreState state) {
        return state instanceof RestoreState.Completed || state instanceof RestoreState.Failed;
    }

    private static String what(AuditTerms terms, Word word, Instant now) {
        return "Signed off by " + word.approver() + ", says " + word.caller() + ": the table is not needed any more"
                + (terms.isOver(now) ? "." : ", although its last day is " + terms.until() + ".");
    }

    private static Decision<Outcome> notPossible(String reason) {
        return Decision.only(new Outcome.NotPossible(reason));
    }
}
