package io.pitrguard.sandbox.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The aggregators of one account and region. */
public final class ConfigAggregators {

    private final List<Aggregator> aggregators = new ArrayList<>();

    /**
     * An aggregator.
     *
     * @param ofOrganization whether it shows all accounts of the organization in all regions; else only its own place
     */
    public record Aggregator(String name, boolean ofOrganization) {}

    /** Adds an aggregator, or replaces the one of this name. */
    public synchronized void put(Aggregator aggregator) {
        aggregators.removeIf(known -> known.name().equals(aggregator.name()));
        aggregators.add(aggregator);
    }

    /** Returns one; empty if there is none of this name. */
    public synchronized Optional<Aggregator> find(String name) {
        return aggregators.stream().filter(known -> known.name().equals(name)).findFirst();
    }

    /** Returns an independent copy. */
    public synchronized ConfigAggregators copy() {
        ConfigAggregators copy = new ConfigAggregators();
        copy.aggregators.addAll(aggregators);
        return copy;
    }
}
