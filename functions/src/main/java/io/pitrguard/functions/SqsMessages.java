package io.pitrguard.functions;

import io.pitrguard.drift.Drift;
import io.pitrguard.port.DriftQueue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A batch of messages, as Lambda gets it from an SQS queue.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
final class SqsMessages {
    private static final int MOST_ATTEMPTS = 1_000_000;

    private SqsMessages() {}

    /**
     * One message.
     *
     * @param attempt how often it was requeued, and since when
     * @param waited whether it waited for a plan that has its account
     */
    record Message(String id, String body, Drift.Attempt attempt, boolean waited) {
        /** Returns the attempt after this one; those of a message that waited count from now. */
        Drift.Attempt next(Instant now) {
            return new Drift.Attempt(attempt.number() + 1, waited ? now : attempt.firstSeen());
        }
    }

    /**
     * Parses a batch.
     *
     * @param now when a message came first that does not say so
     * @throws InvocationFailedException when it is not a batch of SQS
     */
    static List<Message> parse(String text, Instant now) {
        EventFields event = EventFields.parse("The event", text);
        if (event.byName().get("Records") == null) {
            throw new InvocationFailedException(
                    "This function takes batches of an SQS queue, and the event has no 'Records'. Check what invokes it.");
        }
        return event.objects("Records").stream()
                .map(message -> message(message, now))
                .toList();
    }

    private static Message message(EventFields fields, Instant now) {
        String body = fields.byName().get("body") instanceof String text ? text : "";
        // An attribute of an odd type must not lose the message, nor its neighbours.
        LenientFields attributes = fields.lenient(new ArrayList<>());
        Drift.Attempt attempt = attempt(attributes, now);
        boolean waited = attempt.number() == 0 && firstSeen(attributes).isPresent();
        return new Message(fields.text("messageId"), body, attempt, waited);
    }

    /** Attributes that are not ours to read say nothing: then it is the first time. */
    private static Drift.Attempt attempt(LenientFields fields, Instant now) {
        int number = attribute(fields, DriftQueue.ATTEMPT)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(0);
        Instant sent = fields.object("attributes")
                .flatMap(system -> system.text("SentTimestamp"))
                .filter(text -> text.matches("\\d{1,15}"))
                .map(text -> Instant.ofEpochMilli(Long.parseLong(text)))
                .orElse(now);
        Instant firstSeen = firstSeen(fields).orElse(sent);
        return new Drift.Attempt(Math.min(number, MOST_ATTEMPTS), firstSeen.isAfter(now) ? now : firstSeen);
    }

    private static Optional<Instant> firstSeen(LenientFields fields) {
        return attribute(fields, DriftQueue.FIRST_SEEN).flatMap(SqsMessages::time);
    }

    private static Optional<String> attribute(LenientFields fields, String name) {
        return fields.object("messageAttributes")
                .flatMap(attributes -> attributes.object(name))
                .flatMap(attribute -> attribute.text("stringValue"));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
