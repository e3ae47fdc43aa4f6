package io.pitrguard.domain.selfcheck;

/**
 * A subscription to a topic.
 *
 * @param protocol such as {@code email}
 * @param confirmed whether who is subscribed agreed to it; nothing is sent before
 */
public record Subscription(String protocol, String endpoint, boolean confirmed) {}
