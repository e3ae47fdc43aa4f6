package io.pitrguard.domain.selfcheck;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An EventBridge rule.
 *
 * @param pattern what each field of an event must be, by its path, such as {@code detail.eventName}: one of these texts, or
 *     of these conditions as JSON without spaces
 * @param targets the ARNs of the targets that get events as they are
 */
public record EventRule(String name, boolean enabled, Map<String, Set<String>> pattern, List<String> targets) {
    public EventRule {
        pattern = Map.copyOf(pattern);
        targets = List.copyOf(targets);
    }
}
