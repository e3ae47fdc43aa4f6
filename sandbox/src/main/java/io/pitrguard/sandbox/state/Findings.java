package io.pitrguard.sandbox.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The findings in the Security Hub of one account and region. */
public final class Findings {

    private final Map<String, String> byId = new LinkedHashMap<>();

    /** Adds a finding, or replaces the one of that id. */
    public synchronized void put(String id, String json) {
        byId.put(id, json);
    }

    /** Returns a finding. */
    public synchronized Optional<String> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Returns all findings as JSON, by their ids. */
    public synchronized Map<String, String> all() {
        return Map.copyOf(byId);
    }

    /** Returns an independent copy. */
    public synchronized Findings copy() {
        Findings copy = new Findings();
        copy.byId.putAll(byId);
        return copy;
    }
}
