package io.pitrguard.check;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep saw and did: one result for every table that was listed, in the order of their names.
 *
 * @param listingFailure why the listing stopped before its end; then the sweep failed
 * @param reads the calls that reading states took
 * @param recalled what the ledger knew of the tables before
 * @param forgotten why something could not be recalled or stored in the ledger; the sweep itself is whole all the same
 */
public record SweepResult(
        SweepOrder order,
        Instant startedAt,
        Instant finishedAt,
        List<TableResult> tables,
        Optional<Cause> listingFailure,
        StateReader.Count reads,
        Remembering.Recalled recalled,
        Optional<Cause> forgotten) {
    public SweepResult {
        tables = List.copyOf(tables);
    }

    /** Whether every table was listed, and none was left unjudged or uncorrected because time ran out. */
    public boolean complete() {
        return listingFailure.isEmpty() && tables.stream().noneMatch(SweepResult::ranOutOfTime);
    }

    /** Gives the same of these tables only. */
    SweepResult of(List<TableResult> some) {
        return new SweepResult(order, startedAt, finishedAt, some, listingFailure, reads, recalled, forgotten);
    }

    /** Gives the same, with why something is not in the ledger. */
    SweepResult forgetting(Optional<Cause> why) {
        return new SweepResult(
                order, startedAt, finishedAt, tables, listingFailure, reads, recalled, forgotten.or(() -> why));
    }

    private static boolean ranOutOfTime(TableResult table) {
        boolean unjudged = table.judgement().verdict() instanceof Verdict.Undetermined undetermined
                && undetermined.cause().kind() == Cause.Kind.OUT_OF_TIME;
        boolean uncorrected = table.outcome().orElse(null) instanceof Outcome.Deferred deferred && deferred.outOfTime();
        return unjudged || uncorrected;
    }
}
