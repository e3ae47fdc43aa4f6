package io.pitrguard.sandbox.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A message in an SQS queue, as it is at a moment.
 *
 * @param sent when the first queue accepted it
 * @param visibleFrom when it can be received; before that it is delayed or in flight
 * @param receipt of the latest receive; null for a message that was never received
 * @param deadLetterSource the ARN of the queue that gave it up; null for a message in the queue it was sent to
 */
public record QueueMessage(
        String id,
        String body,
        Map<String, MessageAttribute> attributes,
        String senderId,
        Instant sent,
        Instant visibleFrom,
        @Nullable Receipt receipt,
        @Nullable String deadLetterSource) {

    /**
     * What a receive leaves behind.
     *
     * @param count of receives so far, in all queues
     * @param first when it was first received
     * @param handle by which whoever received it last can delete it
     */
    public record Receipt(int count, Instant first, String handle) {}

    /** Copies, in the order of names. */
    public QueueMessage {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** Returns a message that is accepted now. */
    public static QueueMessage sent(
            String body, Map<String, MessageAttribute> attributes, String senderId, Instant now, Duration delay) {
        String id = UUID.randomUUID().toString();
        return new QueueMessage(id, body, attributes, senderId, now, now.plus(delay), null, null);
    }

    /** Returns how often it was received, in all queues. */
    public int receiveCount() {
        return receipt == null ? 0 : receipt.count();
    }

    /** Returns when it was first received. */
    public Optional<Instant> firstReceived() {
        return Optional.ofNullable(receipt).map(Receipt::first);
    }

    /** Returns whether it can be received. */
    public boolean visible(Instant now) {
        return !visibleFrom.isAfter(now);
    }

    /** Returns whether somebody received it and may still delete it before another one sees it. */
    public boolean inFlight(Instant now) {
        return !visible(now) && receipt != null;
    }

    /** Returns whether it waits for its first delivery. */
    public boolean delayed(Instant now) {
        return !visible(now) && receipt == null;
    }

    /** Returns the digest of the body. */
    public String md5OfBody() {
        return MessageDigests.body(body);
    }

    /** Returns the digest of the attributes; empty when there are none. */
    public Optional<String> md5OfAttributes() {
        return attributes.isEmpty() ? Optional.empty() : Optional.of(MessageDigests.attributes(attributes));
    }

    /** Returns a copy with the attributes of these names only. */
    public QueueMessage withOnly(Predicate<String> names) {
        Map<String, MessageAttribute> kept = new TreeMap<>(attributes);
        kept.keySet().removeIf(names.negate());
        return new QueueMessage(id, body, kept, senderId, sent, visibleFrom, receipt, deadLetterSource);
    }

    QueueMessage received(Instant now, Duration hidden, String handle) {
        Receipt next = new Receipt(receiveCount() + 1, firstReceived().orElse(now), handle);
        return new QueueMessage(id, body, attributes, senderId, sent, now.plus(hidden), next, deadLetterSource);
    }

    /** Returns a new message of the same content: AWS gives what it moves back another id and another time of sending. */
    QueueMessage sentAgain(Instant now) {
        return sent(body, attributes, senderId, now, Duration.ZERO);
    }

    QueueMessage givenUpBy(String queueArn) {
        return new QueueMessage(id, body, attributes, senderId, sent, visibleFrom, receipt, queueArn);
    }
}
