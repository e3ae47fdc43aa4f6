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
import java.util.Set;

/**
 * What a sweep read, judged and did: one result for every table that was listed and read, in the order of their names.
 *
 * @param listingFailure why the listing stopped early; then the sweep failed
 * @param reads the calls that reading states took
 * @param ledgerFailure why something could not be read from the ledger or stored in it; the sweep is complete all the same
 * @param clock how far this machine's clock differs from AWS's
 * @param pending what the ledger records of a table once people are notified of it
 * @param carried the tables that were listed and not read; empty where a sweep reads everything
 * @param left the remainder for another call; it is not among the tables
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
        Optional<CarriedTables> carried,
        Left left) {
    public SweepResult {
        tables = List.copyOf(tables);
        pending = Map.copyOf(pending);
    }

    /** Creates the result of a sweep that leaves nothing for another call. */
    public SweepResult(
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
        this(
                order,
                startedAt,
                finishedAt,
                tables,
                listingFailure,
                reads,
                ledgerFailure,
                clock,
                pending,
                carried,
                Left.NOTHING);
    }

    /**
     * What a call leaves for the next one.
     *
     * @param names the tables that it did not come to
     * @param unlisted whether there may be further tables, because time ran out before all were listed
     */
    public record Left(Set<String> names, boolean unlisted) {
        /** Nothing is left. */
        public static final Left NOTHING = new Left(Set.of(), false);

        public Left {
            names = Set.copyOf(names);
        }

        /** Whether there is anything left. */
        public boolean any() {
            return unlisted || !names.isEmpty();
        }
    }

    /**
     * Whether every table was listed, and none was left undetermined or not remediated because time ran out. The remainder
     * for another call does not count.
     */
    public boolean complete() {
        return listingFailure.isEmpty() && tables.stream().noneMatch(SweepResult::ranOutOfTime);
    }

    /** Returns the same result with only these tables. */
    public SweepResult of(List<TableResult> some) {
        return new SweepResult(
                order,
                startedAt,
                finishedAt,
                some,
                listingFailure,
                reads,
                ledgerFailure,
                clock,
                pending,
                carried,
                left);
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
                carried,
                left);
    }

    /** Whether a table is undetermined, or was not remediated, because time ran out. */
    static boolean ranOutOfTime(TableResult table) {
        boolean undetermined = table.judgement().verdict() instanceof Verdict.Undetermined verdict
                && verdict.cause().kind() == Cause.Kind.OUT_OF_TIME;
        boolean deferred = table.outcome().orElse(null) instanceof Outcome.Deferred outcome && outcome.outOfTime();
        return undetermined || deferred;
    }
}
