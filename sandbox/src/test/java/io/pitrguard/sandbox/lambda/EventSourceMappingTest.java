package io.pitrguard.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxClock;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.sandbox.SandboxQueue;
import io.pitrguard.sandbox.state.QueueMessage;
import io.pitrguard.sandbox.state.QueueSettings;
import io.pitrguard.sandbox.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a function gets from a queue, and what becomes of the messages. */
class EventSourceMappingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.250Z");
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofMinutes(3);

    private final SandboxClock clock = SandboxClock.at(NOW);
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withClock(clock));
    private final SandboxQueue dead = sandbox.queues().create("drift-dead");
    private final SandboxQueue queue = sandbox.queues()
            .create(
                    "drift",
                    QueueSettings.defaults()
                            .withVisibilityTimeout(VISIBILITY_TIMEOUT)
                            .withRedrive(new QueueSettings.Redrive(dead.arn(), 2)));
    private final EventSourceMapping mapping = new EventSourceMapping(queue, 10);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void writesTheEventAsLambdaDoes() {
        String id = queue.send("hello world", Map.of("attempt", "3"), Duration.ZERO);
        clock.advance(Duration.ofSeconds(1));

        SqsBatch batch = mapping.poll().orElseThrow();

        String handle =
                Objects.requireNonNull(batch.messages().getFirst().receipt()).handle();
        assertThat(batch.event())
                .isEqualTo("{\"Records\":[{\"messageId\":\"" + id + "\",\"receiptHandle\":\"" + handle
                        + "\",\"body\":\"hello world\",\"attributes\":{\"ApproximateReceiveCount\":\"1\","
                        + "\"SentTimestamp\":\"1772366400250\",\"SenderId\":\"AIDASANDBOXEXAMPLE\","
                        + "\"ApproximateFirstReceiveTimestamp\":\"1772366401250\"},"
                        + "\"messageAttributes\":{\"attempt\":{\"stringValue\":\"3\",\"stringListValues\":[],"
                        + "\"binaryListValues\":[],\"dataType\":\"String\"}},"
                        + "\"md5OfMessageAttributes\":\"d119462bf2c0f6ea08ee3fc5bbdda366\","
                        + "\"md5OfBody\":\"5eb63bbbe01eeed093cb22bb8f5acdc3\",\"eventSource\":\"aws:sqs\","
                        + "\"eventSourceARN\":\"arn:aws:sqs:eu-west-1:123456789012:drift\","
                        + "\"awsRegion\":\"eu-west-1\"}]}");
    }

    @Test
    void aPlainMessageHasEmptyAttributesAndNoDigestOfThem() {
        queue.send("text");

        JsonNode sent = record(mapping.poll().orElseThrow());

        assertThat(sent.path("messageAttributes")).isEqualTo(Json.object());
        assertThat(sent.has("md5OfMessageAttributes")).isFalse();
    }

    @Test
    void takesNoMoreThanABatchAndNothingFromAnEmptyQueue() {
        IntStream.range(0, 25).forEach(index -> queue.send("m" + index));
        queue.send("later", Map.of(), Duration.ofMinutes(1));

        assertThat(new EventSourceMapping(queue, 17).poll().orElseThrow().messages())
                .hasSize(17);
        assertThat(mapping.poll().orElseThrow().messages())
                .extracting(QueueMessage::body)
                .containsExactly("m17", "m18", "m19", "m20", "m21", "m22", "m23", "m24");
        assertThat(mapping.poll()).isEmpty();
        assertThat(mapping.deliver(event -> "")).isEmpty();
    }

    @Test
    void deletesTheSuccessesAndDeliversTheFailuresAgainAfterTheTimeout() {
        queue.send("good");
        String bad = queue.send("bad");

        assertThat(mapping.deliver(event -> failures(bad))).contains(Set.of(bad));
        assertThat(queue.inFlight()).extracting(QueueMessage::id).containsExactly(bad);
        assertThat(mapping.poll()).isEmpty();
        clock.advance(VISIBILITY_TIMEOUT);

        SqsBatch again = mapping.poll().orElseThrow();
        assertThat(record(again).at("/attributes/ApproximateReceiveCount").textValue())
                .isEqualTo("2");
        assertThat(again.settle(failures(bad))).containsExactly(bad);
        clock.advance(VISIBILITY_TIMEOUT);
        assertThat(mapping.poll()).isEmpty();
        assertThat(dead.messages()).extracting(QueueMessage::id).containsExactly(bad);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"batchItemFailures\":[]}", "{\"batchItemFailures\":null}"})
    void theseAnswersAreASuccessOfAll(String answer) {
        queue.send("a");
        queue.send("b");

        assertThat(mapping.deliver(event -> answer)).contains(Set.of());
        assertThat(queue.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "done",
                "[]",
                "{\"batchItemFailures\":\"ID\"}",
                "{\"batchItemFailures\":[\"ID\"]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"itemIdentifer\":\"ID\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"ID\"},{\"itemIdentifier\":\"of another\"}]}"
            })
    void theseAnswersAreAFailureOfAll(String answer) {
        String first = queue.send("a");
        String second = queue.send("b");

        assertThat(mapping.deliver(event -> answer.replace("ID", first))).contains(Set.of(first, second));
        assertThat(queue.inFlight()).hasSize(2);
    }

    @Test
    void allFailWhenTheFunctionFailsOrEnds() {
        FunctionError error = new FunctionError("Boom", "boom", List.of(), null);
        List<Outcome> outcomes =
                List.of(new Outcome.Failed(error), new Outcome.InitFailed(error), new Outcome.Crashed(137));
        for (Outcome outcome : outcomes) {
            String id = queue.send("a");
            assertThat(mapping.poll().orElseThrow().settle(outcome)).containsExactly(id);
            queue.clear();
        }
        String id = queue.send("a");
        assertThat(mapping.deliver(event -> {
                    throw new IllegalStateException();
                }))
                .contains(Set.of(id));
    }

    @Test
    void anAnswerAfterTheTimeoutDeletesNothingThatSomebodyElseHolds() {
        queue.send("a");
        SqsBatch slow = mapping.poll().orElseThrow();
        clock.advance(VISIBILITY_TIMEOUT);
        SqsBatch quick = mapping.poll().orElseThrow();

        slow.settle("");
        assertThat(queue.inFlight()).hasSize(1);
        quick.settle(new Outcome.Answered(""));
        assertThat(queue.messages()).isEmpty();
    }

    @Test
    void refusesBatchesThatLambdaDoesNotMake() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EventSourceMapping(queue, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new EventSourceMapping(queue, 10_001));
    }

    private static String failures(String id) {
        return "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + id + "\"}]}";
    }

    private static JsonNode record(SqsBatch batch) {
        ObjectNode event = Objects.requireNonNull(Json.read(batch.event()));
        List<JsonNode> records = new ArrayList<>();
        event.path("Records").forEach(records::add);
        return records.getFirst();
    }
}
