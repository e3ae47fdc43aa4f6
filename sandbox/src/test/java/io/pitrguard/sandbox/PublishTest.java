package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.state.Published;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** What SNS accepts and what it refuses. */
class PublishTest extends SandboxFixture {

    private SnsClient sns;
    private String topic;

    @BeforeEach
    void connect() {
        sns = target.sns();
        topic = sandbox.topics().create("alerts");
    }

    @AfterEach
    void disconnect() {
        sns.close();
    }

    @Test
    void keepsWhatItAccepts() {
        String text = "{\"default\":\"zwölf & <b>\",\"email\":\"a\\nb\"}";
        publish(request -> request.subject("2 tables: no PITR!")
                .message(text)
                .messageStructure("json")
                .messageAttributes(Map.of(
                        "severity", attribute("String", "high"),
                        "count", attribute("Number", "12.5"),
                        "tables", attribute("String.Array", "[\"a\"]"),
                        "raw",
                                MessageAttributeValue.builder()
                                        .dataType("Binary")
                                        .binaryValue(SdkBytes.fromUtf8String("x"))
                                        .build())));

        assertThat(sandbox.topics().published())
                .containsExactly(new Published(
                        topic,
                        "2 tables: no PITR!",
                        text,
                        "json",
                        Map.of(
                                "severity", new Published.Attribute("String", "high"),
                                "count", new Published.Attribute("Number", "12.5"),
                                "tables", new Published.Attribute("String.Array", "[\"a\"]"),
                                "raw", new Published.Attribute("Binary", "eA=="))));
        sandbox.topics().clear();
        assertThat(sandbox.topics().published()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " starts with a space", "two\nlines", "tab\there", "café", "bell\u0007"})
    void refusesASubjectThatMailCouldNotCarry(String subject) {
        assertRefused(() -> publish(request -> request.subject(subject)), "InvalidParameter");
    }

    @Test
    void acceptsASubjectOf99CharactersAndRefusesOneOf100() {
        publish(request -> request.subject("s".repeat(99)));
        assertRefused(() -> publish(request -> request.subject("s".repeat(100))), "InvalidParameter");
    }

    @Test
    void countsBytesNotCharactersAndAttributesToo() {
        publish(request -> request.message("ö".repeat(131_072)));
        assertRefused(() -> publish(request -> request.message("ö".repeat(131_072) + "o")), "InvalidParameter");
        assertRefused(
                () -> publish(request -> request.message("o".repeat(262_144 - 10))
                        .messageAttributes(Map.of("name", attribute("String", "v")))),
                "InvalidParameter");
        publish(request ->
                request.message("o".repeat(262_144 - 11)).messageAttributes(Map.of("name", attribute("String", "v"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "[]", "{}", "{\"default\":1}", "{\"email\":\"x\"}", "{\"default\":\"x\"} {}"})
    void refusesAStructureWithoutADefaultText(String message) {
        assertRefused(() -> publish(request -> request.message(message).messageStructure("json")), "InvalidParameter");
    }

    @Test
    void refusesAnotherStructureAndAnEmptyMessage() {
        assertRefused(() -> publish(request -> request.messageStructure("xml")), "InvalidParameter");
        assertRefused(() -> publish(request -> request.message("")), "InvalidParameter");
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
    void refusesAttributesThatSubscriptionsCouldNotFilterBy(String name, String type, String value) {
        assertRefused(
                () -> publish(request -> request.messageAttributes(Map.of(name, attribute(type, value)))),
                "ParameterValueInvalid");
    }

    @Test
    void refusesTopicsThatAreNotThere() {
        assertThat(assertRefused(() -> publish(request -> request.topicArn(topic + "2")), "NotFound")
                        .statusCode())
                .isEqualTo(404);
        assertRefused(() -> publish(request -> request.topicArn("alerts")), "InvalidParameter");
        assertThat(sandbox.topics().delete(topic)).isTrue();
        assertRefused(() -> publish(request -> {}), "NotFound");
    }

    @Test
    void createsTopicsAndSubscriptions() {
        String created = sns.createTopic(request -> request.name("digest")).topicArn();

        assertThat(created).isEqualTo("arn:aws:sns:eu-west-1:123456789012:digest");
        assertThat(sandbox.topics().create("digest")).isEqualTo(created);
        assertThat(sns.subscribe(request ->
                                request.topicArn(created).protocol("email").endpoint("a@example.com"))
                        .subscriptionArn())
                .isEqualTo("pending confirmation");
        assertRefused(() -> sns.createTopic(request -> request.name("no good")), "InvalidParameter");
        assertRefused(() -> sns.subscribe(request -> request.topicArn(created)), "InvalidParameter");
    }

    @Test
    void saysWhatElseItCanNotDo() {
        assertThat(assertRefused(sns::listTopics, "InvalidAction")).hasMessageContaining("ListTopics");
    }

    private void publish(Consumer<PublishRequest.Builder> change) {
        PublishRequest.Builder request =
                PublishRequest.builder().topicArn(topic).message("text");
        change.accept(request);
        sns.publish(request.build());
    }

    private static MessageAttributeValue attribute(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }
}
