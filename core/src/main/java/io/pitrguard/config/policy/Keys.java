package io.pitrguard.config.policy;

import java.util.List;
import java.util.Map;

/**
 * The keys that a mapping may have.
 *
 * @param what what the mapping is, with its article
 * @param known all of them
 * @param required the keys that must be there, each with what to do when it is not
 */
record Keys(String what, List<String> known, Map<String, String> required) {
    Keys {
        known = List.copyOf(known);
        required = Map.copyOf(required);
        if (!known.containsAll(required.keySet())) {
            throw new IllegalArgumentException("a required key is not known");
        }
    }

    /** Returns the keys of a mapping that may be empty. */
    static Keys optional(String what, String... known) {
        return new Keys(what, List.of(known), Map.of());
    }
}
