package io.pitrguard.sandbox.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.sandbox.state.Published.Attribute;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What SNS accepts as a message (SNS API reference, Publish; developer guide, Message attributes). */
final class Messages {

    private static final int MOST_BYTES = 262_144;
    // ASCII, begins with a letter, digit or punctuation mark, no control characters, under 100 of them.
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7E][\\x20-\\x7E]{0,98}");

    private Messages() {}

    /** Returns the message of a Publish request. */
    static Published accept(String topicArn, Input input) {
        String message = input.text("Message")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> QueryErrors.invalidParameter("Empty message"));
        String subject = input.text("Subject").orElse(null);
        if (subject != null && !SUBJECT.matcher(subject).matches()) {
            throw QueryErrors.invalidParameter("Subject");
        }
        Map<String, Attribute> attributes = attributes(input);
        if (bytes(message, attributes) > MOST_BYTES) {
            throw QueryErrors.invalidParameter("Message too long");
        }
        return new Published(topicArn, subject, message, structure(input, message), attributes);
    }

    private static @Nullable String structure(Input input, String message) {
        Optional<String> structure = input.text("MessageStructure");
        if (structure.isEmpty()) {
            return null;
        }
        if (!structure.get().equals("json")) {
            throw QueryErrors.invalidParameter("MessageStructure");
        }
        ObjectNode texts = Json.read(message);
        if (texts == null) {
            throw QueryErrors.invalidParameter("Message Structure - JSON message body failed to parse");
        }
        if (!texts.path("default").isTextual()) {
            throw QueryErrors.invalidParameter("Message Structure - No default entry in JSON message body");
        }
        return structure.get();
    }

    private static Map<String, Attribute> attributes(Input input) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (int index = 1; ; index++) {
            String entry = "MessageAttributes.entry." + index + '.';
            Optional<String> name = input.text(entry + "Name");
            if (name.isEmpty()) {
                return attributes;
            }
            requireName(name.get());
            if (attributes.put(name.get(), attribute(name.get(), entry + "Value.", input)) != null) {
                throw QueryErrors.invalidValue("The message attribute '" + name.get() + "' is named twice.");
            }
        }
    }

    private static void requireName(String name) {
        if (!AttributeRules.allowsName(name)) {
            throw QueryErrors.invalidValue("Invalid message attribute name '" + name + "'.");
        }
    }

    private static Attribute attribute(String name, String prefix, Input input) {
        String type = input.text(prefix + "DataType").orElse("");
        boolean binary = AttributeRules.binary(type);
        String value =
                input.text(prefix + (binary ? "BinaryValue" : "StringValue")).orElse("");
        if (!AttributeRules.knowsType(type)) {
            throw QueryErrors.invalidValue("The message attribute '" + name + "' has an invalid message attribute type,"
                    + " the set of supported type prefixes is Binary, Number, and String.");
        }
        if (value.isEmpty()) {
            throw QueryErrors.invalidValue("The message attribute '" + name
                    + "' must contain non-empty message attribute value for message attribute type '" + type + "'.");
        }
        if (!AttributeRules.allowsText(type, value)) {
            throw QueryErrors.invalidValue("Could not cast message attribute '" + name + "' value to number.");
        }
        return new Attribute(type, value);
    }

    private static long bytes(String message, Map<String, Attribute> attributes) {
        long bytes = message.getBytes(UTF_8).length;
        for (Map.Entry<String, Attribute> attribute : attributes.entrySet()) {
            bytes += attribute.getKey().getBytes(UTF_8).length;
            bytes += attribute.getValue().type().getBytes(UTF_8).length;
            bytes += attribute.getValue().value().getBytes(UTF_8).length;
        }
        return bytes;
    }
}
