package io.pitrguard.sandbox.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A standard SQS queue. It hands out messages in the order of sending, which AWS does not promise. */
public final class Queue {

    private final String name;
    private final String arn;
    private final String url;
    private final Instant created;
    private final QueueSettings settings;
    private final Map<String, QueueMessage> messages = new LinkedHashMap<>();

    Queue(String name, String arn, String url, Instant created, QueueSettings settings) {
        this.name = name;
        this.arn = arn;
        this.url = url;
        this.created = created;
        this.settings = settings;
    }

    /** Returns the name, unique in the region. */
    public String name() {
        return name;
    }

    /** Returns the ARN. */
    public String arn() {
        return arn;
    }

    /** Returns the URL, by which every operation names the queue. */
    public String url() {
        return url;
    }

    /** Returns when it was created. */
    public Instant created() {
        return created;
    }

    /** Returns what it was created with. */
    public QueueSettings settings() {
        return settings;
    }

    /** Keeps a message. */
    public synchronized void add(QueueMessage message) {
        messages.put(message.id(), message);
    }

    /** Returns all messages that are not too old, in the order of sending. */
    public synchronized List<QueueMessage> messages(Instant now) {
        messages.values()
                .removeIf(message -> !message.sent().plus(settings.retention()).isAfter(now));
        return List.copyOf(messages.values());
    }

    /** Takes out the visible messages that pass the test. */
    synchronized List<QueueMessage> take(Predicate<QueueMessage> test, Instant now) {
        List<QueueMessage> taken = new ArrayList<>();
        for (QueueMessage message : messages(now)) {
            if (message.visible(now) && test.test(message)) {
                messages.remove(message.id());
                taken.add(message);
            }
        }
        return taken;
    }

    /** Hides up to this many visible messages and returns them with new receipts. */
    synchronized List<QueueMessage> receive(int most, Duration hidden, Instant now) {
        List<QueueMessage> received = new ArrayList<>();
        for (QueueMessage message : messages(now)) {
            if (received.size() < most && message.visible(now)) {
                String handle = new ReceiptHandle(arn, message.id(), message.receiveCount() + 1).text();
                QueueMessage hiddenMessage = message.received(now, hidden, handle);
                messages.put(message.id(), hiddenMessage);
                received.add(hiddenMessage);
            }
        }
        return received;
    }

    /** Returns whether this queue could have given such a handle. */
    public boolean gave(String receiptHandle) {
        return ReceiptHandle.parse(receiptHandle)
                .filter(handle -> handle.queueArn().equals(arn))
                .isPresent();
    }

    /** Returns the message whose latest handle this is; empty when it is gone or somebody received it again. */
    public synchronized Optional<QueueMessage> find(String receiptHandle) {
        return ReceiptHandle.parse(receiptHandle)
                .filter(handle -> handle.queueArn().equals(arn))
                .flatMap(handle -> Optional.ofNullable(messages.get(handle.messageId()))
                        .filter(message -> message.receiveCount() == handle.count()));
    }

    /** Deletes the message whose latest handle this is; returns whether there was one. */
    public synchronized boolean delete(String receiptHandle) {
        Optional<QueueMessage> found = find(receiptHandle);
        found.ifPresent(message -> messages.remove(message.id()));
        return found.isPresent();
    }

    /** Deletes all messages. */
    public synchronized void clear() {
        messages.clear();
    }

    /** Returns an independent copy. */
    synchronized Queue copy() {
        Queue copy = new Queue(name, arn, url, created, settings);
        messages.values().forEach(copy::add);
        return copy;
    }
}
