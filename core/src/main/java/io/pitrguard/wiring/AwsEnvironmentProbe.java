package io.pitrguard.wiring;

import io.pitrguard.aws.CloudTrails;
import io.pitrguard.aws.ConfigRecorders;
import io.pitrguard.aws.EventBridgeRules;
import io.pitrguard.aws.SnsSubscriptions;
import io.pitrguard.domain.selfcheck.EventRule;
import io.pitrguard.domain.selfcheck.Recorder;
import io.pitrguard.domain.selfcheck.SubscriberFilter;
import io.pitrguard.domain.selfcheck.Subscription;
import io.pitrguard.domain.selfcheck.Trail;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.EnvironmentProbe;
import io.pitrguard.port.FilterReader;
import io.pitrguard.port.Result;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads from four AWS services what a deployment depends on. Each client is created on first use. */
final class AwsEnvironmentProbe implements EnvironmentProbe {
    private final Supplier<ConfigRecorders> recorders;
    private final Supplier<CloudTrails> trails;
    private final Supplier<EventBridgeRules> rules;
    private final Supplier<SnsSubscriptions> subscriptions;
    private final FilterReader filters;

    AwsEnvironmentProbe(AwsClients clients) {
        this(clients, Optional.empty());
    }

    /** Takes filter policies from this reader, which may know them. */
    AwsEnvironmentProbe(AwsClients clients, FilterReader filters) {
        this(clients, Optional.of(filters));
    }

    private AwsEnvironmentProbe(AwsClients clients, Optional<FilterReader> known) {
        recorders = new Lazy<>(() -> new ConfigRecorders(clients.config()));
        trails = new Lazy<>(() -> new CloudTrails(clients::cloudTrail));
        rules = new Lazy<>(() -> new EventBridgeRules(clients.eventBridge()));
        subscriptions = new Lazy<>(() -> new SnsSubscriptions(clients.sns()));
        filters = known.orElse(arn -> subscriptions.get().filter(arn));
    }

    @Override
    public Result<List<Recorder>> recorders() {
        return recorders.get().all();
    }

    @Override
    public Result<List<Trail>> trails(AccountRegion where) {
        return trails.get().all(where);
    }

    @Override
    public Result<Optional<EventRule>> eventRule(String name) {
        return rules.get().named(name);
    }

    @Override
    public Result<List<Subscription>> subscriptions(String topicArn) {
        return subscriptions.get().of(topicArn);
    }

    @Override
    public Result<SubscriberFilter> filter(String subscriptionArn) {
        return filters.filter(subscriptionArn);
    }
}
