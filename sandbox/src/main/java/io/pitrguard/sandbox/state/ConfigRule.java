package io.pitrguard.sandbox.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** One AWS Config rule and its results, at most one for each resource. */
public final class ConfigRule {

    private final String name;
    private final String id;
    private final NavigableMap<String, RuleResult> results = new TreeMap<>();
    private final List<Evaluation> accepted = new ArrayList<>();

    ConfigRule(String name, String id) {
        this.name = name;
        this.id = id;
    }

    /** Returns the name, unique in the region. */
    public String name() {
        return name;
    }

    /** Returns the id; a later rule of the same name has another. */
    public String id() {
        return id;
    }

    /** Accepts a verdict; one with an older ordering timestamp than the recorded one changes nothing. */
    public synchronized void record(Evaluation evaluation, Instant invoked, Instant now) {
        accepted.add(evaluation);
        RuleResult result = new RuleResult(evaluation, now, invoked);
        results.merge(key(evaluation), result, ConfigRule::newer);
    }

    /** Returns the results whose keys come after the given one, in their order; all, for the empty key. */
    public synchronized Collection<RuleResult> after(String key) {
        return List.copyOf(results.tailMap(key, false).values());
    }

    /** Returns the result for a resource. */
    public synchronized Optional<RuleResult> find(String resourceType, String resourceId) {
        return Optional.ofNullable(results.get(key(resourceType, resourceId)));
    }

    /** Returns every verdict that was accepted, in the order of arrival, also those that came too late to count. */
    public synchronized List<Evaluation> accepted() {
        return List.copyOf(accepted);
    }

    /** Returns what results are ordered by. */
    public static String key(Evaluation evaluation) {
        return key(evaluation.resourceType(), evaluation.resourceId());
    }

    /** Returns an independent copy. */
    synchronized ConfigRule copy() {
        ConfigRule copy = new ConfigRule(name, id);
        copy.results.putAll(results);
        Collections.addAll(copy.accepted, accepted.toArray(Evaluation[]::new));
        return copy;
    }

    private static String key(String resourceType, String resourceId) {
        return resourceType + ' ' + resourceId;
    }

    private static RuleResult newer(RuleResult recorded, RuleResult arrived) {
        boolean older = arrived.evaluation()
                .orderingTimestamp()
                .isBefore(recorded.evaluation().orderingTimestamp());
        return older ? recorded : arrived;
    }
}
