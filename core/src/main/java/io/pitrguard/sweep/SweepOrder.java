package io.pitrguard.sweep;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.LedgerLocation;
import java.time.Duration;
import java.time.Instant;

/**
 * What a sweep is asked to do.
 *
 * @param id identifies the sweep in results, mail and logs
 * @param fix whether tables may be changed where the policy says so; otherwise the plan is shown
 * @param deadline when the sweep must be over; what is not judged by then is undetermined
 * @param selection the tables that it is about
 * @param continuation how it goes on from earlier calls
 * @param ledger which ledger has the tables, for the commands in messages
 * @param sizes whether the size of each table is read, for its cost; otherwise only where a verdict or change needs it
 */
public record SweepOrder(
        String id,
        AccountRegion where,
        Policy policy,
        boolean fix,
        Instant deadline,
        Selection selection,
        Continuation continuation,
        LedgerLocation ledger,
        boolean sizes) {
    /** A deadline that never comes. */
    public static final Instant NO_DEADLINE = Instant.parse("9999-01-01T00:00:00Z");

    private static final Duration MOST_KEPT_FOR_CHANGES = Duration.ofMinutes(1);

    /** Creates an order for a sweep in one call, of tables that a ledger beside them has. */
    public SweepOrder(
            String id, AccountRegion where, Policy policy, boolean fix, Instant deadline, Selection selection) {
        this(id, where, policy, fix, deadline, selection, Continuation.NONE, LedgerLocation.in(where), false);
    }

    /** Creates an order for every table. */
    public SweepOrder(String id, AccountRegion where, Policy policy, boolean fix, Instant deadline) {
        this(id, where, policy, fix, deadline, Selection.EVERYTHING);
    }

    /** Returns the same order for a call that goes on from earlier ones. */
    public SweepOrder with(Continuation other) {
        return new SweepOrder(id, where, policy, fix, deadline, selection, other, ledger, sizes);
    }

    /** Returns the same order for tables that another ledger has than that of their own account and region. */
    public SweepOrder with(LedgerLocation other) {
        return new SweepOrder(id, where, policy, fix, deadline, selection, continuation, other, sizes);
    }

    /** Returns the same order for a sweep that also reads the size of each table. */
    public SweepOrder withSizes() {
        return new SweepOrder(id, where, policy, fix, deadline, selection, continuation, ledger, true);
    }

    /** Whether the sweep reads a table of this name. */
    boolean asksFor(String name) {
        return selection.selects(name) && !continuation.judged().contains(name);
    }

    /** Returns until when to read. If tables may be changed, a tenth of the time is kept for that: reading could use it all. */
    Instant readUntil(Instant now) {
        if (!fix || !policy.remediates()) {
            return deadline;
        }
        Duration kept = Duration.between(now, deadline).dividedBy(10);
        return deadline.minus(kept.compareTo(MOST_KEPT_FOR_CHANGES) < 0 ? kept : MOST_KEPT_FOR_CHANGES);
    }
}
