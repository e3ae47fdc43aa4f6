package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.QueueMessage;
import io.pitrguard.sandbox.traffic.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;

/** Dead letters on their way back; moto has no such operations, so the expectations are the sandbox's alone. */
class MoveTasksTest extends QueueFixture {

    private static final String INVALID = "InvalidParameterValue";
    private static final String NOT_FOUND = "ResourceNotFoundException";

    @Test
    void movesDeadLettersBackToWhereTheyCameFrom() {
        SandboxQueue other = sandbox.queues().create("other", settings());
        giveUp(queue, "mine");
        giveUp(other, "theirs");
        clock.advance(Duration.ofMinutes(10));

        String handle = start(request -> {});

        assertThat(handle).isNotBlank();
        assertThat(dead.messages()).isEmpty();
        assertThat(queue.visible()).extracting(QueueMessage::body).containsExactly("mine");
        assertThat(other.visible()).extracting(QueueMessage::body).containsExactly("theirs");
        assertThat(tasks()).singleElement().satisfies(task -> {
            assertThat(task.status()).isEqualTo("COMPLETED");
            assertThat(task.approximateNumberOfMessagesMoved()).isEqualTo(2);
            assertThat(task.approximateNumberOfMessagesToMove()).isEqualTo(2);
            assertThat(task.sourceArn()).isEqualTo(dead.arn());
            assertThat(task.destinationArn()).isNull();
            assertThat(task.maxNumberOfMessagesPerSecond()).isNull();
            assertThat(task.taskHandle()).isNull();
            assertThat(task.failureReason()).isNull();
            assertThat(task.startedTimestamp()).isEqualTo(clock.instant().toEpochMilli());
        });
    }

    @Test
    void aMessageThatIsMovedIsANewOneOfTheSameContent() {
        giveUp(queue, "text");
        String id = dead.messages().getFirst().id();
        clock.advance(Duration.ofMinutes(10));

        start(request -> {});

        Message message = receiveOne();
        assertThat(message.body()).isEqualTo("text");
        assertThat(message.messageAttributes().get("detail").stringValue()).isEqualTo("kept");
        assertThat(message.messageId()).isNotEqualTo(id);
        assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
                .containsEntry(
                        MessageSystemAttributeName.SENT_TIMESTAMP,
                        Long.toString(clock.instant().toEpochMilli()))
                .doesNotContainKey(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
    }

    @Test
    void movesToAnotherQueueWhateverTheirOrigin() {
        SandboxQueue other = sandbox.queues().create("other");
        giveUp(queue, "given up");
        dead.send("sent");

        start(request -> request.destinationArn(other.arn()).maxNumberOfMessagesPerSecond(500));

        assertThat(other.visible()).extracting(QueueMessage::body).containsExactly("given up", "sent");
        assertThat(tasks().getFirst().destinationArn()).isEqualTo(other.arn());
        assertThat(tasks().getFirst().maxNumberOfMessagesPerSecond()).isEqualTo(500);
    }

    @Test
    void leavesWhatSomebodyHolds() {
        giveUp(queue, "text");
        dead.receive(1);

        start(request -> {});

        assertThat(dead.inFlight()).hasSize(1);
        assertThat(tasks().getFirst().approximateNumberOfMessagesMoved()).isZero();
    }

    @Test
    void failsAtAMessageThatCameFromNoQueue() {
        giveUp(queue, "first");
        dead.send("sent");
        giveUp(queue, "last");

        start(request -> {});

        assertThat(queue.visible()).extracting(QueueMessage::body).containsExactly("first");
        assertThat(dead.visible()).extracting(QueueMessage::body).containsExactly("sent", "last");
        assertThat(tasks()).singleElement().satisfies(task -> {
            assertThat(task.status()).isEqualTo("FAILED");
            assertThat(task.failureReason()).isEqualTo("CouldNotDetermineMessageSource");
            assertThat(task.approximateNumberOfMessagesMoved()).isEqualTo(1);
            assertThat(task.approximateNumberOfMessagesToMove()).isEqualTo(3);
        });
    }

    @Test
    void failsAtAMessageWhoseQueueIsGone() {
        SandboxQueue other = sandbox.queues().create("other", settings());
        giveUp(other, "text");
        sandbox.queues().delete("other");

        start(request -> {});

        assertThat(tasks().getFirst().failureReason()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(dead.visible()).hasSize(1);
    }

    @Test
    void listsTheLatestFirst() {
        start(request -> {});
        giveUp(queue, "text");
        start(request -> {});
        sandbox.queues().create("other");

        assertThat(tasks())
                .hasSize(1)
                .first()
                .satisfies(task ->
                        assertThat(task.approximateNumberOfMessagesMoved()).isEqualTo(1));
        assertThat(sqs.listMessageMoveTasks(
                                request -> request.sourceArn(dead.arn()).maxResults(10))
                        .results())
                .extracting(ListMessageMoveTasksResultEntry::approximateNumberOfMessagesMoved)
                .containsExactly(1L, 0L);
        assertThat(sqs.listMessageMoveTasks(request -> request.sourceArn(queue.arn()))
                        .results())
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoDeadLetterQueue() {
        assertThat(assertRefused(() -> start(request -> request.sourceArn(queue.arn())), INVALID))
                .hasMessageContaining("Source queue must be configured as a Dead Letter Queue.");
        assertThat(assertRefused(() -> start(request -> request.sourceArn(dead.arn() + "-missing")), NOT_FOUND))
                .hasMessageContaining("The resource that you specified for the SourceArn parameter doesn't exist.")
                .satisfies(refusal -> assertThat(refusal.statusCode()).isEqualTo(404));
        assertThat(assertRefused(() -> start(request -> request.sourceArn(dead.url())), INVALID))
                .hasMessageContaining("You must use this format to specify the SourceArn: "
                        + "arn:<partition>:<service>:<region>:<account-id>:<resource-id>");
        assertRefused(() -> start(request -> request.sourceArn(null)), "MissingParameter");
        assertRefused(() -> sqs.listMessageMoveTasks(request -> request.sourceArn(dead.arn() + "-missing")), NOT_FOUND);
    }

    @Test
    void refusesADestinationThatIsNone() {
        assertThat(assertRefused(() -> start(request -> request.destinationArn(dead.arn())), INVALID))
                .hasMessageContaining("Source queue arn and destination queue arn cannot be the same.");
        assertThat(assertRefused(() -> start(request -> request.destinationArn(dead.arn() + "-missing")), NOT_FOUND))
                .hasMessageContaining("DestinationArn");
    }

    @Test
    void refusesNumbersOutOfBounds() {
        for (int number : new int[] {0, 501}) {
            assertRefused(() -> start(request -> request.maxNumberOfMessagesPerSecond(number)), INVALID);
        }
        for (int number : new int[] {0, 11}) {
            assertRefused(
                    () -> sqs.listMessageMoveTasks(
                            request -> request.sourceArn(dead.arn()).maxResults(number)),
                    INVALID);
        }
    }

    @Test
    void faultsHitOneQueueAlone() {
        sandbox.faults()
                .add(Fault.on("StartMessageMoveTask", "drift-dead", Effect.THROTTLED)
                        .times(1));
        sandbox.faults().add(Fault.on("StartMessageMoveTask", "drift", Effect.DENIED));
        giveUp(queue, "text");

        assertRefused(() -> start(request -> {}), "RequestThrottled");
        start(request -> {});

        assertThat(sandbox.calls().of("StartMessageMoveTask"))
                .extracting(Call::table)
                .containsExactly("drift-dead", "drift-dead");
    }

    @Test
    void anIgnoredMoveMovesNothing() {
        giveUp(queue, "text");
        sandbox.faults().add(Fault.on("StartMessageMoveTask", Effect.IGNORED));

        start(request -> {});

        assertThat(dead.visible()).hasSize(1);
        assertThat(tasks()).isEmpty();
    }

    private void giveUp(SandboxQueue source, String body) {
        source.send(body, Map.of("detail", "kept"), Duration.ZERO);
        for (int delivery = 0; delivery <= MOST_DELIVERIES; delivery++) {
            source.receive(10);
            clock.advance(source.settings().visibilityTimeout());
        }
    }

    private String start(Consumer<StartMessageMoveTaskRequest.Builder> change) {
        return sqs.startMessageMoveTask(request -> change.accept(request.sourceArn(dead.arn())))
                .taskHandle();
    }

    private List<ListMessageMoveTasksResultEntry> tasks() {
        return sqs.listMessageMoveTasks(request -> request.sourceArn(dead.arn()))
                .results();
    }
}
