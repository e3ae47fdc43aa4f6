package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/** Queues and their attributes. */
class QueuesTest extends QueueFixture {

    private static final String NO_QUEUE = "AWS.SimpleQueueService.NonExistentQueue";

    @Test
    void createsAQueueWithItsAttributes() {
        String policy = "{ \"deadLetterTargetArn\" : \"%s\", \"maxReceiveCount\" : \"5\" }".formatted(dead.arn());
        String url = create(Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT, "180",
                QueueAttributeName.DELAY_SECONDS, "300",
                QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600",
                QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "20",
                QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "262144",
                QueueAttributeName.REDRIVE_POLICY, policy));

        assertThat(url).isEqualTo(sandbox.endpoint() + "/123456789012/made");
        assertThat(attributes(url, QueueAttributeName.ALL))
                .containsEntry("QueueArn", "arn:aws:sqs:eu-west-1:123456789012:made")
                .containsEntry("VisibilityTimeout", "180")
                .containsEntry("DelaySeconds", "300")
                .containsEntry("MessageRetentionPeriod", "1209600")
                .containsEntry("ReceiveMessageWaitTimeSeconds", "20")
                .containsEntry("MaximumMessageSize", "262144")
                .containsEntry(
                        "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + dead.arn() + "\",\"maxReceiveCount\":5}")
                .containsEntry("CreatedTimestamp", Long.toString(NOW.getEpochSecond()))
                .containsEntry("ApproximateNumberOfMessages", "0");
        assertThat(sandbox.queues().names()).containsExactly("drift", "drift-dead", "made");
        assertThat(sandbox.queues().get("made").settings().delay()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void setsUpAQueueAsAwsDoes() {
        assertThat(attributes(create(Map.of()), QueueAttributeName.ALL))
                .containsEntry("VisibilityTimeout", "30")
                .containsEntry("DelaySeconds", "0")
                .containsEntry("MessageRetentionPeriod", "345600")
                .containsEntry("MaximumMessageSize", "1048576")
                .doesNotContainKey("RedrivePolicy");
    }

    @Test
    void countsMessagesByWhatBecameOfThem() {
        queue.send("waits", Map.of(), Duration.ofMinutes(1));
        queue.send("taken");
        receiveOne();
        queue.send("free");

        assertThat(attributes(
                        queue.url(),
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .isEqualTo(Map.of(
                        "ApproximateNumberOfMessages", "1",
                        "ApproximateNumberOfMessagesNotVisible", "1",
                        "ApproximateNumberOfMessagesDelayed", "1"));
        assertThat(queue.visible()).extracting("body").containsExactly("free");
        assertThat(queue.inFlight()).extracting("body").containsExactly("taken");
        assertThat(queue.delayed()).extracting("body").containsExactly("waits");
    }

    @Test
    void showsNoAttributesThatNobodyAskedForAndRefusesUnknownOnes() {
        assertThat(attributes(queue.url())).isEmpty();
        assertThat(attributes(dead.url(), QueueAttributeName.REDRIVE_POLICY, QueueAttributeName.POLICY))
                .isEmpty();
        assertRefused(
                () -> sqs.getQueueAttributes(
                        request -> request.queueUrl(queue.url()).attributeNamesWithStrings("Depth")),
                "InvalidAttributeName");
    }

    @Test
    void aNameThatIsTakenLeadsToItsQueueUnlessAnAttributeDiffers() {
        String url = create(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60"));

        assertThat(create(Map.of())).isEqualTo(url);
        assertThat(create(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60"))).isEqualTo(url);
        assertThatExceptionOfType(QueueNameExistsException.class)
                .isThrownBy(() -> create(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "61")))
                .satisfies(refusal ->
                        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("QueueAlreadyExists"));
    }

    @ParameterizedTest
    @CsvSource({
        "VisibilityTimeout, 43201, InvalidAttributeValue",
        "VisibilityTimeout, -1, InvalidAttributeValue",
        "VisibilityTimeout, long, InvalidAttributeValue",
        "DelaySeconds, 901, InvalidAttributeValue",
        "MessageRetentionPeriod, 59, InvalidAttributeValue",
        "ReceiveMessageWaitTimeSeconds, 21, InvalidAttributeValue",
        "MaximumMessageSize, 1048577, InvalidAttributeValue",
        "Depth, 1, InvalidAttributeName",
        "FifoQueue, true, AWS.SimpleQueueService.UnsupportedOperation",
        "RedrivePolicy, none, InvalidParameterValue"
    })
    void refusesAttributesThatNoQueueCouldHave(String name, String value, String code) {
        assertRefused(
                () -> sqs.createQueue(request -> request.queueName("made").attributesWithStrings(Map.of(name, value))),
                code);
        assertThat(sandbox.queues().names()).doesNotContain("made");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"deadLetterTargetArn\":\"ARN\"}",
                "{\"deadLetterTargetArn\":\"ARN\",\"maxReceiveCount\":0}",
                "{\"deadLetterTargetArn\":\"ARN\",\"maxReceiveCount\":1001}",
                "{\"deadLetterTargetArn\":\"ARN\",\"maxReceiveCount\":\"many\"}",
                "{\"deadLetterTargetArn\":\"ARN-missing\",\"maxReceiveCount\":3}"
            })
    void refusesRedrivePoliciesThatLeadNowhere(String policy) {
        String filled = policy.replace("ARN", dead.arn());

        assertThat(assertRefused(
                        () -> create(Map.of(QueueAttributeName.REDRIVE_POLICY, filled)), "InvalidParameterValue"))
                .hasMessageContaining("RedrivePolicy");
    }

    @Test
    void refusesNamesThatNoQueueCouldHave() {
        for (String name : new String[] {"", "no good", "made.fifo", "n".repeat(81)}) {
            assertRefused(() -> sqs.createQueue(request -> request.queueName(name)), "InvalidParameterValue");
        }
        assertRefused(
                () -> sqs.createQueue(request -> request.queueName("made").tags(Map.of("a", "b"))),
                "AWS.SimpleQueueService.UnsupportedOperation");
    }

    @Test
    void findsAQueueByNameAndMissesOthers() {
        assertThat(sqs.getQueueUrl(request -> request.queueName("drift")).queueUrl())
                .isEqualTo(queue.url());
        assertThatExceptionOfType(QueueDoesNotExistException.class)
                .isThrownBy(() -> sqs.getQueueUrl(request -> request.queueName("missing")));
        assertRefused(
                () -> sqs.getQueueUrl(request -> request.queueName("drift").queueOwnerAWSAccountId("210987654321")),
                NO_QUEUE);
        String other = queue.url().replace("123456789012", "210987654321");
        assertRefused(() -> attributes(other, QueueAttributeName.ALL), NO_QUEUE);
        assertRefused(() -> attributes(queue.url() + "-missing", QueueAttributeName.ALL), NO_QUEUE);
        assertRefused(() -> attributes("drift", QueueAttributeName.ALL), "InvalidAddress");
    }

    @Test
    void queuesAreAlsoMadeAndDeletedBehindAwsBack() {
        assertThat(sandbox.queues().create("made").settings().visibilityTimeout())
                .isEqualTo(Duration.ofSeconds(30));
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.queues().create("made"));
        assertThat(sandbox.queues().delete("made")).isTrue();
        assertThat(sandbox.queues().delete("made")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.queues().get("made"));
        queue.send("a");
        queue.clear();
        assertThat(queue.messages()).isEmpty();
    }

    private String create(Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName("made").attributes(attributes))
                .queueUrl();
    }

    private Map<String, String> attributes(String url, QueueAttributeName... names) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(names))
                .attributesAsStrings();
    }
}
