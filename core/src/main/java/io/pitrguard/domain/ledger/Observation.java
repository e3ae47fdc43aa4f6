package io.pitrguard.domain.ledger;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one read of a table adds to its record.
 *
 * @param tableId AWS's id of the table, which another table of the same name does not have; empty if it was not read
 * @param createdAt when the table was created; empty if that was not read
 * @param point what it says of the restorable window; empty if it says nothing
 * @param outcome what was done about it; empty if nothing was
 * @param call the call that made pitr-guard read the table; empty if none did
 * @param restored the restore that made the table; empty if none did, or that was not read
 * @param ownRestore the id of the restore by which pitr-guard is making the table; empty for all others
 */
public record Observation(
        TableRef table,
        Optional<String> tableId,
        Optional<Instant> createdAt,
        LastObservation observed,
        Optional<Point> point,
        Optional<Outcome> outcome,
        Optional<Call> call,
        Optional<TableDetails.Restored> restored,
        Optional<String> ownRestore) {
    /** Creates an observation of a table that no restore is known to have made. */
    public Observation(
            TableRef table,
            Optional<String> tableId,
            Optional<Instant> createdAt,
            LastObservation observed,
            Optional<Point> point,
            Optional<Outcome> outcome,
            Optional<Call> call) {
        this(table, tableId, createdAt, observed, point, outcome, call, Optional.empty(), Optional.empty());
    }

    /** Returns what a result adds to the record. */
    public static Observation of(TableResult result, Trigger trigger, Optional<Call> call) {
        Instant at = result.snapshot().at();
        Observation observation = new Observation(
                result.table(),
                Optional.empty(),
                Optional.empty(),
                LastObservation.of(at, trigger, result.snapshot().state(), result.judgement()),
                Point.of(result.snapshot().state(), at),
                result.outcome(),
                call,
                Optional.empty(),
                result.snapshot().ownRestore());
        return switch (result.snapshot().facts().details()) {
            case Fact.Known<TableDetails>(TableDetails known) ->
                known.origin()
                        .map(origin -> observation.of(origin.tableId()).createdAt(origin.createdAt()))
                        .orElse(observation)
                        .of(known.sizeBytes())
                        .madeBy(known.restored());
            case Fact.Unreadable<TableDetails> _ -> observation.unsure();
            case Fact.NotRead<TableDetails> _ -> observation;
            case Fact.Gone<TableDetails> _ -> observation;
        };
    }

    /** Returns the same with the table's id. */
    public Observation of(String id) {
        return new Observation(table, Optional.of(id), createdAt, observed, point, outcome, call, restored, ownRestore);
    }

    /** Returns the same of a table of this size. */
    private Observation of(OptionalLong sizeBytes) {
        return new Observation(
                table, tableId, createdAt, observed.with(sizeBytes), point, outcome, call, restored, ownRestore);
    }

    /** Returns the same of a table that a restore made. */
    public Observation madeBy(Optional<TableDetails.Restored> restore) {
        return new Observation(table, tableId, createdAt, observed, point, outcome, call, restore, ownRestore);
    }

    /** Whether the table exists and is judged later. */
    boolean postponed() {
        return ownRestore.isPresent() && observed.verdict() == VerdictKind.NOT_APPLICABLE;
    }

    /** Returns the same of a table that was created then. */
    public Observation createdAt(Instant when) {
        return new Observation(table, tableId, Optional.of(when), observed, point, outcome, call, restored, ownRestore);
    }

    /** Returns the same with the call that led to it. */
    public Observation after(Call made) {
        return new Observation(
                table, tableId, createdAt, observed, point, outcome, Optional.of(made), restored, ownRestore);
    }

    /** Returns the same without what it says of the window: it may be of another table than the one that is known. */
    private Observation unsure() {
        return new Observation(
                table, tableId, createdAt, observed, Optional.empty(), outcome, call, restored, ownRestore);
    }
}
