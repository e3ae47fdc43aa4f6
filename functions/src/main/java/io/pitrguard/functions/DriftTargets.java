package io.pitrguard.functions;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.drift.Drift;
import java.util.Optional;

/** What reacts to calls, in one account and region or in all of the organization. */
interface DriftTargets {
    /** Returns from where calls are taken. */
    CallPlaces places();

    /**
     * Returns what reacts in an account and region that a call is of.
     *
     * @throws InvocationFailedException if nothing may react there
     * @throws LeftOutException if the deployment leaves the account out, or AWS locked it
     */
    Target at(AccountRegion place);

    /**
     * What reacts.
     *
     * @param policy what it judges by
     * @param owner who owns the account; empty if nobody is known to
     */
    record Target(Drift drift, Policy policy, Optional<String> owner) {}

    /** Reacts in the function's own account and region only. */
    record Own(AccountRegion here, Target target) implements DriftTargets {
        @Override
        public CallPlaces places() {
            return new CallPlaces.Only(here);
        }

        @Override
        public Target at(AccountRegion place) {
            return target;
        }
    }
}
