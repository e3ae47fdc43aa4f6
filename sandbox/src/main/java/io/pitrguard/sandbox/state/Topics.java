package io.pitrguard.sandbox.state;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The SNS topics of one account and region, who subscribed to them, and what was published to them. */
public final class Topics {

    private static final Set<String> TO_CONFIRM = Set.of("email", "email-json", "http", "https");

    private final AccountRegion location;
    private final Set<String> arns = ConcurrentHashMap.newKeySet();
    private final List<Published> published = new CopyOnWriteArrayList<>();
    private final Subscriptions subscriptions;

    /** No topics yet. */
    public Topics(AccountRegion location) {
        this(location, new Subscriptions());
    }

    private Topics(AccountRegion location, Subscriptions subscriptions) {
        this.location = location;
        this.subscriptions = subscriptions;
    }

    /** Creates a topic, or finds it, and returns its ARN. */
    public String create(String name) {
        String arn = location.topic(name);
        arns.add(arn);
        return arn;
    }

    /** Deletes a topic with its subscriptions; returns whether there was one. */
    public boolean delete(String arn) {
        subscriptions.removeTopic(arn);
        return arns.remove(arn);
    }

    /** Returns the subscriptions. */
    public Subscriptions subscriptions() {
        return subscriptions;
    }

    /**
     * Subscribes an endpoint, or finds its subscription, and returns its ARN. Mail and HTTP wait to be confirmed.
     *
     * @throws IllegalArgumentException when there is no such topic
     */
    public String subscribe(String topicArn, String protocol, String endpoint) {
        if (!exists(topicArn)) {
            throw new IllegalArgumentException("there is no topic '" + topicArn + "'");
        }
        return subscribed(topicArn, protocol, endpoint).arn();
    }

    /** Subscribes an endpoint to a topic that is there. */
    public Subscription subscribed(String topicArn, String protocol, String endpoint) {
        return subscriptions.add(
                topicArn,
                protocol,
                endpoint,
                TO_CONFIRM.contains(protocol) ? Subscription.Standing.PENDING : Subscription.Standing.CONFIRMED);
    }

    /**
     * Confirms a subscription, as somebody does who follows the link in the mail.
     *
     * @throws IllegalArgumentException when there is none of that endpoint
     */
    public void confirm(String topicArn, String endpoint) {
        stand(topicArn, endpoint, Subscription.Standing.CONFIRMED);
    }

    /**
     * Ends a subscription, as somebody does who follows the link to unsubscribe; it still shows, as deleted.
     *
     * @throws IllegalArgumentException when there is none of that endpoint
     */
    public void unsubscribe(String topicArn, String endpoint) {
        stand(topicArn, endpoint, Subscription.Standing.DELETED);
    }

    /**
     * Sets the filter policy of a subscription, as its owner does.
     *
     * @throws IllegalArgumentException when there is none of that endpoint
     */
    public void filter(String topicArn, String endpoint, Filter filter) {
        subscriptions.put(subscription(topicArn, endpoint).with(filter));
    }

    /** Returns the subscription of an endpoint to a topic, deleted ones aside. */
    public Optional<Subscription> find(String topicArn, String endpoint) {
        return subscriptions.find(topicArn, endpoint);
    }

    private void stand(String topicArn, String endpoint, Subscription.Standing standing) {
        subscriptions.put(subscription(topicArn, endpoint).with(standing));
    }

    private Subscription subscription(String topicArn, String endpoint) {
        return subscriptions
                .find(topicArn, endpoint)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no subscription of '" + endpoint + "' to '" + topicArn + "'"));
    }

    /** Returns whether there is such a topic. */
    public boolean exists(String arn) {
        return arns.contains(arn);
    }

    /** Keeps a message. */
    public void publish(Published message) {
        published.add(message);
    }

    /** Returns all messages, in the order in which they were accepted. */
    public List<Published> published() {
        return List.copyOf(published);
    }

    /** Forgets the messages; the topics stay. */
    public void clear() {
        published.clear();
    }

    /** Returns an independent copy. */
    public Topics copy() {
        Topics copy = new Topics(location, subscriptions.copy());
        copy.arns.addAll(arns);
        copy.published.addAll(published);
        return copy;
    }
}
