package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.DriftQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Sends messages back to an SQS queue with a delay.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
public final class SqsDriftQueue implements DriftQueue {
    /** What sending takes of the caller's permissions, on the queue. */
    public static final String ACTION = "sqs:SendMessage";

    private final SqsClient client;
    private final String url;

    /** Creates a queue of this URL. */
    public SqsDriftQueue(SqsClient client, String url) {
        this.client = client;
        this.url = url;
    }

    @Override
    public Optional<Cause> sendAgain(String body, int attempt, Instant firstSeen, Duration pause) {
        try {
            client.sendMessage(b -> b.queueUrl(url)
                    .messageBody(body)
                    .delaySeconds((int) pause.toSeconds())
                    .messageAttributes(Map.of(
                            ATTEMPT, value(Integer.toString(attempt)),
                            FIRST_SEEN, value(firstSeen.toString()))));
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(DeployedResource.DRIFT_QUEUE.sort(ACTION, url, e));
        }
    }

    private static MessageAttributeValue value(String text) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(text)
                .build();
    }
}
