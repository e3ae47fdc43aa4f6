package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.DeadLetters;
import io.pitrguard.port.DeadLettersContract;
import io.pitrguard.port.Result;
import io.pitrguard.sandbox.SandboxQueue;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.QueueMessage;
import io.pitrguard.sandbox.state.QueueSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** {@link SqsDeadLetters} keeps the contract of its port. */
class SqsDeadLettersTest extends DeadLettersContract {
    private final SandboxAws aws = SandboxAws.start();
    private final SandboxQueue dead = aws.sandbox().queues().create("our-dlq");
    private final SandboxQueue source = aws.sandbox()
            .queues()
            .create(
                    "ours",
                    QueueSettings.defaults()
                            .withVisibilityTimeout(Duration.ZERO)
                            .withRedrive(new QueueSettings.Redrive(dead.arn(), 1)));

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected DeadLetters letters() {
        return letters("our-dlq");
    }

    private DeadLetters letters(String queue) {
        return new SqsDeadLetters(aws.clients().sqs(), queue);
    }

    @Override
    protected void add(String body) {
        source.send(body);
        source.receive(1);
        source.receive(1);
        assertThat(source.messages()).isEmpty();
    }

    @Override
    protected List<String> back() {
        return source.messages().stream().map(QueueMessage::body).toList();
    }

    @Override
    protected void fail(Cause.Kind kind) {
        for (String operation : List.of("GetQueueUrl", "StartMessageMoveTask", "ListMessageMoveTasks")) {
            aws.sandbox().faults().add(Fault.on(operation, SandboxWorld.effect(kind)));
        }
    }

    @Test
    void takesTheUrlToo() {
        add("one");

        assertThat(letters(dead.url()).start()).isEmpty();

        assertThat(back()).containsExactly("one");
        assertThat(aws.sandbox().calls().count("GetQueueUrl")).isZero();
    }

    @Test
    void namesAQueueThatDoesNotExist() {
        assertThat(letters("theirs").start())
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains("theirs"));
    }

    @Test
    void refusesAQueueThatIsNoDeadLetterQueue() {
        assertThat(letters("ours").start()).hasValueSatisfying(cause -> {
            assertThat(cause.kind()).isEqualTo(Cause.Kind.REFUSED);
            assertThat(cause.message()).contains("sqs:StartMessageMoveTask on ours", "Dead Letter Queue");
        });
    }

    @Test
    void saysWhyAMoveEndedEarly() {
        add("one");
        dead.send("from nowhere");

        letters().start();

        assertThat(letters().newest().success()).hasValueSatisfying(newest -> {
            DeadLetters.Move move = newest.orElseThrow();
            assertThat(move.stage()).isEqualTo(DeadLetters.Stage.STOPPED);
            assertThat(move.why()).isEqualTo("FAILED: CouldNotDetermineMessageSource");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetQueueUrl", "GetQueueAttributes"})
    void isBrokenWhereAwsLeavesOutWhatItNeeds(String operation) {
        aws.sandbox().faults().add(Fault.on(operation, Effect.EMPTY));

        assertThat(letters().start())
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Cause.Kind.BROKEN));
        assertThat(letters().newest()).isInstanceOf(Result.Failure.class);
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, RUNNING",
        "CANCELLING, RUNNING",
        "COMPLETED, COMPLETED",
        "CANCELLED, STOPPED",
        "FAILED, STOPPED",
        "PAUSED, STOPPED"
    })
    void knowsEveryStatus(String status, DeadLetters.Stage stage) {
        DeadLetters letters = new SqsDeadLetters(listing(task().status(status).build()), "https://sqs/1/dlq");

        assertThat(letters.newest().success()).hasValueSatisfying(newest -> {
            DeadLetters.Move move = newest.orElseThrow();
            assertThat(move.stage()).isEqualTo(stage);
            assertThat(move.moved()).isZero();
            assertThat(move.total()).isEmpty();
        });
    }

    @Test
    void isBrokenWhereAwsLeavesOutStatusOrTime() {
        assertThat(new SqsDeadLetters(listing(task().build()), "https://sqs/1/dlq").newest())
                .isEqualTo(new Result.Failure<>(new Cause(
                        Cause.Kind.BROKEN,
                        "AWS answered sqs:ListMessageMoveTasks on https://sqs/1/dlq without a status.")));
        ListMessageMoveTasksResultEntry noTime =
                task().startedTimestamp(null).status("RUNNING").build();
        assertThat(new SqsDeadLetters(listing(noTime), "https://sqs/1/dlq").newest())
                .isInstanceOf(Result.Failure.class);
    }

    private static ListMessageMoveTasksResultEntry.Builder task() {
        return ListMessageMoveTasksResultEntry.builder().startedTimestamp(1_000L);
    }

    private static SqsClient listing(ListMessageMoveTasksResultEntry task) {
        return new SqsClient() {
            @Override
            public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
                return GetQueueAttributesResponse.builder()
                        .attributes(Map.of(QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:eu-west-1:1:dlq"))
                        .build();
            }

            @Override
            public ListMessageMoveTasksResponse listMessageMoveTasks(ListMessageMoveTasksRequest request) {
                return ListMessageMoveTasksResponse.builder().results(task).build();
            }

            @Override
            public String serviceName() {
                return "sqs";
            }

            @Override
            public void close() {}
        };
    }
}
