package io.pitrguard.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.SandboxQueue;
import io.pitrguard.sandbox.service.MessageViews;
import io.pitrguard.sandbox.state.MessageAttribute;
import io.pitrguard.sandbox.state.QueueMessage;
import io.pitrguard.sandbox.state.QueueMessage.Receipt;
import io.pitrguard.sandbox.wire.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The messages of one call of a function. Those that it succeeds with are deleted; the others stay in flight until
 * their visibility timeout, then they come again.
 */
public final class SqsBatch {

    private final SandboxQueue queue;
    private final List<QueueMessage> messages;

    SqsBatch(SandboxQueue queue, List<QueueMessage> messages) {
        this.queue = queue;
        this.messages = List.copyOf(messages);
    }

    /** Returns the messages, as they were received. */
    public List<QueueMessage> messages() {
        return messages;
    }

    /** Returns the event that Lambda calls the function with. */
    public String event() {
        ObjectNode event = Json.object();
        ArrayNode records = event.putArray("Records");
        messages.forEach(message -> records.add(view(message)));
        return Json.text(event);
    }

    /**
     * The function was called.
     *
     * @return the ids of the messages that stay in the queue
     */
    public Set<String> settle(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> settle(answered.body());
            case Outcome.Failed failed -> ids();
            case Outcome.InitFailed failed -> ids();
            case Outcome.Crashed crashed -> ids();
        };
    }

    /**
     * The function answered.
     *
     * @param answer JSON; one that can not be understood is a failure of all
     * @return the ids of the messages that stay in the queue
     */
    public Set<String> settle(String answer) {
        Set<String> failed = failures(answer).orElseGet(this::ids);
        for (QueueMessage message : messages) {
            Receipt receipt = message.receipt();
            if (receipt != null && !failed.contains(message.id())) {
                queue.delete(receipt.handle());
            }
        }
        return failed;
    }

    /** Returns the ids that an answer names; empty when Lambda would take it for the failure of the whole batch. */
    private Optional<Set<String>> failures(String answer) {
        if (answer.isBlank() || answer.trim().equals("null")) {
            return Optional.of(Set.of());
        }
        ObjectNode response = Json.read(answer);
        if (response == null) {
            return Optional.empty();
        }
        JsonNode failures = response.path("batchItemFailures");
        if (failures.isMissingNode() || failures.isNull()) {
            return Optional.of(Set.of());
        }
        return failures.isArray() ? identifiers((ArrayNode) failures) : Optional.empty();
    }

    private Optional<Set<String>> identifiers(ArrayNode failures) {
        Set<String> known = ids();
        Set<String> failed = new LinkedHashSet<>();
        for (JsonNode failure : failures) {
            String id = failure.path("itemIdentifier").asText("");
            if (!known.contains(id)) {
                return Optional.empty();
            }
            failed.add(id);
        }
        return Optional.of(failed);
    }

    private Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        messages.forEach(message -> ids.add(message.id()));
        return ids;
    }

    private ObjectNode view(QueueMessage message) {
        ObjectNode view = Json.object().put("messageId", message.id());
        Receipt receipt = message.receipt();
        if (receipt != null) {
            view.put("receiptHandle", receipt.handle());
        }
        view.put("body", message.body());
        ObjectNode attributes = view.putObject("attributes");
        MessageViews.systemAttributes(message).forEach(attributes::put);
        ObjectNode own = view.putObject("messageAttributes");
        message.attributes().forEach((name, attribute) -> own.set(name, view(attribute)));
        message.md5OfAttributes().ifPresent(md5 -> view.put("md5OfMessageAttributes", md5));
        return view.put("md5OfBody", message.md5OfBody())
                .put("eventSource", "aws:sqs")
                .put("eventSourceARN", queue.arn())
                .put("awsRegion", queue.region());
    }

    private static ObjectNode view(MessageAttribute attribute) {
        ObjectNode view = Json.object().put(attribute.binary() ? "binaryValue" : "stringValue", attribute.value());
        view.putArray("stringListValues");
        view.putArray("binaryListValues");
        return view.put("dataType", attribute.type());
    }
}
