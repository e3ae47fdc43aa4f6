package io.pitrguard.sandbox.state;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The subscriptions to the topics of one account and region. */
public final class Subscriptions {

    private final ConcurrentSkipListMap<Long, Subscription> byNumber = new ConcurrentSkipListMap<>();
    private final AtomicLong made = new AtomicLong();

    /** Subscribes an endpoint; one that is subscribed already keeps its subscription. */
    synchronized Subscription add(String topic, String protocol, String endpoint, Subscription.Standing standing) {
        return find(topic, endpoint)
                .filter(present -> present.protocol().equals(protocol))
                .orElseGet(() -> {
                    long number = made.incrementAndGet();
                    String arn = topic + ":" + UUID.randomUUID();
                    Subscription added =
                            new Subscription(number, arn, topic, protocol, endpoint, standing, Filter.NONE);
                    byNumber.put(number, added);
                    return added;
                });
    }

    /** Returns the subscriptions to a topic that came after the one of that number, in the order of subscribing. */
    public List<Subscription> after(long number, String topic) {
        Collection<Subscription> later = byNumber.tailMap(number, false).values();
        return later.stream().filter(one -> one.topicArn().equals(topic)).toList();
    }

    /** Returns the subscription of an endpoint to a topic, deleted ones aside. */
    Optional<Subscription> find(String topic, String endpoint) {
        return byNumber.values().stream().filter(one -> one.of(topic, endpoint)).findFirst();
    }

    /** Returns the subscription of an ARN. */
    public Optional<Subscription> withArn(String arn) {
        return byNumber.values().stream().filter(one -> one.arn().equals(arn)).findFirst();
    }

    void put(Subscription subscription) {
        byNumber.put(subscription.number(), subscription);
    }

    void removeTopic(String topic) {
        byNumber.values().removeIf(one -> one.topicArn().equals(topic));
    }

    /** Returns an independent copy. */
    Subscriptions copy() {
        Subscriptions copy = new Subscriptions();
        copy.byNumber.putAll(byNumber);
        copy.made.set(made.get());
        return copy;
    }
}
