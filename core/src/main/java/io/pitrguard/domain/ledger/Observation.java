package io.pitrguard.domain.ledger;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.Optional;

/**
 * One look at a table, to be remembered.
 *
 * @param tableId AWS's id of the table, which another table of the same name does not have; empty where it was not read
 * @param createdAt when the table was created; empty where that was not read
 * @param point what it tells of the restorable window; empty where it tells nothing
 * @param outcome what was done about it; empty where nothing was
 * @param actor who made pitr-guard look, where CloudTrail showed that
 */
public record Observation(
        TableRef table,
        Optional<String> tableId,
        Optional<Instant> createdAt,
        LastObservation seen,
        Optional<Point> point,
        Optional<Outcome> outcome,
        Optional<Actor> actor) {

    /** Gives the observation that a judged look is. */
    public static Observation of(
            TableRef table,
            Instant at,
            Trigger trigger,
            RecoveryState state,
            Judgement judgement,
            Optional<Outcome> outcome) {
        return new Observation(
                table,
                Optional.empty(),
                Optional.empty(),
                LastObservation.of(at, trigger, state, judgement),
                Point.of(state, at),
                outcome,
                Optional.empty());
    }

    /** Gives the same with the table's id. */
    public Observation of(String id) {
        return new Observation(table, Optional.of(id), createdAt, seen, point, outcome, actor);
    }

    /** Gives the same of a table that was created then. */
    public Observation createdAt(Instant when) {
        return new Observation(table, tableId, Optional.of(when), seen, point, outcome, actor);
    }

    /** Gives the same without what it tells of the window: it is not sure that it is of the table that is known. */
    public Observation unsure() {
        return new Observation(table, tableId, createdAt, seen, Optional.empty(), outcome, actor);
    }

    /** Gives the same with who was behind it. */
    public Observation by(Actor who) {
        return new Observation(table, tableId, createdAt, seen, point, outcome, Optional.of(who));
    }
}
