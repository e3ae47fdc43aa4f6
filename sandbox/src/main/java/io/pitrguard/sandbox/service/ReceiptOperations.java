package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Queue;
import io.pitrguard.sandbox.state.QueueMessage;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** DeleteMessage, DeleteMessageBatch and ChangeMessageVisibility. */
final class ReceiptOperations {

    static final int LONGEST_TIMEOUT = 43_200;

    private static final Duration LONGEST_IN_FLIGHT = Duration.ofSeconds(LONGEST_TIMEOUT);

    private ReceiptOperations() {}

    static ObjectNode delete(Input input, Account account) {
        return delete(input, QueueUrls.require(input, account));
    }

    static ObjectNode deleteBatch(Input input, Account account) {
        Queue queue = QueueUrls.require(input, account);
        return BatchEntries.each(
                BatchEntries.require(input, "DeleteMessageBatchRequestEntry"), entry -> delete(entry, queue));
    }

    static ObjectNode changeVisibility(Input input, Account account) {
        Queue queue = QueueUrls.require(input, account);
        String handle = handle(input, queue);
        long seconds = input.number("VisibilityTimeout").orElseThrow(() -> SqsErrors.missing("VisibilityTimeout"));
        if (seconds < 0 || seconds > LONGEST_TIMEOUT) {
            throw SqsErrors.invalidValue(
                    seconds, "VisibilityTimeout", "Must be between 0 and " + LONGEST_TIMEOUT + ", if provided.");
        }
        Instant now = account.now();
        Instant until = now.plusSeconds(seconds);
        if (until.isAfter(latest(requireInFlight(queue, handle, now), now))) {
            throw SqsErrors.invalidValue(
                    seconds,
                    "VisibilityTimeout",
                    "Total VisibilityTimeout for the message is beyond the limit [" + LONGEST_TIMEOUT + " seconds].");
        }
        queue.hide(handle, until);
        return Json.object();
    }

    /** A handle of a message that is gone, or was received again, deletes nothing and is no error. */
    private static ObjectNode delete(Input input, Queue queue) {
        queue.delete(handle(input, queue));
        return Json.object();
    }

    private static String handle(Input input, Queue queue) {
        String handle = input.text("ReceiptHandle").orElseThrow(() -> SqsErrors.missing("ReceiptHandle"));
        if (!queue.gave(handle)) {
            throw SqsErrors.invalidReceipt(handle);
        }
        return handle;
    }

    private static QueueMessage requireInFlight(Queue queue, String handle, Instant now) {
        QueueMessage message = queue.find(handle)
                .orElseThrow(() -> SqsErrors.invalidValue(
                        handle,
                        "ReceiptHandle",
                        "Message does not exist or is not available for visibility timeout change."));
        if (!message.inFlight(now)) {
            throw SqsErrors.notInFlight();
        }
        return message;
    }

    private static Instant latest(QueueMessage message, Instant now) {
        return Optional.ofNullable(message.receipt())
                .map(QueueMessage.Receipt::latest)
                .orElse(now)
                .plus(LONGEST_IN_FLIGHT);
    }
}
