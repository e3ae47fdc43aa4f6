package io.pitrguard.sandbox.lambda;

import io.pitrguard.sandbox.SandboxQueue;
import io.pitrguard.sandbox.state.QueueMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What stands between a queue and a function: Lambda's event source mapping with ReportBatchItemFailures (Lambda
 * developer guide, Using Lambda with Amazon SQS). It polls on demand.
 *
 * @param batchSize the most messages that one call of the function gets, 1 to 10,000
 */
public record EventSourceMapping(SandboxQueue queue, int batchSize) {

    private static final int LARGEST_BATCH = 10_000;
    private static final int MOST_PER_RECEIVE = 10;

    /** Refuses a size that Lambda does. */
    public EventSourceMapping {
        if (batchSize < 1 || batchSize > LARGEST_BATCH) {
            throw new IllegalArgumentException("a batch has 1 to " + LARGEST_BATCH + " messages, not " + batchSize);
        }
    }

    /** Takes the messages that are visible now; empty when there are none. */
    public Optional<SqsBatch> poll() {
        List<QueueMessage> taken = new ArrayList<>();
        List<QueueMessage> received;
        do {
            received = queue.receive(Math.min(MOST_PER_RECEIVE, batchSize - taken.size()));
            taken.addAll(received);
        } while (!received.isEmpty() && taken.size() < batchSize);
        return taken.isEmpty() ? Optional.empty() : Optional.of(new SqsBatch(queue, taken));
    }

    /**
     * Takes the messages that are visible now to a function and settles them by its answer; one that throws has failed.
     *
     * @return the ids of the messages that stay in the queue; empty when there was nothing to take
     */
    public Optional<Set<String>> deliver(Function<String, String> function) {
        return poll().map(batch -> batch.settle(outcome(batch, function)));
    }

    private static Outcome outcome(SqsBatch batch, Function<String, String> function) {
        try {
            return new Outcome.Answered(function.apply(batch.event()));
        } catch (RuntimeException e) {
            String message = String.valueOf(e.getMessage());
            return new Outcome.Failed(new FunctionError(e.getClass().getName(), message, List.of(), null));
        }
    }
}
