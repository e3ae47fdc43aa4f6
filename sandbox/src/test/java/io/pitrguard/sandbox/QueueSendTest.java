package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.sandbox.state.MessageAttribute;
import io.pitrguard.sandbox.state.QueueMessage;
import io.pitrguard.sandbox.state.QueueSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** What SQS accepts and what it refuses. */
class QueueSendTest extends QueueFixture {

    private static final String INVALID = "InvalidParameterValue";

    @Test
    void keepsWhatItAccepts() {
        String text = "zwölf & <b> \uD83D\uDE00\t\r\n";
        var answer = send(request -> request.messageBody(text)
                .delaySeconds(7)
                .messageAttributes(Map.of(
                        "attempt", attribute("Number", "3"),
                        "first.seen", attribute("String.time", "2026-03-01T12:00:00Z"),
                        "raw", binary("Binary"))));

        assertThat(answer.md5OfMessageAttributes()).hasSize(32);
        assertThat(queue.messages())
                .containsExactly(new QueueMessage(
                        answer.messageId(),
                        text,
                        Map.of(
                                "attempt", new MessageAttribute("Number", "3"),
                                "first.seen", new MessageAttribute("String.time", "2026-03-01T12:00:00Z"),
                                "raw", new MessageAttribute("Binary", "AP8=")),
                        "AIDASANDBOXEXAMPLE",
                        NOW,
                        NOW.plusSeconds(7),
                        null,
                        null));
    }

    /** From the answers of AWS that its SDKs are tested with. */
    @Test
    void digestsAsAwsDoes() {
        assertThat(send(request -> request.messageBody("hello world")).md5OfMessageBody())
                .isEqualTo("5eb63bbbe01eeed093cb22bb8f5acdc3");
        assertThat(send(request -> {}).md5OfMessageAttributes()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u000B", "\uFFFE", "bell\u0007"})
    void refusesCharactersThatXmlCouldNotCarry(String body) {
        assertThatExceptionOfType(InvalidMessageContentsException.class)
                .isThrownBy(() -> send(request -> request.messageBody(body)));
    }

    @Test
    void refusesAnEmptyMessage() {
        assertRefused(() -> send(request -> request.messageBody("")), "MissingParameter");
    }

    @Test
    void countsBytesNotCharactersAndAttributesToo() {
        int most = QueueSettings.LARGEST;
        send(request -> request.messageBody("ö".repeat(most / 2)));
        assertRefused(() -> send(request -> request.messageBody("ö".repeat(most / 2) + "o")), INVALID);
        send(request ->
                request.messageBody("o".repeat(most - 11)).messageAttributes(Map.of("name", attribute("String", "v"))));
        assertRefused(
                () -> send(request -> request.messageBody("o".repeat(most - 10))
                        .messageAttributes(Map.of("name", attribute("String", "v")))),
                INVALID);
    }

    @Test
    void aQueueMayTakeLess() {
        SandboxQueue small =
                sandbox.queues().create("small", QueueSettings.defaults().withMaximumSize(1_024));

        send(request -> request.queueUrl(small.url()).messageBody("o".repeat(1_024)));
        assertRefused(() -> send(request -> request.queueUrl(small.url()).messageBody("o".repeat(1_025))), INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "name, Text, value",
        "name, Number, twelve",
        "name, String, ''",
        ".name, String, value",
        "a..b, String, value",
        "AWS.name, String, value",
        "na me, String, value"
    })
    void refusesAttributesThatNoMessageCouldHave(String name, String type, String value) {
        assertRefused(() -> send(request -> request.messageAttributes(Map.of(name, attribute(type, value)))), INVALID);
    }

    @Test
    void refusesTheEleventhAttribute() {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        IntStream.range(0, 10).forEach(index -> attributes.put("a" + index, attribute("String", "v")));

        send(request -> request.messageAttributes(attributes));
        attributes.put("b", attribute("String", "v"));
        assertRefused(() -> send(request -> request.messageAttributes(attributes)), INVALID);
    }

    @Test
    void delaysBy0To900Seconds() {
        assertThatCode(() -> send(request -> request.delaySeconds(900))).doesNotThrowAnyException();
        assertRefused(() -> send(request -> request.delaySeconds(901)), INVALID);
        assertRefused(() -> send(request -> request.delaySeconds(-1)), INVALID);
    }

    @Test
    void saysWhatOnlyAwsCan() {
        assertRefused(
                () -> send(request -> request.messageGroupId("a")), "AWS.SimpleQueueService.UnsupportedOperation");
    }

    private static MessageAttributeValue binary(String type) {
        return MessageAttributeValue.builder()
                .dataType(type)
                .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1}))
                .build();
    }
}
