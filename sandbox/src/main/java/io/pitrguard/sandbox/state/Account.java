package io.pitrguard.sandbox.state;

import java.net.URI;
import java.time.Instant;

/** One account in one region: what there is, and how often it may be asked. */
public record Account(
        AccountRegion location,
        Timing timing,
        RateLimits limits,
        TableStore tables,
        Items items,
        TableBackups backups,
        TableExports exports,
        Topics topics,
        Queues queues,
        ConfigStore config,
        Trails trails,
        EventRules eventRules,
        EventBuses events,
        Findings findings,
        NamedSettings named,
        Buckets buckets,
        Organization organization,
        AccountLookup others)
        implements AutoCloseable {

    /** What all accounts of the sandbox share. */
    public record Shared(
            Buckets buckets,
            Organization organization,
            AllConfigItems recorded,
            RestoreBehavior restores,
            ExportBehavior exports,
            AccountLookup accounts) {

        /** Nothing yet. */
        public Shared(AccountLookup accounts) {
            this(
                    new Buckets(),
                    new Organization(),
                    new AllConfigItems(),
                    new RestoreBehavior(),
                    new ExportBehavior(),
                    accounts);
        }
    }

    /**
     * Returns an empty account.
     *
     * @param endpoint what the URLs of queues begin with
     * @param trails those of all regions
     * @param shared what all accounts share
     */
    public static Account empty(
            AccountRegion location, Timing timing, RateLimits limits, URI endpoint, Trails trails, Shared shared) {
        return new Account(
                location,
                timing,
                limits,
                new TableStore(timing.clock()),
                new Items(timing.clock()),
                new TableBackups(location, shared.restores()),
                new TableExports(shared.exports()),
                new Topics(location),
                new Queues(location, endpoint),
                new ConfigStore(location, timing.now(), shared.recorded()),
                trails,
                new EventRules(),
                new EventBuses(),
                new Findings(),
                new NamedSettings(),
                shared.buckets(),
                shared.organization(),
                shared.accounts());
    }

    /** Returns the moment that the sandbox's clock shows. */
    public Instant now() {
        return timing.now();
    }

    /** Returns a copy to try a change on: it does not show here. */
    public Account copy() {
        return new Account(
                location,
                timing,
                limits,
                tables.copy(),
                items.copy(),
                backups.copy(),
                exports.copy(),
                topics.copy(),
                queues.copy(),
                config.copy(),
                trails.copy(),
                eventRules.copy(),
                events.copy(),
                findings.copy(),
                named.copy(),
                buckets.copy(),
                organization,
                others);
    }

    @Override
    public void close() {
        items.close();
    }
}
