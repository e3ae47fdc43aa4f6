package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Queue;
import io.pitrguard.sandbox.state.QueueMessage;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** ReceiveMessage and DeleteMessage. Receiving never waits: the clock that it would wait on may stand still. */
final class ReceiveOperations {

    private static final int MOST_MESSAGES = 10;
    private static final int LONGEST_WAIT = 20;
    private static final Set<String> SYSTEM_ATTRIBUTES = Set.of(
            "All",
            "AWSTraceHeader",
            "ApproximateFirstReceiveTimestamp",
            "ApproximateReceiveCount",
            "DeadLetterQueueSourceArn",
            "MessageDeduplicationId",
            "MessageGroupId",
            "SenderId",
            "SentTimestamp",
            "SequenceNumber");
    private static final int LONGEST_TIMEOUT = 43_200;

    private ReceiveOperations() {}

    static ObjectNode receive(Input input, Account account) {
        Queue queue = QueueUrls.require(input, account);
        int most = number(input, "MaxNumberOfMessages", 1, MOST_MESSAGES).orElse(1);
        Duration hidden = number(input, "VisibilityTimeout", 0, LONGEST_TIMEOUT)
                .map(Duration::ofSeconds)
                .orElse(queue.settings().visibilityTimeout());
        number(input, "WaitTimeSeconds", 0, LONGEST_WAIT);
        List<String> system = systemAttributes(input);
        List<String> own = input.texts("MessageAttributeNames");
        ArrayNode messages = Json.object().arrayNode();
        for (QueueMessage message : account.queues().receive(queue, most, hidden, account.now())) {
            messages.add(MessageViews.received(message.withOnly(name -> asksFor(name, own)), system));
        }
        ObjectNode answer = Json.object();
        return messages.isEmpty() ? answer : answer.set("Messages", messages);
    }

    /** A handle of a message that is gone, or was received again, deletes nothing and is not an error. */
    static ObjectNode delete(Input input, Account account) {
        Queue queue = QueueUrls.require(input, account);
        String handle = input.text("ReceiptHandle").orElseThrow(() -> SqsErrors.missing("ReceiptHandle"));
        if (!queue.gave(handle)) {
            throw SqsErrors.invalidReceipt(handle);
        }
        queue.delete(handle);
        return Json.object();
    }

    private static List<String> systemAttributes(Input input) {
        List<String> names = new ArrayList<>(input.texts("AttributeNames"));
        names.addAll(input.texts("MessageSystemAttributeNames"));
        for (String name : names) {
            if (!SYSTEM_ATTRIBUTES.contains(name)) {
                throw SqsErrors.unknownAttribute(name);
            }
        }
        return names;
    }

    /** A name can be asked for as itself, as one of all, or by how it begins. */
    private static boolean asksFor(String name, List<String> asked) {
        return asked.stream()
                .anyMatch(one -> one.equals(name)
                        || one.equals("All")
                        || (one.endsWith(".*") && name.startsWith(one.substring(0, one.length() - 2))));
    }

    private static Optional<Integer> number(Input input, String name, int least, int most) {
        Optional<Long> given = input.number(name);
        given.filter(number -> number < least || number > most).ifPresent(number -> {
            throw SqsErrors.invalidValue(number, name, "Must be between " + least + " and " + most + ", if provided.");
        });
        return given.map(Math::toIntExact);
    }
}
