package io.pitrguard.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * What the product relies on when it puts events back into its queue, phrased so that it holds for AWS, for the sandbox
 * and for moto. The SDK's client checks every digest. Apart from {@link AwsContract}, so that only those who check it
 * need the client of SQS.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class QueueContract {

    private static final String INVALID = "InvalidParameterValue";

    private SqsClient sqs;
    private String name;
    private String queue;

    /** What to check; asked once. */
    protected abstract Target target();

    @BeforeAll
    void connect() {
        Target target = target();
        sqs = target.configure(SqsClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterAll
    void disconnect() {
        sqs.close();
    }

    @BeforeEach
    void create() {
        name = "contract-" + UUID.randomUUID();
        queue = create(name, Map.of());
    }

    @Test
    void findsAQueueByNameAndCreatesItOnce() {
        assertThat(sqs.getQueueUrl(request -> request.queueName(name)).queueUrl())
                .isEqualTo(queue);
        assertThat(create(name, Map.of())).isEqualTo(queue);
        assertRefused(() -> create(name, Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "77")), "QueueAlreadyExists");
    }

    @Test
    void missesAQueueThatIsNotThere() {
        String code = "AWS.SimpleQueueService.NonExistentQueue";

        assertRefused(() -> sqs.getQueueUrl(request -> request.queueName(name + "-missing")), code);
        assertRefused(
                () -> sqs.sendMessage(
                        request -> request.queueUrl(queue + "-missing").messageBody("text")),
                code);
    }

    @Test
    void showsTheAttributesItWasCreatedWith() {
        String dead = attributes(queue).get("QueueArn");
        String policy = "{\"deadLetterTargetArn\":\"" + dead + "\",\"maxReceiveCount\":3}";

        String source = create(
                name + "-source",
                Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT, "180",
                        QueueAttributeName.DELAY_SECONDS, "300",
                        QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600",
                        QueueAttributeName.REDRIVE_POLICY, policy));

        assertThat(dead).endsWith(":" + name);
        assertThat(attributes(source))
                .containsEntry("VisibilityTimeout", "180")
                .containsEntry("DelaySeconds", "300")
                .containsEntry("MessageRetentionPeriod", "1209600");
        assertThat(attributes(source).get("RedrivePolicy")).contains(dead, "maxReceiveCount");
    }

    @Test
    void deliversAMessageWithItsAttributes() {
        sqs.sendMessage(request -> request.queueUrl(queue)
                .messageBody("{\"text\":\"zwölf & <more>\"}")
                .messageAttributes(Map.of(
                        "attempt",
                        MessageAttributeValue.builder()
                                .dataType("Number")
                                .stringValue("3")
                                .build(),
                        "first",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("2026-11-22T09:15:00Z")
                                .build(),
                        "raw",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromUtf8String("x"))
                                .build())));

        Message message = receive(1).getFirst();

        assertThat(message.body()).isEqualTo("{\"text\":\"zwölf & <more>\"}");
        assertThat(message.messageAttributes().get("attempt").stringValue()).isEqualTo("3");
        assertThat(message.messageAttributes().get("raw").binaryValue().asUtf8String())
                .isEqualTo("x");
        assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
                .containsKeys(
                        MessageSystemAttributeName.SENT_TIMESTAMP,
                        MessageSystemAttributeName.SENDER_ID,
                        MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP);
    }

    @Test
    void hidesAMessageThatWasReceivedUntilItIsDeleted() {
        send("text");
        Message first = peek();
        Message second = receive(1).getFirst();

        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
        assertThat(second.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
        assertThat(receive(0)).isEmpty();
        delete(second.receiptHandle());
        assertThat(receive(0)).isEmpty();
        delete(second.receiptHandle());
    }

    @Test
    void refusesAHandleThatItNeverGave() {
        assertRefused(() -> delete("nonsense"), "ReceiptHandleIsInvalid");
    }

    @Test
    void delaysAMessage() {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("later").delaySeconds(900));

        assertThat(receive(0)).isEmpty();
        assertThat(attributes(queue)).containsEntry("ApproximateNumberOfMessagesDelayed", "1");
        assertRefused(
                () -> sqs.sendMessage(
                        request -> request.queueUrl(queue).messageBody("text").delaySeconds(901)),
                INVALID);
    }

    @Test
    void refusesToGiveMoreThanTenOrNone() {
        for (int number : new int[] {0, 11}) {
            assertRefused(
                    () -> sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(number)), INVALID);
        }
    }

    @Test
    void refusesAMessageOfMoreThanAMebibyte() {
        send("x".repeat(1_048_576));
        assertRefused(() -> send("x".repeat(1_048_577)), INVALID);
    }

    @Test
    void givesUpWhatWasReceivedTooOften() {
        String dead = queue;
        String policy = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"1\"}"
                .formatted(attributes(dead).get("QueueArn"));
        queue = create(name + "-source", Map.of(QueueAttributeName.REDRIVE_POLICY, policy));
        send("poison");
        peek();

        assertThat(receive(1)).isEmpty();

        queue = dead;
        assertThat(receive(1)).extracting(Message::body).containsExactly("poison");
    }

    private String create(String queueName, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(queueName).attributes(attributes))
                .queueUrl();
    }

    private Map<String, String> attributes(String url) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings();
    }

    private void send(String body) {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body));
    }

    /** Receives a message without hiding it. */
    private Message peek() {
        return sqs.receiveMessage(request -> request.queueUrl(queue).visibilityTimeout(0))
                .messages()
                .getFirst();
    }

    // A wait, because moto shows a message that was not hidden a millisecond later.
    private List<Message> receive(int waitSeconds) {
        return sqs.receiveMessage(request -> request.queueUrl(queue)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(waitSeconds)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private void delete(String handle) {
        sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(handle));
    }

    // By code, not by type: the SDK does not find its types for moto's way of writing them.
    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatExceptionOfType(SqsException.class).isThrownBy(call).satisfies(refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(400);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }
}
