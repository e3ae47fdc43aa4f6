package io.pitrguard.sweep;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
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
 * What a sweep read, judged and did: one result for every table that was listed, in the order of their names.
 *
 * @param listingFailure why the listing stopped early; then the sweep failed
 * @param reads the calls that reading states took
 * @param ledgerFailure why something could not be read from the ledger or stored in it; the sweep is complete all the same
 * @param clock how far this machine's clock differs from AWS's
 * @param pending what the ledger records of a table once people are notified of it
 * @param left what is left for another call; it is not among the tables
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
            Map<TableRef, PendingNotification> pending) {
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
     * Whether every table was listed, and none was left undetermined or not remediated because time ran out. What is left
     * for another call does not count.
     */
    public boolean complete() {
        return listingFailure.isEmpty() && tables.stream().noneMatch(SweepResult::ranOutOfTime);
    }

    /** Returns the same result with only these tables. */
    public SweepResult of(List<TableResult> some) {
        return new SweepResult(
                order, startedAt, finishedAt, some, listingFailure, reads, ledgerFailure, clock, pending, left);
    }

    /** Whether a table is undetermined, or was not remediated, because time ran out. */
    static boolean ranOutOfTime(TableResult table) {
        boolean undetermined = table.judgement().verdict() instanceof Verdict.Undetermined verdict
                && verdict.cause().kind() == Cause.Kind.OUT_OF_TIME;
        boolean deferred = table.outcome().orElse(null) instanceof Outcome.Deferred outcome && outcome.outOfTime();
        return undetermined || deferred;
    }
}
