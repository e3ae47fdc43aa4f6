package io.pitrguard.sandbox.state;

/**
 * A subscription to a topic.
 *
 * @param number in the order of subscribing
 */
public record Subscription(
        long number, String arn, String topicArn, String protocol, String endpoint, Standing standing, Filter filter) {

    /** Whether the endpoint gets messages. */
    public enum Standing {
        /** Not yet: nobody followed the link in the mail. */
        PENDING,
        /** It does. */
        CONFIRMED,
        /** No longer: somebody followed the link to unsubscribe. AWS shows it for some days. */
        DELETED
    }

    /** Returns a copy with another standing. */
    public Subscription with(Standing newStanding) {
        return new Subscription(number, arn, topicArn, protocol, endpoint, newStanding, filter);
    }

    /** Returns a copy with another filter policy. */
    public Subscription with(Filter newFilter) {
        return new Subscription(number, arn, topicArn, protocol, endpoint, standing, newFilter);
    }

    /** Returns whether it is the one of that endpoint and still counts. */
    public boolean of(String topic, String otherEndpoint) {
        return standing != Standing.DELETED && topicArn.equals(topic) && endpoint.equals(otherEndpoint);
    }
}
