package io.pitrguard.sweep;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.ledger.Notification;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.ledger.LedgerSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep saw and did: one result for every table that was listed, in the order of their names.
 *
 * @param listingFailure why the listing stopped before its end; then the sweep failed
 * @param reads the calls that reading states took
 * @param record what the ledger knows of the tables
 */
public record SweepResult(
        SweepOrder order,
        Instant startedAt,
        Instant finishedAt,
        List<TableResult> tables,
        Optional<Cause> listingFailure,
        StateReader.Count reads,
        LedgerSession record) {
    public SweepResult {
        tables = List.copyOf(tables);
    }

    /** Whether every table was listed, and none was left unjudged or uncorrected because time ran out. */
    public boolean complete() {
        return listingFailure.isEmpty() && tables.stream().noneMatch(SweepResult::ranOutOfTime);
    }

    /** Gives why something could not be recalled or stored; the sweep itself is whole all the same. */
    public Optional<Cause> ledgerFailure() {
        return record.failure();
    }

    /** Gives what there is to tell of a table. */
    public Notification notification(TableRef table) {
        return record.notification(table);
    }

    /** Gives the same of these tables only. */
    public SweepResult of(List<TableResult> some) {
        return new SweepResult(order, startedAt, finishedAt, some, listingFailure, reads, record);
    }

    /** Gives the same, remembered elsewhere. */
    public SweepResult with(LedgerSession other) {
        return new SweepResult(order, startedAt, finishedAt, tables, listingFailure, reads, other);
    }

    private static boolean ranOutOfTime(TableResult table) {
        boolean unjudged = table.judgement().verdict() instanceof Verdict.Undetermined undetermined
                && undetermined.cause().kind() == Cause.Kind.OUT_OF_TIME;
        boolean uncorrected = table.outcome().orElse(null) instanceof Outcome.Deferred deferred && deferred.outOfTime();
        return unjudged || uncorrected;
    }
}
