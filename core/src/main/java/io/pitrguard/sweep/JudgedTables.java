package io.pitrguard.sweep;

import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.ledger.LedgerSession;
import java.util.List;
import java.util.Optional;

/**
 * A sweep between its two halves: tables are judged, and nothing is changed or recorded.
 *
 * @param session what the ledger knows of the tables; the second half goes on with it
 */
public record JudgedTables(SweepResult result, LedgerSession session) {
    /** Returns the tables. */
    public List<TableResult> tables() {
        return result.tables();
    }

    /** Records what was read instead of a second half; nobody is notified of it. */
    public void observe() {
        tables().forEach(session::observe);
    }

    /** Returns why the second half must not change anything; empty if it may. */
    Optional<String> whyNothingChanges() {
        if (result.listingFailure()
                .filter(cause -> !result.order().continuation().goesOnAfter(cause))
                .isPresent()) {
            return Optional.of("Not all tables could be listed, so the sweep changes nothing.");
        }
        return result.order().fix()
                ? Optional.empty()
                : Optional.of(
                        session.isPersons()
                                ? "Nothing is changed here (no --fix)."
                                : "Nothing is changed here (PITR_GUARD_ACT is never, or PITR_GUARD_GRANTED is alert).");
    }

    /** Returns the same with only these tables. */
    public JudgedTables of(List<TableResult> some) {
        return new JudgedTables(result.of(some), session);
    }

    /** Returns the same for a second half that stores nothing in the ledger. */
    public JudgedTables readOnly() {
        return new JudgedTables(result, session.readOnly());
    }
}
