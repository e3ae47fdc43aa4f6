package io.pitrguard.domain.drill;

import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.RestoreCall;
import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.TimeEstimate;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a drill will do.
 *
 * @param moment the moment that is restored; whole seconds
 * @param window to which moments AWS could restore the source when the drill was planned
 * @param target the table that is made
 * @param requirement what the policy asks of the drill
 * @param estimate what it is expected to take
 * @param order who requested it, and how
 * @param plannedAt when AWS was read
 */
public record DrillPlan(
        DrillSource source,
        Instant moment,
        Window window,
        TableRef target,
        DrillRequirement requirement,
        Estimate estimate,
        DrillOrder order,
        Instant plannedAt) {
    /**
     * The moments that AWS could restore the source to: {@code latest} is the recovery point that really was in reach.
     */
    public record Window(Instant earliest, Instant latest) {}

    /**
     * What it is expected to take.
     *
     * @param time of the restore
     * @param cost of the restore
     * @param checks how long the checks take at the pace of the policy; empty where AWS left out the table's size
     */
    public record Estimate(TimeEstimate time, RestoreCost cost, Optional<CheckTime> checks) {}

    /** Whether the moment is the latest that AWS offered when the drill was planned. */
    public boolean latest() {
        return moment.equals(window.latest().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Returns the plan with another moment, within another window. */
    public DrillPlan to(Instant other, Window offered) {
        return new DrillPlan(source, other, offered, target, requirement, estimate, order, plannedAt);
    }

    /** Returns the account and region whose ledger has the drill. */
    public AccountRegion where() {
        return source.table().where();
    }

    /** Returns the call that makes the table: on demand, without indexes unless they are asked for. */
    public RestoreCall call() {
        return new RestoreCall(source.table(), point(), target, requirement.indexes(), Optional.empty(), true);
    }

    /** Returns what the table is restored from. */
    public RestorePoint point() {
        return new RestorePoint.PointInTime(moment);
    }
}
