package io.pitrguard.wiring;

import io.pitrguard.aws.EventBridgeBus;
import io.pitrguard.aws.KnownSubscriptions;
import io.pitrguard.aws.SnsAlerts;
import io.pitrguard.aws.SnsSubscriptions;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.selfcheck.SentAttributes;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Delivery;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.ledger.NotificationRecorder;
import io.pitrguard.notify.Announcer;
import io.pitrguard.notify.LinkedAlerts;
import io.pitrguard.notify.Notifier;
import io.pitrguard.port.Alert;
import io.pitrguard.port.Alerts;
import io.pitrguard.port.EventBus;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Time;
import io.pitrguard.selfcheck.SelfCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Builds what notifies people, and records that they were notified. */
public final class AlertWiring {
    // The self-check ends by itself after 30 seconds.
    private static final Duration CHECKED_READING = KnownSubscriptions.MOST_READING.plus(Duration.ofSeconds(30));

    private AlertWiring() {}

    /**
     * What a sweep of one account and region notifies with.
     *
     * @param selfCheck the self-check that goes with each sweep
     */
    public record Checked(SelfCheck selfCheck, Notifier notifier) {}

    /** Builds what notifies people of sweeps, with a self-check; both share the filter policies that they read. */
    public static Checked checked(AwsClients clients, Settings settings, Time machine) {
        Supplier<KnownSubscriptions> known = known(clients, machine, CHECKED_READING);
        SelfCheck selfCheck = Wiring.selfCheck(clients, known, settings.ledger(), machine);
        return new Checked(
                selfCheck,
                new Notifier(
                        alerts(clients, settings, known),
                        recorder(clients, settings, machine),
                        Optional.of(selfCheck),
                        announcer(clients, settings, machine)));
    }

    /** Builds what notifies people of the results of a function; the first alert creates its client. */
    public static Notifier notifier(AwsClients clients, Settings settings, Time machine) {
        return new Notifier(
                alerts(clients, settings, known(clients, machine, KnownSubscriptions.MOST_READING)),
                recorder(clients, settings, machine),
                Optional.empty(),
                announcer(clients, settings, machine));
    }

    /** Builds what notifies other systems. Each client is created on first use. */
    static Announcer announcer(AwsClients clients, Settings settings, Time machine) {
        return new Announcer(
                settings.reporting().outputs().eventBus().map(bus -> bus(clients, bus)),
                settings.reporting()
                        .outputs()
                        .chatTopicArn()
                        .map(topic -> linked(alerts(clients, topic, machine), settings)),
                clients.time(machine));
    }

    private static EventBus bus(AwsClients clients, String name) {
        Supplier<EventBus> bus = new Lazy<>(() -> new EventBridgeBus(clients.eventBridge(), name));
        return events -> bus.get().put(events);
    }

    /**
     * Builds a reader of subscriptions and filter policies.
     *
     * @param mostReading how long filter policies are read
     */
    static Supplier<KnownSubscriptions> known(AwsClients clients, Time time, Duration mostReading) {
        return new Lazy<>(() -> new KnownSubscriptions(new SnsSubscriptions(clients.sns()), time, mostReading));
    }

    /** Builds alerts to the topic of a deployment; empty if it has none. */
    static Optional<Alerts> alerts(AwsClients clients, Settings settings, Supplier<KnownSubscriptions> known) {
        return settings.topicArn().map(topic -> linked(alerts(clients, topic, known), settings));
    }

    private static Alerts linked(Alerts alerts, Settings settings) {
        return settings.reporting()
                .docsUrl()
                .<Alerts>map(docs -> new LinkedAlerts(alerts, docs))
                .orElse(alerts);
    }

    /** Builds what records that people were notified. */
    static NotificationRecorder recorder(AwsClients clients, Settings settings, Time machine) {
        Time time = clients.time(machine);
        Supplier<Ledger> store = new Lazy<>(() -> Wiring.ledger(clients, settings.ledger(), Trigger.PERSON, time));
        return new NotificationRecorder(store, time);
    }

    /** Builds alerts to a topic. The client is created on first use. */
    public static Alerts alerts(AwsClients clients, String topicArn, Time time) {
        return alerts(clients, topicArn, known(clients, time, KnownSubscriptions.MOST_READING));
    }

    private static Alerts alerts(AwsClients clients, String topicArn, Supplier<KnownSubscriptions> known) {
        Supplier<Alerts> topic = new Lazy<>(() -> new SnsAlerts(clients.sns(), topicArn, known.get()));
        return new Alerts() {
            @Override
            public Optional<Cause> publish(Alert alert) {
                return topic.get().publish(alert);
            }

            @Override
            public Delivery delivery(SentAttributes sent) {
                return topic.get().delivery(sent);
            }
        };
    }
}
