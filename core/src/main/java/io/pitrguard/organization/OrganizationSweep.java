package io.pitrguard.organization;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.selfcheck.ClockSkew;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Time;
import io.pitrguard.sweep.StateReader;
import io.pitrguard.sweep.Sweep;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.sweep.SweepResult;
import java.time.Instant;
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
     * Sweeps all places of a plan.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public OrganizationResult run(OrganizationOrder order, OrganizationPlan plan, OrganizationListener listener)
            throws InterruptedException {
        Instant start = time.awsInstant();
        List<SweepResult> results =
                Workers.map(atOnce, plan.places(), place -> sweep(order.at(place), place, listener));
        return new OrganizationResult(order, plan, start, time.awsInstant(), results);
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
            return sweeps.in(place).run(order, listener.begins(place));
        } catch (RuntimeException defect) {
            return new SweepResult(
                    order,
                    start,
                    time.awsInstant(),
                    List.of(),
                    Optional.of(Cause.unexpected(defect)),
                    StateReader.Count.NONE,
                    Optional.empty(),
                    ClockSkew.NONE,
                    Map.of());
        }
    }
}
