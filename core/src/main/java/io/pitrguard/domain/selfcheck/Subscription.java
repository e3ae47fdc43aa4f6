package io.pitrguard.domain.selfcheck;

/**
 * A subscription to a topic.
 *
 * @param arn what SNS calls it, once it is confirmed
 * @param protocol such as {@code email}
 * @param confirmed whether the subscriber confirmed it; nothing is sent before
 */
public record Subscription(String arn, String protocol, String endpoint, boolean confirmed) {}
