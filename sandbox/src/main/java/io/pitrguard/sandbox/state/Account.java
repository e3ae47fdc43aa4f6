package io.pitrguard.sandbox.state;

import java.net.URI;
import java.time.Instant;

/** One account in one region: what there is, and how often it may be asked. */
public record Account(
        Place place,
        Timing timing,
        RateLimits limits,
        TableStore tables,
        Items items,
        Topics topics,
        Queues queues,
        ConfigStore config,
        Trails trails,
        EventRules eventRules)
        implements AutoCloseable {

    /**
     * An empty account.
     *
     * @param endpoint what the URLs of queues begin with
     * @param trails those of all regions
     */
    public static Account empty(Place place, Timing timing, RateLimits limits, URI endpoint, Trails trails) {
        return new Account(
                place,
                timing,
                limits,
                new TableStore(),
                new Items(),
                new Topics(place),
                new Queues(place, endpoint),
                new ConfigStore(place, timing.now()),
                trails,
                new EventRules());
    }

    /** The moment that the sandbox's clock shows. */
    public Instant now() {
        return timing.now();
    }

    /** The same account for a rehearsal: what is changed there does not show here. */
    public Account copy() {
        return new Account(
                place,
                timing,
                limits,
                tables.copy(),
                items.copy(),
                topics.copy(),
                queues.copy(),
                config.copy(),
                trails.copy(),
                eventRules.copy());
    }

    @Override
    public void close() {
        items.close();
    }
}
