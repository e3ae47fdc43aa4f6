package io.pitrguard.organization;

import io.pitrguard.port.SweepListener;
import io.pitrguard.sweep.SweepResult;

/** Follows the progress of a sweep of the organization, and may end it early; called from several threads. */
public interface OrganizationListener {
    /** Ignores everything. */
    OrganizationListener SILENT = new OrganizationListener() {};

    /** Starts a region of an account; returns who follows its sweep. */
    default SweepListener begins(OrganizationPlan.Place place) {
        return SweepListener.SILENT;
    }

    /** Ends a region of an account. */
    default void ended(OrganizationPlan.Place place, SweepResult result) {}
}
