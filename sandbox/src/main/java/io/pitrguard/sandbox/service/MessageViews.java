package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.QueueMessage;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** How SQS shows a message to whoever received it. */
public final class MessageViews {

    private MessageViews() {}

    /** Returns what the service itself knows of a message, by name, in the order in which Lambda writes it. */
    public static Map<String, String> systemAttributes(QueueMessage message) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("ApproximateReceiveCount", Integer.toString(message.receiveCount()));
        all.put("SentTimestamp", millis(message.sent()));
        all.put("SenderId", message.senderId());
        message.firstReceived().ifPresent(first -> all.put("ApproximateFirstReceiveTimestamp", millis(first)));
        String source = message.deadLetterSource();
        if (source != null) {
            all.put("DeadLetterQueueSourceArn", source);
        }
        return all;
    }

    /** Returns an element of ReceiveMessage's answer, with the system attributes that were asked for. */
    static ObjectNode received(QueueMessage message, Collection<String> systemNames) {
        ObjectNode view = Json.object().put("MessageId", message.id());
        QueueMessage.Receipt receipt = message.receipt();
        if (receipt != null) {
            view.put("ReceiptHandle", receipt.handle());
        }
        view.put("MD5OfBody", message.md5OfBody()).put("Body", message.body());
        ObjectNode system = Json.object();
        systemAttributes(message).forEach((name, value) -> {
            if (systemNames.contains("All") || systemNames.contains(name)) {
                system.put(name, value);
            }
        });
        if (!system.isEmpty()) {
            view.set("Attributes", system);
        }
        message.md5OfAttributes().ifPresent(md5 -> {
            view.put("MD5OfMessageAttributes", md5);
            view.set("MessageAttributes", attributes(message));
        });
        return view;
    }

    private static ObjectNode attributes(QueueMessage message) {
        ObjectNode view = Json.object();
        message.attributes()
                .forEach((name, attribute) -> view.putObject(name)
                        .put(attribute.binary() ? "BinaryValue" : "StringValue", attribute.value())
                        .put("DataType", attribute.type()));
        return view;
    }

    private static String millis(Instant moment) {
        return Long.toString(moment.toEpochMilli());
    }
}
