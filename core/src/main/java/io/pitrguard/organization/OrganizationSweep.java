package io.pitrguard.organization;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.selfcheck.ClockSkew;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.Time;
import io.pitrguard.sweep.StateReader;
import io.pitrguard.sweep.Sweep;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.sweep.SweepResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sweeps regions of accounts, several at once and none twice at once: AWS's quota is for each account and region. What
 * fails in one costs only that one.
 */
public final class OrganizationSweep {
    /** Returns the sweep of a region of an account, with access to it. */
    @FunctionalInterface
    public interface Sweeps {
        /** Returns it; what AWS says to the access shows when it sweeps. */
        Sweep in(OrganizationPlan.Place place);
    }

    private static final Cause INTERRUPTED =
            new Cause(Cause.Kind.OUT_OF_TIME, "Not read: the sweep was interrupted before.");
    private static final Cause OUT_OF_TIME =
            new Cause(Cause.Kind.OUT_OF_TIME, "Not read: the time limit was reached before.");

    private final Sweeps sweeps;
    private final Time time;
    private final int atOnce;

    /**
     * Creates a sweep of the organization.
     *
     * @param atOnce how many regions of accounts are swept at once, at most
     */
    public OrganizationSweep(Sweeps sweeps, Time time, int atOnce) {
        this.sweeps = sweeps;
        this.time = time;
        this.atOnce = atOnce;
    }

    /**
     * Sweeps all places of a plan, in its order.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public OrganizationResult run(OrganizationOrder order, OrganizationPlan plan, OrganizationListener listener)
            throws InterruptedException {
        return run(order, plan, List.of(), listener);
    }

    /**
     * Sweeps all places of a plan, beginning with some; the result has them in the plan's order.
     *
     * @param first where to begin; what the plan does not have is left out
     * @throws InterruptedException when the thread is asked to stop
     */
    public OrganizationResult run(
            OrganizationOrder order, OrganizationPlan plan, List<AccountRegion> first, OrganizationListener listener)
            throws InterruptedException {
        Instant start = time.awsInstant();
        List<OrganizationPlan.Place> places = plan.beginningWith(first);
        List<SweepResult> swept = Workers.map(atOnce, places, place -> sweep(order.at(place), place, listener));
        Map<OrganizationPlan.Place, SweepResult> results = new HashMap<>();
        for (int i = 0; i < places.size(); i++) {
            results.put(places.get(i), swept.get(i));
        }
        return new OrganizationResult(
                order,
                plan,
                start,
                time.awsInstant(),
                plan.places().stream().map(results::get).toList());
    }

    private SweepResult sweep(SweepOrder order, OrganizationPlan.Place place, OrganizationListener listener)
            throws InterruptedException {
        SweepResult result = safely(order, place, listener);
        listener.ended(place, result);
        return result;
    }

    /** A defect in one account must not lose what the others found. */
    private SweepResult safely(SweepOrder order, OrganizationPlan.Place place, OrganizationListener listener)
            throws InterruptedException {
        Instant start = time.awsInstant();
        try {
            SweepListener follower = listener.begins(place);
            if (follower.interrupted()) {
                return notRead(order, start, INTERRUPTED);
            }
            return time.instant().isBefore(order.deadline())
                    ? sweeps.in(place).run(order, follower)
                    : notRead(order, start, OUT_OF_TIME);
        } catch (RuntimeException defect) {
            return notRead(order, start, Cause.unexpected(defect));
        }
    }

    private SweepResult notRead(SweepOrder order, Instant start, Cause cause) {
        return new SweepResult(
                order,
                start,
                time.awsInstant(),
                List.of(),
                Optional.of(cause),
                StateReader.Count.NONE,
                Optional.empty(),
                ClockSkew.NONE,
                Map.of(),
                Optional.empty());
    }
}
