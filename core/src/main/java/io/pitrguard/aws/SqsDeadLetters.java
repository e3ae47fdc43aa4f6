package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.DeadLetters;
import io.pitrguard.port.Result;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A dead-letter queue of SQS, which moves messages back by itself, whole and with their attributes.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
 */
public final class SqsDeadLetters implements DeadLetters {
    /** What moving takes of the caller's permissions on the dead-letter queue, beside {@link #ACTIONS_ON_SOURCE}. */
    public static final Set<String> ACTIONS = Set.of(
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:ListMessageMoveTasks",
            "sqs:ReceiveMessage",
            "sqs:StartMessageMoveTask");

    /** What it takes on the queue that messages go back to. */
    public static final Set<String> ACTIONS_ON_SOURCE = Set.of("sqs:SendMessage");

    private static final String LIST = "sqs:ListMessageMoveTasks";

    private final SqsClient client;
    private final String queue;
    private Optional<String> url = Optional.empty();
    private Optional<String> arn = Optional.empty();

    /**
     * Creates access to a queue.
     *
     * @param queue its URL or its name
     */
    public SqsDeadLetters(SqsClient client, String queue) {
        this.client = client;
        this.queue = queue;
    }

    @Override
    public Result<Optional<Move>> newest() {
        String action = "sqs:GetQueueUrl";
        try {
            String url = url();
            action = "sqs:GetQueueAttributes";
            String source = arn(url);
            action = LIST;
            ListMessageMoveTasksResponse answer =
                    client.listMessageMoveTasks(b -> b.sourceArn(source).maxResults(1));
            return new Result.Success<>(answer.results().stream().findFirst().map(this::move));
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.DEAD_LETTER_QUEUE.sort(action, queue, e));
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    @Override
    public Optional<Cause> start() {
        String action = "sqs:GetQueueAttributes";
        try {
            String source = arn(url());
            action = "sqs:StartMessageMoveTask";
            client.startMessageMoveTask(b -> b.sourceArn(source));
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(DeployedResource.DEAD_LETTER_QUEUE.sort(action, queue, e));
        } catch (NotUnderstoodException e) {
            return Optional.of(e.sorted());
        }
    }

    private String url() {
        if (queue.contains("://")) {
            return queue;
        }
        if (url.isEmpty()) {
            url = Optional.of(
                    understood(client.getQueueUrl(b -> b.queueName(queue)).queueUrl(), "sqs:GetQueueUrl", "a URL"));
        }
        return url.get();
    }

    private String arn(String url) {
        if (arn.isEmpty()) {
            GetQueueAttributesResponse answer =
                    client.getQueueAttributes(b -> b.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN));
            arn = Optional.of(understood(
                    answer.attributes().get(QueueAttributeName.QUEUE_ARN), "sqs:GetQueueAttributes", "an ARN"));
        }
        return arn.get();
    }

    private Move move(ListMessageMoveTasksResultEntry task) {
        Instant startedAt = Instant.ofEpochMilli(understood(task.startedTimestamp(), LIST, "a time"));
        String status = understood(task.status(), LIST, "a status");
        Long moved = task.approximateNumberOfMessagesMoved();
        Long total = task.approximateNumberOfMessagesToMove();
        return new Move(
                startedAt,
                switch (status) {
                    case "RUNNING", "CANCELLING" -> Stage.RUNNING;
                    case "COMPLETED" -> Stage.COMPLETED;
                    default -> Stage.STOPPED;
                },
                moved == null ? 0 : moved,
                total == null ? OptionalLong.empty() : OptionalLong.of(total),
                task.failureReason() == null ? status : status + ": " + task.failureReason());
    }

    private <T> T understood(@Nullable T value, String action, String what) {
        if (value == null) {
            throw new NotUnderstoodException(
                    new Cause(Cause.Kind.BROKEN, "AWS answered " + action + " on " + queue + " without " + what + "."));
        }
        return value;
    }
}
