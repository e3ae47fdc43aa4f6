package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** The queue of calls to DynamoDB, and the one for those that could not be processed. */
final class DriftQueue extends Construct {
    private static final int RECEIVES = 5;

    private final Queue queue;
    private final Queue dead;

    DriftQueue(Construct scope, String id, String name) {
        super(scope, id);
        dead = DeadLetters.queue(this, "Dead", name + "-drift-dlq");
        queue = Queue.Builder.create(this, "Queue")
                .queueName(nameIn(name))
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                // AWS recommends six times the timeout: a throttled batch returns only after all of Lambda's attempts.
                .visibilityTimeout(
                        Duration.seconds(6 * FunctionSpec.of(FunctionKind.DRIFT).timeoutSeconds()))
                .retentionPeriod(Duration.days(4))
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(dead)
                        .maxReceiveCount(RECEIVES)
                        .build())
                .build();
    }

    /** Returns the name of the queue of calls. */
    static String nameIn(String deployment) {
        return deployment + "-drift";
    }

    Queue queue() {
        return queue;
    }

    IQueue dead() {
        return dead;
    }
}
