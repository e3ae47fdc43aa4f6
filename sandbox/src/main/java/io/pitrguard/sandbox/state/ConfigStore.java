package io.pitrguard.sandbox.state;

import java.time.Instant;

/**
 * What AWS Config holds of one account and region.
 *
 * @param everywhere the items of all accounts and regions
 */
public record ConfigStore(
        ConfigRules rules,
        ConfigItems items,
        ConfigRecorders recorders,
        ConfigAggregators aggregators,
        AllConfigItems everywhere) {

    /** No rules, no items, no aggregators, and a recorder that runs. */
    public ConfigStore(AccountRegion location, Instant now, AllConfigItems everywhere) {
        this(
                new ConfigRules(),
                new ConfigItems(),
                ConfigRecorders.running(location, now),
                new ConfigAggregators(),
                everywhere);
        everywhere.put(location, items);
    }

    /** Returns an independent copy. */
    public ConfigStore copy() {
        return new ConfigStore(rules.copy(), items.copy(), recorders.copy(), aggregators.copy(), everywhere);
    }
}
