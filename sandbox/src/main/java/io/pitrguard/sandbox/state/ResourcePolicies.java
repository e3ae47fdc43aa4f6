package io.pitrguard.sandbox.state;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The resource policies of a table and of its streams; reads are eventually consistent.
 *
 * @param all by the label of the stream; the table's own has the empty name
 */
public record ResourcePolicies(Map<String, Lagging<Optional<Policy>>> all) {

    /** No policy. */
    public static final ResourcePolicies NONE = new ResourcePolicies(Map.of());

    /**
     * One policy.
     *
     * @param revision another one for each document
     */
    public record Policy(String document, String revision) {}

    /** Copies. */
    public ResourcePolicies {
        all = Collections.unmodifiableMap(new TreeMap<>(all));
    }

    /** Returns the policy that was written last. */
    public Optional<Policy> latest(String resource) {
        return versions(resource).latest();
    }

    /** Returns the policy that a read sees. */
    public Optional<Policy> visibleAt(String resource, Instant now) {
        return versions(resource).visibleAt(now);
    }

    /** Returns a copy after a read of a policy. */
    public ResourcePolicies afterRead(String resource) {
        return with(resource, versions(resource).afterRead());
    }

    /** Returns a copy with another policy, or none, visible after the lag. */
    public ResourcePolicies write(String resource, Optional<Policy> policy, Instant now, Lag lag) {
        return with(resource, versions(resource).write(policy, now, lag));
    }

    private Lagging<Optional<Policy>> versions(String resource) {
        return all.getOrDefault(resource, Lagging.of(Optional.empty()));
    }

    private ResourcePolicies with(String resource, Lagging<Optional<Policy>> versions) {
        Map<String, Lagging<Optional<Policy>>> changed = new TreeMap<>(all);
        changed.put(resource, versions);
        return new ResourcePolicies(changed);
    }
}
