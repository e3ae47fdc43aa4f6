package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.sandbox.state.QueueMessage;
import io.pitrguard.sandbox.state.QueueSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;

/** How messages are received, hidden, deleted and given up, all on the sandbox's clock. */
class QueueReceiveTest extends QueueFixture {

    private static final String INVALID = "InvalidParameterValue";
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);

    @Test
    void showsAMessageWithItsAttributes() {
        String id = queue.send("{\"a\":1}", Map.of("attempt", "3", "first.seen", "earlier"), Duration.ZERO);
        clock.advance(Duration.ofSeconds(2));

        Message message = receiveOne();

        assertThat(message.messageId()).isEqualTo(id);
        assertThat(message.body()).isEqualTo("{\"a\":1}");
        assertThat(message.receiptHandle()).startsWith("AQEB");
        assertThat(message.messageAttributes().get("attempt").stringValue()).isEqualTo("3");
        assertThat(message.attributesAsStrings())
                .isEqualTo(Map.of(
                        "ApproximateReceiveCount",
                        "1",
                        "SentTimestamp",
                        Long.toString(NOW.toEpochMilli()),
                        "SenderId",
                        "AIDASANDBOXEXAMPLE",
                        "ApproximateFirstReceiveTimestamp",
                        Long.toString(NOW.plusSeconds(2).toEpochMilli())));
    }

    @Test
    void showsTheAttributesThatWereAskedForOnly() {
        // Nothing is given up by the dead-letter queue, however often it is looked at.
        dead.send("a", Map.of("drift.attempt", "3", "drift.seen", "x", "other", "y"), Duration.ZERO);

        assertThat(peek("drift.*").messageAttributes()).containsOnlyKeys("drift.attempt", "drift.seen");
        assertThat(peek("other").messageAttributes()).containsOnlyKeys("other");
        assertThat(peek(".*").messageAttributes()).hasSize(3);
        Message bare = peek();
        assertThat(bare.messageAttributes()).isEmpty();
        assertThat(bare.md5OfMessageAttributes()).isNull();
    }

    @Test
    void refusesASystemAttributeThatIsNone() {
        assertRefused(
                () -> receive(request -> request.messageSystemAttributeNamesWithStrings("Colour")),
                "InvalidAttributeName");
    }

    // The old name is what this is about.
    @SuppressWarnings("deprecation")
    @Test
    void takesTheOldNameOfSystemAttributesToo() {
        queue.send("a");

        assertThat(receive(request ->
                        request.messageSystemAttributeNames(List.of()).attributeNamesWithStrings("SentTimestamp")))
                .singleElement()
                .satisfies(message ->
                        assertThat(message.attributes()).containsOnlyKeys(MessageSystemAttributeName.SENT_TIMESTAMP));
    }

    @Test
    void hidesAMessageUntilItsTimeoutAndCountsReceives() {
        queue.send("a");

        String first = receiveOne().receiptHandle();
        assertThat(receive(request -> {})).isEmpty();
        clock.advance(VISIBILITY_TIMEOUT.minusMillis(1));
        assertThat(receive(request -> {})).isEmpty();
        clock.advance(Duration.ofMillis(1));
        Message again = receiveOne();

        assertThat(again.receiptHandle()).isNotEqualTo(first);
        assertThat(again.attributesAsStrings()).containsEntry("ApproximateReceiveCount", "2");
        assertThat(again.attributesAsStrings())
                .containsEntry("ApproximateFirstReceiveTimestamp", Long.toString(NOW.toEpochMilli()));
    }

    @Test
    void aReceiveMayHideForAnotherTime() {
        queue.send("a");

        receive(request -> request.visibilityTimeout(5));
        clock.advance(Duration.ofSeconds(5));
        assertThat(receive(request -> request.visibilityTimeout(0))).hasSize(1);
        assertThat(receive(request -> {})).hasSize(1);
    }

    @Test
    void receivesUpToTenInTheOrderOfSending() {
        IntStream.range(0, 12).forEach(index -> queue.send("m" + index));

        assertThat(receive(request -> request.maxNumberOfMessages(null))).hasSize(1);
        assertThat(receive(request -> {}))
                .hasSize(10)
                .first()
                .extracting(Message::body)
                .isEqualTo("m1");
        assertThat(receive(request -> {})).extracting(Message::body).containsExactly("m11");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 11})
    void refusesToGiveSoMany(int number) {
        assertThat(assertRefused(() -> receive(request -> request.maxNumberOfMessages(number)), INVALID))
                .hasMessageContaining("MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10");
    }

    @Test
    void refusesTimesOutOfRange() {
        assertRefused(() -> receive(request -> request.visibilityTimeout(43_201)), INVALID);
        assertRefused(() -> receive(request -> request.waitTimeSeconds(21)), INVALID);
        assertThat(receive(request -> request.waitTimeSeconds(20))).isEmpty();
    }

    @Test
    void delaysByTheMessageOrElseByTheQueue() {
        SandboxQueue slow =
                sandbox.queues().create("slow", QueueSettings.defaults().withDelay(Duration.ofMinutes(5)));
        send(request -> request.queueUrl(slow.url()).messageBody("queue"));
        send(request -> request.queueUrl(slow.url()).messageBody("message").delaySeconds(0));
        slow.send("rule");

        assertThat(slow.visible()).extracting(QueueMessage::body).containsExactly("message");
        clock.advance(Duration.ofMinutes(5));
        assertThat(slow.visible()).hasSize(3);
    }

    @Test
    void deletesByTheLatestHandleOnly() {
        queue.send("a");
        String first = receiveOne().receiptHandle();
        clock.advance(VISIBILITY_TIMEOUT);
        String second = receiveOne().receiptHandle();

        delete(first);
        assertThat(queue.messages()).hasSize(1);
        delete(second);
        assertThat(queue.messages()).isEmpty();
        delete(second);
    }

    @Test
    void deletesAMessageThatIsVisibleAgainButNotReceivedAgain() {
        queue.send("a");
        String handle = receiveOne().receiptHandle();
        clock.advance(VISIBILITY_TIMEOUT);

        delete(handle);

        assertThat(queue.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "AQEBnonsense", "AQEB", "AQEB!", "AQEBYSBiIGM="})
    void refusesHandlesThatItNeverGave(String handle) {
        assertThatExceptionOfType(ReceiptHandleIsInvalidException.class).isThrownBy(() -> delete(handle));
    }

    @Test
    void refusesTheHandleOfAnotherQueue() {
        dead.send("a");
        String handle = dead.receive(1).getFirst().receipt().handle();

        assertThatExceptionOfType(ReceiptHandleIsInvalidException.class).isThrownBy(() -> delete(handle));
        assertThat(dead.messages()).hasSize(1);
    }

    @Test
    void givesUpWhatWasReceivedTooOften() {
        queue.send("poison");
        for (int delivery = 0; delivery < MOST_DELIVERIES; delivery++) {
            assertThat(receive(request -> {})).hasSize(1);
            assertThat(dead.messages()).isEmpty();
            clock.advance(VISIBILITY_TIMEOUT);
        }

        assertThat(receive(request -> {})).isEmpty();

        assertThat(queue.messages()).isEmpty();
        assertThat(receive(request -> request.queueUrl(dead.url())))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.body()).isEqualTo("poison");
                    assertThat(message.attributesAsStrings())
                            .containsEntry("DeadLetterQueueSourceArn", queue.arn())
                            .containsEntry("ApproximateReceiveCount", "4")
                            .containsEntry("SentTimestamp", Long.toString(NOW.toEpochMilli()));
                });
    }

    @Test
    void keepsDeliveringWhenTheDeadLetterQueueIsGone() {
        sandbox.queues().delete(dead.name());
        queue.send("poison");
        for (int delivery = 0; delivery <= MOST_DELIVERIES; delivery++) {
            assertThat(receive(request -> {})).hasSize(1);
            clock.advance(VISIBILITY_TIMEOUT);
        }
    }

    @Test
    void dropsWhatIsOlderThanTheRetention() {
        queue.send("old");
        clock.advance(Duration.ofDays(4).minusMillis(1));
        assertThat(queue.messages()).hasSize(1);
        clock.advance(Duration.ofMillis(1));

        assertThat(receive(request -> {})).isEmpty();
        assertThat(queue.messages()).isEmpty();
    }

    private Message peek(String... attributeNames) {
        return receive(request ->
                        request.queueUrl(dead.url()).visibilityTimeout(0).messageAttributeNames(attributeNames))
                .getFirst();
    }

    private void delete(String handle) {
        sqs.deleteMessage(request -> request.queueUrl(queue.url()).receiptHandle(handle));
    }
}
