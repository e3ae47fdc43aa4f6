package io.pitrguard.organization;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.sweep.Selection;
import io.pitrguard.sweep.SweepOrder;
import java.time.Instant;

/**
 * What a sweep of the organization is asked to do.
 *
 * @param id identifies it in results and logs
 * @param policy applied in each account with what it says of the account's units
 * @param fix whether tables may be changed where the policy says so
 * @param deadline when it must be over
 * @param selection the tables that it is about
 */
public record OrganizationOrder(String id, Policy policy, boolean fix, Instant deadline, Selection selection) {
    /** Returns the part of the order for a region of an account. */
    SweepOrder at(OrganizationPlan.Place place) {
        return new SweepOrder(id, place.where(), policy.within(place.account().units()), fix, deadline, selection);
    }
}
