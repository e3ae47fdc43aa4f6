package io.pitrguard.sandbox.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that SNS accepted.
 *
 * @param messageStructure {@code json} when the message holds a text for each protocol
 */
public record Published(
        String topicArn,
        @Nullable String subject,
        String message,
        @Nullable String messageStructure,
        Map<String, Attribute> attributes) {

    /** A message attribute, which subscriptions filter by. */
    public record Attribute(String type, String value) {}

    /** Copies. */
    public Published {
        attributes = Map.copyOf(attributes);
    }
}
