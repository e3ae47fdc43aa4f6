package io.pitrguard.remediate;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.remediation.Outcome;
import java.util.Optional;

/**
 * The result of remediating one table.
 *
 * @param snapshot the table as last read, apart from reads that do not show a change yet
 * @param judgement its verdict then
 * @param outcome empty when reading it again showed nothing to remediate
 * @param next what the same run may still do
 */
public record RemediationResult(TableSnapshot snapshot, Judgement judgement, Optional<Outcome> outcome, FollowUp next) {
    /** What can follow within seconds. */
    public sealed interface FollowUp {
        /** Nothing. */
        record Nothing() implements FollowUp {}

        /** AWS said that the table is not ready, so that another try may do. */
        record TryAgain() implements FollowUp {}

        /** The table does not show the change yet, so that another read may do. */
        record ReadAgain(Written written) implements FollowUp {}
    }

    private static final FollowUp NOTHING = new FollowUp.Nothing();

    /** Creates a result that stands. */
    public static RemediationResult of(TableSnapshot snapshot, Judgement judgement, Outcome outcome) {
        return new RemediationResult(snapshot, judgement, Optional.of(outcome), NOTHING);
    }

    /** Creates the result of a table that has nothing to remediate. */
    static RemediationResult nothing(TableSnapshot snapshot, Judgement judgement) {
        return new RemediationResult(snapshot, judgement, Optional.empty(), NOTHING);
    }

    /** Whether AWS said that the table is not ready, so that another try within minutes may do. */
    public boolean notYet() {
        return next instanceof FollowUp.TryAgain;
    }

    /** Returns the change that no read shows yet; empty if another read would not help. */
    public Optional<Written> written() {
        return next instanceof FollowUp.ReadAgain(Written change) ? Optional.of(change) : Optional.empty();
    }
}
