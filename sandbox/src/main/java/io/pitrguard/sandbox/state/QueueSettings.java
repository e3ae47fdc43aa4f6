package io.pitrguard.sandbox.state;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that a queue is created with.
 *
 * @param visibilityTimeout how long a received message is hidden from others
 * @param delay of messages that bring none of their own
 * @param retention after which a message is dropped, counted from its sending
 * @param receiveWait how long AWS would wait for a message; the sandbox answers at once
 * @param maximumSize in bytes, attributes included
 * @param redrive null to deliver a message again and again
 */
public record QueueSettings(
        Duration visibilityTimeout,
        Duration delay,
        Duration retention,
        Duration receiveWait,
        int maximumSize,
        @Nullable Redrive redrive) {

    /** The most bytes that any queue takes, in a message and in a batch (SQS API reference, SendMessageBatch). */
    public static final int LARGEST = 1_048_576;

    private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration RETENTION = Duration.ofDays(4);

    /**
     * Where messages go that were received too often.
     *
     * @param maxReceiveCount how often a message is delivered before it goes there
     */
    public record Redrive(String deadLetterTargetArn, int maxReceiveCount) {}

    /** Returns what AWS sets: hidden for 30 seconds, no delay, kept for 4 days, no dead-letter queue. */
    public static QueueSettings defaults() {
        return new QueueSettings(VISIBILITY_TIMEOUT, Duration.ZERO, RETENTION, Duration.ZERO, LARGEST, null);
    }

    /** Returns a copy with another visibility timeout. */
    public QueueSettings withVisibilityTimeout(Duration timeout) {
        return new QueueSettings(timeout, delay, retention, receiveWait, maximumSize, redrive);
    }

    /** Returns a copy with another delay. */
    public QueueSettings withDelay(Duration newDelay) {
        return new QueueSettings(visibilityTimeout, newDelay, retention, receiveWait, maximumSize, redrive);
    }

    /** Returns a copy with another retention. */
    public QueueSettings withRetention(Duration newRetention) {
        return new QueueSettings(visibilityTimeout, delay, newRetention, receiveWait, maximumSize, redrive);
    }

    /** Returns a copy with another wait. */
    public QueueSettings withReceiveWait(Duration wait) {
        return new QueueSettings(visibilityTimeout, delay, retention, wait, maximumSize, redrive);
    }

    /** Returns a copy with another limit of size. */
    public QueueSettings withMaximumSize(int bytes) {
        return new QueueSettings(visibilityTimeout, delay, retention, receiveWait, bytes, redrive);
    }

    /** Returns a copy with a dead-letter queue. */
    public QueueSettings withRedrive(@Nullable Redrive newRedrive) {
        return new QueueSettings(visibilityTimeout, delay, retention, receiveWait, maximumSize, newRedrive);
    }
}
