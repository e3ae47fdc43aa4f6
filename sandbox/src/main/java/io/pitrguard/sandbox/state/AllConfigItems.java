package io.pitrguard.sandbox.state;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The configuration items of all accounts and regions, of which an aggregator shows some. */
public final class AllConfigItems {

    private final Map<AccountRegion, ConfigItems> items = new ConcurrentHashMap<>();

    /** Adds an account and region. */
    void put(AccountRegion location, ConfigItems of) {
        items.put(location, of);
    }

    /** Returns the items by account and region. */
    public Map<AccountRegion, ConfigItems> all() {
        return Map.copyOf(items);
    }
}
