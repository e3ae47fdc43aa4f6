package io.pitrguard.sandbox.state;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** The trails of an account in all regions, and those that its organization shows to it. */
public final class Trails {

    private final ConcurrentNavigableMap<String, Trail> byArn = new ConcurrentSkipListMap<>();

    /** Keeps a new trail; returns whether its ARN was free. */
    public boolean add(Trail trail) {
        return byArn.putIfAbsent(trail.arn(), trail) == null;
    }

    /** Changes a trail; returns whether it is there. */
    public boolean change(String arn, UnaryOperator<Trail> change) {
        return byArn.computeIfPresent(arn, (key, trail) -> change.apply(trail)) != null;
    }

    /** Removes a trail; returns whether there was one. */
    public boolean delete(String arn) {
        return byArn.remove(arn) != null;
    }

    /** Returns the trail of that ARN, wherever it is. */
    public Optional<Trail> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /** Returns what shows in a region, in the order of ARNs. */
    public List<Trail> in(AccountRegion location) {
        return byArn.values().stream().filter(trail -> trail.showsIn(location)).toList();
    }

    /** Returns an independent copy. */
    public Trails copy() {
        Trails copy = new Trails();
        copy.byArn.putAll(byArn);
        return copy;
    }
}
