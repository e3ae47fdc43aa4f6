package io.pitrguard.sandbox.state;

/** What AWS Config holds of one account and region. */
public record ConfigStore(ConfigRules rules, ConfigItems items) {

    /** No rules, no items, and a recorder. */
    public ConfigStore() {
        this(new ConfigRules(), new ConfigItems());
    }

    /** The same content, which then goes its own way. */
    public ConfigStore copy() {
        return new ConfigStore(rules.copy(), items.copy());
    }
}
