package io.pitrguard.sandbox.state;

import java.time.Instant;

/** What AWS Config holds of one account and region. */
public record ConfigStore(ConfigRules rules, ConfigItems items, ConfigRecorders recorders) {

    /** No rules, no items, and a recorder that runs. */
    public ConfigStore(AccountRegion location, Instant now) {
        this(new ConfigRules(), new ConfigItems(), ConfigRecorders.running(location, now));
    }

    /** Returns an independent copy. */
    public ConfigStore copy() {
        return new ConfigStore(rules.copy(), items.copy(), recorders.copy());
    }
}
