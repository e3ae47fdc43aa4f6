package io.pitrguard.sandbox.state;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An EventBridge rule.
 *
 * @param pattern JSON; null for a rule that a schedule alone triggers
 * @param texts further members of the API that are texts, by name
 * @param targets JSON by id
 */
public record EventRule(
        String name,
        @Nullable String pattern,
        State state,
        Map<String, String> texts,
        NavigableMap<String, String> targets) {

    /** Whether a rule matches events. */
    public enum State {
        /** It does, but no read-only management events of CloudTrail. */
        ENABLED,
        /** It does not. */
        DISABLED,
        /** It does, and read-only management events of CloudTrail as well. */
        ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS
    }

    /** Copies, in the order of keys. */
    public EventRule {
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
        targets = Collections.unmodifiableNavigableMap(new TreeMap<>(targets));
    }

    /** Returns a copy in another state. */
    public EventRule with(State newState) {
        return new EventRule(name, pattern, newState, texts, targets);
    }

    /** Returns a copy with other targets. */
    public EventRule with(NavigableMap<String, String> newTargets) {
        return new EventRule(name, pattern, state, texts, newTargets);
    }
}
