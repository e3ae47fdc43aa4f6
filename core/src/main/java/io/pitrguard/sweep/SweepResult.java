package io.pitrguard.sweep;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.rotation.CarriedTables;
import io.pitrguard.domain.selfcheck.ClockSkew;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.ledger.PendingNotification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sweep read, judged and did: one result for every table that was listed and read, in the order of their names.
 *
 * @param listingFailure why the listing stopped early; then the sweep failed
 * @param reads the calls that reading states took
 * @param ledgerFailure why something could not be read from the ledger or stored in it; the sweep is complete all the same
 * @param clock how far this machine's clock differs from AWS's
 * @param pending what the ledger records of a table once people are notified of it
 * @param carried the tables that were listed and not read; empty where a sweep reads everything
 */
public record SweepResult(
        SweepOrder order,
        Instant startedAt,
        Instant finishedAt,
        List<TableResult> tables,
        Optional<Cause> listingFailure,
        StateReader.Count reads,
        Optional<Cause> ledgerFailure,
        ClockSkew clock,
        Map<TableRef, PendingNotification> pending,
        Optional<CarriedTables> carried) {
    public SweepResult {
        tables = List.copyOf(tables);
        pending = Map.copyOf(pending);
    }

    /** Whether every table was listed, and none was left undetermined or not remediated because time ran out. */
    public boolean complete() {
        return listingFailure.isEmpty() && tables.stream().noneMatch(SweepResult::ranOutOfTime);
    }

    /** Returns the same result with only these tables. */
    public SweepResult of(List<TableResult> some) {
        return new SweepResult(
                order, startedAt, finishedAt, some, listingFailure, reads, ledgerFailure, clock, pending, carried);
    }

    /** Returns the same result after the ledger failed; an earlier failure stays. */
    SweepResult withLedgerFailure(Cause cause) {
        return new SweepResult(
                order,
                startedAt,
                finishedAt,
                tables,
                listingFailure,
                reads,
                ledgerFailure.or(() -> Optional.of(cause)),
                clock,
                pending,
                carried);
    }

    private static boolean ranOutOfTime(TableResult table) {
        boolean undetermined = table.judgement().verdict() instanceof Verdict.Undetermined verdict
                && verdict.cause().kind() == Cause.Kind.OUT_OF_TIME;
        boolean deferred = table.outcome().orElse(null) instanceof Outcome.Deferred outcome && outcome.outOfTime();
        return undetermined || deferred;
    }
}
