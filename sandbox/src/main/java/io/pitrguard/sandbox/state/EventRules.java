package io.pitrguard.sandbox.state;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The rules on the default event bus of one account and region. */
public final class EventRules {

    private final Map<String, EventRule> byName = new ConcurrentHashMap<>();

    /** Adds a rule, or replaces the one of that name, whose targets stay. */
    public void put(EventRule rule) {
        byName.merge(rule.name(), rule, (old, added) -> added.with(old.targets()));
    }

    /** Returns the rule of that name. */
    public Optional<EventRule> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Changes a rule; returns whether it is there. */
    public boolean change(String name, UnaryOperator<EventRule> change) {
        return byName.computeIfPresent(name, (key, rule) -> change.apply(rule)) != null;
    }

    /** Removes a rule; returns whether there was one. */
    public boolean delete(String name) {
        return byName.remove(name) != null;
    }

    /** Returns an independent copy. */
    public EventRules copy() {
        EventRules copy = new EventRules();
        copy.byName.putAll(byName);
        return copy;
    }
}
