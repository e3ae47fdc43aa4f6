package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.lambda.EventSourceMapping;
import io.pitrguard.sandbox.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The event files have the shape of the events that Lambda sends for a queue. */
class DriftEventFilesTest extends SandboxFixture {

    private static final Path EVENTS = Path.of("..", "events");
    private static final Set<String> OPTIONAL = Set.of(
            "apiVersion", "errorCode", "errorMessage", "resources", "sessionCredentialFromConsole", "tlsDetails");

    static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS.resolve("drift"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isABatchAsLambdaSendsIt(String file) throws IOException {
        for (JsonNode written : records(file)) {
            JsonNode sent = sent(written);

            assertThat(names(written)).isEqualTo(names(sent));
            assertThat(names(written.path("attributes"))).isEqualTo(names(sent.path("attributes")));
            assertThat(written.path("messageAttributes")).isEqualTo(sent.path("messageAttributes"));
            assertThat(written.path("md5OfBody")).isEqualTo(sent.path("md5OfBody"));
            assertThat(written.path("md5OfMessageAttributes")).isEqualTo(sent.path("md5OfMessageAttributes"));
            assertThat(written.path("eventSourceARN")).isEqualTo(sent.path("eventSourceARN"));
            assertThat(written.path("awsRegion")).isEqualTo(sent.path("awsRegion"));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void carriesCallsAsEventBridgeSendsThem(String file) throws IOException {
        for (JsonNode written : records(file)) {
            ObjectNode call = Json.read(written.path("body").textValue());
            if (call == null) {
                assertThat(file).isEqualTo("batch-of-ten.json");
                continue;
            }
            assertThat(names(call))
                    .containsExactly(
                            "version",
                            "id",
                            "detail-type",
                            "source",
                            "account",
                            "time",
                            "region",
                            "resources",
                            "detail");
            assertThat(call.path("detail-type").textValue()).isEqualTo("AWS API Call via CloudTrail");
            assertThat(call.path("time")).isEqualTo(call.path("detail").path("eventTime"));
            if (call.path("source").textValue().equals("aws.dynamodb")) {
                assertIsCallOfDynamoDb(call.path("detail"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isDescribed(String file) throws IOException {
        assertThat(Files.readString(EVENTS.resolve("README.md"))).contains("`" + file + "`");
    }

    @Test
    void membersKeepTheirLettersButTheFirst() throws IOException {
        JsonNode override = detail("restore-to-point-in-time.json").at("/requestParameters/sSESpecificationOverride");

        assertThat(names(override)).containsExactly("enabled", "sSEType", "kMSMasterKeyId");
    }

    @Test
    void aBatchHasDuplicatesAndOneMessageThatIsNoJson() throws IOException {
        List<JsonNode> records = records("batch-of-ten.json");

        assertThat(records).hasSize(10);
        assertThat(records).extracting(written -> written.path("messageId")).doesNotHaveDuplicates();
        assertThat(records.stream().map(written -> written.path("body")).distinct())
                .hasSize(9);
    }

    private static void assertIsCallOfDynamoDb(JsonNode detail) {
        List<String> names = names(detail);
        names.removeAll(OPTIONAL);
        assertThat(names)
                .containsExactly(
                        "eventVersion",
                        "userIdentity",
                        "eventTime",
                        "eventSource",
                        "eventName",
                        "awsRegion",
                        "sourceIPAddress",
                        "userAgent",
                        "requestParameters",
                        "responseElements",
                        "requestID",
                        "eventID",
                        "readOnly",
                        "eventType",
                        "managementEvent",
                        "recipientAccountId",
                        "eventCategory");
        assertThat(detail.path("eventSource").textValue()).isEqualTo("dynamodb.amazonaws.com");
        assertThat(detail.path("readOnly").booleanValue()).isFalse();
    }

    /** The same message sent through a queue of the sandbox. */
    private JsonNode sent(JsonNode written) {
        sandbox.queues().delete("pitr-guard-drift");
        SandboxQueue queue = sandbox.queues().create("pitr-guard-drift");
        queue.send(written.path("body").textValue(), texts(written.path("messageAttributes")), Duration.ZERO);
        String event = new EventSourceMapping(queue, 1).poll().orElseThrow().event();
        return read(event).path("Records").path(0);
    }

    private static Map<String, String> texts(JsonNode attributes) {
        Map<String, String> texts = new HashMap<>();
        attributes
                .properties()
                .forEach(attribute -> texts.put(
                        attribute.getKey(),
                        attribute.getValue().path("stringValue").textValue()));
        return texts;
    }

    private static JsonNode detail(String file) throws IOException {
        return read(records(file).getFirst().path("body").textValue()).path("detail");
    }

    private static List<JsonNode> records(String file) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        read(Files.readString(EVENTS.resolve("drift").resolve(file)))
                .path("Records")
                .forEach(records::add);
        assertThat(records).isNotEmpty();
        return records;
    }

    private static ObjectNode read(String json) {
        return Objects.requireNonNull(Json.read(json));
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
