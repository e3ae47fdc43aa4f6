package io.pitrguard.functions;

import io.pitrguard.configrule.ConfigRule;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.RecordedItems;
import java.util.function.UnaryOperator;

/** What evaluates for rules of AWS Config, in one account and region or in all of the organization. */
interface RuleTargets extends RulePlaces {
    /**
     * Returns what evaluates in an account and region.
     *
     * @throws InvocationFailedException if nothing may evaluate there
     * @throws LeftOutException if the deployment leaves the account out, or AWS locked it
     */
    Target at(AccountRegion place);

    @Override
    default RecordedItems items(AccountRegion place) {
        return at(place).items();
    }

    /**
     * What evaluates.
     *
     * @param items the look-up of configuration items there
     * @param part what of a policy applies there
     */
    record Target(ConfigRule rule, RecordedItems items, UnaryOperator<Policy> part) {}

    /** Evaluates in the function's own account and region only. */
    record Own(AccountRegion here, Target target) implements RuleTargets {
        @Override
        public AccountRegion of(EventFields event, EventFields invoking, boolean test) {
            return new RulePlaces.Only(here, target.items()).of(event, invoking, test);
        }

        @Override
        public Target at(AccountRegion place) {
            return target;
        }
    }
}
