package io.pitrguard.bootstrap;

import io.pitrguard.aws.CloudTrails;
import io.pitrguard.aws.ConfigRecorders;
import io.pitrguard.aws.EventBridgeRules;
import io.pitrguard.aws.SnsSubscriptions;
import io.pitrguard.domain.sight.EventRule;
import io.pitrguard.domain.sight.Recorder;
import io.pitrguard.domain.sight.Subscription;
import io.pitrguard.domain.sight.Trail;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.Looked;
import io.pitrguard.port.Surroundings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What four services of AWS know of an installation; each client is made when it is needed first. */
final class AwsSurroundings implements Surroundings {
    private final Supplier<ConfigRecorders> recorders;
    private final Supplier<CloudTrails> trails;
    private final Supplier<EventBridgeRules> rules;
    private final Supplier<SnsSubscriptions> subscriptions;

    AwsSurroundings(AwsClients clients) {
        recorders = new Once<>(() -> new ConfigRecorders(clients.config()));
        trails = new Once<>(() -> new CloudTrails(clients::cloudTrail));
        rules = new Once<>(() -> new EventBridgeRules(clients.eventBridge()));
        subscriptions = new Once<>(() -> new SnsSubscriptions(clients.sns()));
    }

    @Override
    public Looked<List<Recorder>> recorders() {
        return recorders.get().all();
    }

    @Override
    public Looked<List<Trail>> trails(AccountRegion where) {
        return trails.get().all(where);
    }

    @Override
    public Looked<Optional<EventRule>> eventRule(String name) {
        return rules.get().named(name);
    }

    @Override
    public Looked<List<Subscription>> subscriptions(String topicArn) {
        return subscriptions.get().of(topicArn);
    }
}
