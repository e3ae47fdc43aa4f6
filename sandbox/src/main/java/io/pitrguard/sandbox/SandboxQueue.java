package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.MessageAttribute;
import io.pitrguard.sandbox.state.Queue;
import io.pitrguard.sandbox.state.QueueMessage;
import io.pitrguard.sandbox.state.QueueSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One SQS queue of the home region: sends, receives and shows messages without going through the wire. */
public final class SandboxQueue {

    private final Queue queue;
    private final Account account;

    SandboxQueue(Queue queue, Account account) {
        this.queue = queue;
        this.account = account;
    }

    /** Returns the name. */
    public String name() {
        return queue.name();
    }

    /** Returns the ARN. */
    public String arn() {
        return queue.arn();
    }

    /** Returns the URL. */
    public String url() {
        return queue.url();
    }

    /** Returns the region, as Lambda tells it to a function. */
    public String region() {
        return account.location().region();
    }

    /** Returns what the queue was created with. */
    public QueueSettings settings() {
        return queue.settings();
    }

    /** Sends a message with the queue's delay, as an EventBridge rule does, and returns its id. */
    public String send(String body) {
        return send(body, Map.of(), queue.settings().delay());
    }

    /** Sends a message with attributes of type String, and returns its id. */
    public String send(String body, Map<String, String> attributes, Duration delay) {
        Map<String, MessageAttribute> typed = new HashMap<>();
        attributes.forEach((name, value) -> typed.put(name, MessageAttribute.text(value)));
        QueueMessage message = QueueMessage.sent(body, typed, account.location().userId(), account.now(), delay);
        queue.add(message);
        return message.id();
    }

    /**
     * Receives as ReceiveMessage does: the messages are hidden for the visibility timeout, and what was received too
     * often goes to the dead-letter queue.
     */
    public List<QueueMessage> receive(int most) {
        return account.queues().receive(queue, most, queue.settings().visibilityTimeout(), account.now());
    }

    /** Deletes a message by the handle of its latest receive; returns whether there was one. */
    public boolean delete(String receiptHandle) {
        return queue.delete(receiptHandle);
    }

    /** Returns all messages, in the order of sending. */
    public List<QueueMessage> messages() {
        return queue.messages(account.now());
    }

    /** Returns the messages that can be received. */
    public List<QueueMessage> visible() {
        return only(message -> message.visible(account.now()));
    }

    /** Returns the messages that somebody received and did not delete yet. */
    public List<QueueMessage> inFlight() {
        return only(message -> message.inFlight(account.now()));
    }

    /** Returns the messages that wait for their first delivery. */
    public List<QueueMessage> delayed() {
        return only(message -> message.delayed(account.now()));
    }

    /** Deletes all messages, however often. */
    public void clear() {
        queue.clear();
    }

    private List<QueueMessage> only(Predicate<QueueMessage> test) {
        return messages().stream().filter(test).toList();
    }
}
