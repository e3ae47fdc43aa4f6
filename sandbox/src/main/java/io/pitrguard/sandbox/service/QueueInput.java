package io.pitrguard.sandbox.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.MessageAttribute;
import io.pitrguard.sandbox.state.Queue;
import io.pitrguard.sandbox.state.QueueMessage;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.ServiceError;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What SQS accepts as a message (SQS API reference, SendMessage; developer guide, Message metadata). */
final class QueueInput {

    private static final int MOST_ATTRIBUTES = 10;
    private static final int LONGEST_DELAY = 900;
    private static final List<String> UNSUPPORTED =
            List.of("MessageSystemAttributes", "MessageDeduplicationId", "MessageGroupId");

    private QueueInput() {}

    /** Returns the message of a SendMessage request. */
    static QueueMessage accept(Input input, Queue queue, Account account) {
        UNSUPPORTED.stream().filter(input::has).findFirst().ifPresent(member -> {
            throw SqsErrors.unsupported(member);
        });
        String body = body(input);
        requireCharacters(body);
        Map<String, MessageAttribute> attributes = attributes(input);
        int most = queue.settings().maximumSize();
        if (bytes(body, attributes) > most) {
            throw SqsErrors.invalidValue(
                    "One or more parameters are invalid. Reason: Message must be shorter than " + most + " bytes.");
        }
        String sender = account.location().userId();
        return QueueMessage.sent(body, attributes, sender, account.now(), delay(input, queue));
    }

    private static long bytes(String body, Map<String, MessageAttribute> attributes) {
        long bytes = body.getBytes(UTF_8).length;
        for (Map.Entry<String, MessageAttribute> attribute : attributes.entrySet()) {
            bytes += attribute.getKey().getBytes(UTF_8).length;
            bytes += attribute.getValue().type().getBytes(UTF_8).length;
            bytes += attribute.getValue().content().length;
        }
        return bytes;
    }

    private static String body(Input input) {
        return input.text("MessageBody")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> SqsErrors.missing("MessageBody"));
    }

    private static Duration delay(Input input, Queue queue) {
        Optional<Long> seconds = input.number("DelaySeconds");
        if (seconds.isEmpty()) {
            return queue.settings().delay();
        }
        if (seconds.get() < 0 || seconds.get() > LONGEST_DELAY) {
            throw SqsErrors.invalidValue(
                    seconds.get(), "DelaySeconds", "DelaySeconds must be >= 0 and <= " + LONGEST_DELAY + ".");
        }
        return Duration.ofSeconds(seconds.get());
    }

    private static Map<String, MessageAttribute> attributes(Input input) {
        Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
        input.structure("MessageAttributes").ifPresent(given -> {
            for (String name : given.names()) {
                requireName(name);
                attributes.put(name, attribute(name, given.structure(name).orElseThrow()));
            }
        });
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw SqsErrors.invalidValue("Number of message attributes [%d] exceeds the allowed maximum [%d]."
                    .formatted(attributes.size(), MOST_ATTRIBUTES));
        }
        return attributes;
    }

    private static void requireName(String name) {
        if (!AttributeRules.allowsName(name)) {
            throw SqsErrors.invalidValue("Invalid message attribute name '" + name + "'.");
        }
    }

    private static MessageAttribute attribute(String name, Input input) {
        String type = input.text("DataType").orElse("");
        if (!AttributeRules.knowsType(type)) {
            throw SqsErrors.invalidValue("The message attribute '" + name
                    + "' has an invalid message attribute type, the set of supported type prefixes is Binary, Number,"
                    + " and String.");
        }
        boolean binary = AttributeRules.binary(type);
        String value = input.text(binary ? "BinaryValue" : "StringValue").orElse("");
        if (value.isEmpty()) {
            throw SqsErrors.invalidValue("The message attribute '" + name
                    + "' must contain non-empty message attribute value for message attribute type '" + type + "'.");
        }
        if (binary) {
            requireBase64(value);
        } else {
            requireCharacters(value);
        }
        if (!AttributeRules.allowsText(type, value)) {
            throw SqsErrors.invalidValue("Could not cast message attribute '" + name + "' value to number.");
        }
        return new MessageAttribute(type, value);
    }

    private static void requireBase64(String value) {
        try {
            Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            throw ServiceError.client("SerializationException", "BinaryValue: STRING can not be converted to BLOB");
        }
    }

    private static void requireCharacters(String text) {
        text.codePoints().filter(point -> !allowed(point)).findFirst().ifPresent(point -> {
            throw ServiceError.client(
                    "InvalidMessageContents",
                    "Invalid binary character '#x%X' was found in the message body, the set of allowed characters is"
                                    .formatted(point)
                            + " #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
        });
    }

    private static boolean allowed(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
