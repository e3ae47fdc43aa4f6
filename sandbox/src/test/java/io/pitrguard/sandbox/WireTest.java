package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.sandbox.traffic.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests and answers byte by byte, where an SDK client would hide or refuse them. */
class WireTest extends SandboxFixture {

    private static final String DYNAMODB = "DynamoDB_20120810.";

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void answersAsDynamoDbDoes() throws Exception {
        sandbox.tables().create("orders").enabled(35);

        var answer = json(DYNAMODB + "DescribeContinuousBackups", "{\"TableName\":\"orders\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.0");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.headers().firstValue("x-amz-crc32")).contains(crc(answer.body()));
        assertThat(answer.body())
                .isEqualTo("{\"ContinuousBackupsDescription\":{\"ContinuousBackupsStatus\":\"ENABLED\","
                        + "\"PointInTimeRecoveryDescription\":{\"PointInTimeRecoveryStatus\":\"ENABLED\","
                        + "\"RecoveryPeriodInDays\":35,\"EarliestRestorableDateTime\":1.76934240025E9,"
                        + "\"LatestRestorableDateTime\":1.77236610025E9}}}");
    }

    @Test
    void errorsBearThePrefixOfWhoRaisesThem() throws Exception {
        assertThat(error(DYNAMODB + "DescribeContinuousBackups", "{\"TableName\":\"orders\"}"))
                .contains("\"com.amazonaws.dynamodb.v20120810#TableNotFoundException\"");
        assertThat(error(DYNAMODB + "DescribeContinuousBackups", "{}"))
                .contains("\"com.amazon.coral.validate#ValidationException\"");
        assertThat(error(DYNAMODB + "ImportTable", "{}"))
                .contains("\"com.amazon.coral.service#UnknownOperationException\"", "'ImportTable'");
        assertThat(error("ResourceGroupsTaggingAPI_20170126.GetResources", "{\"ResourcesPerPage\":0}"))
                .contains("\"__type\":\"InvalidParameterException\"");
    }

    @Test
    void theTaggingApiSpeaksVersion11() throws Exception {
        var answer = json("ResourceGroupsTaggingAPI_20170126.GetResources", "{}");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
        assertThat(answer.headers().firstValue("x-amz-crc32")).isEmpty();
        assertThat(answer.body()).isEqualTo("{\"ResourceTagMappingList\":[],\"PaginationToken\":\"\"}");
    }

    @Test
    void configSpeaksVersion11AndCountsSeconds() throws Exception {
        var answer = json(
                "StarlingDoveService.PutEvaluations",
                "{\"TestMode\":true,\"ResultToken\":\"TESTMODE\",\"Evaluations\":[]}");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
        assertThat(answer.body()).isEqualTo("{\"FailedEvaluations\":[]}");
        assertThat(error(
                        "StarlingDoveService.GetResourceConfigHistory",
                        "{\"resourceType\":\"AWS::S3::Bucket\","
                                + "\"resourceId\":\"orders\",\"laterTime\":\"2026-03-01T12:00:00Z\"}"))
                .contains("SerializationException", "laterTime");
        assertThat(error("StarlingDoveService.GetResourceConfigHistory", "{}")).contains("\"ValidationException\"");
    }

    @Test
    void sqsBearsTheCodesOfTheQueryProtocolBesideItsOwn() throws Exception {
        String url = sandbox.endpoint() + "/123456789012/missing";
        var missing = json("AmazonSQS.GetQueueAttributes", "{\"QueueUrl\":\"" + url + "\"}");
        var incomplete = json("AmazonSQS.SendMessage", "{}");

        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.0");
        assertThat(missing.headers().firstValue("x-amzn-query-error"))
                .contains("AWS.SimpleQueueService.NonExistentQueue;Sender");
        assertThat(missing.body())
                .isEqualTo("{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\","
                        + "\"message\":\"The specified queue does not exist.\"}");
        assertThat(incomplete.headers().firstValue("x-amzn-query-error")).contains("MissingParameter;Sender");
        assertThat(incomplete.body()).contains("com.amazon.coral.service#MissingRequiredParameterException");
    }

    @Test
    void sqsRefusesMembersOfTheWrongType() throws Exception {
        String queue = "{\"QueueUrl\":\"" + sandbox.queues().create("drift").url() + "\",";
        assertThat(error("AmazonSQS.SendMessage", queue + "\"MessageBody\":7}")).contains("SerializationException");
        assertThat(error(
                        "AmazonSQS.SendMessage",
                        queue + "\"MessageBody\":\"a\",\"MessageAttributes\":"
                                + "{\"b\":{\"DataType\":\"Binary\",\"BinaryValue\":\"*\"}}}"))
                .contains("SerializationException", "BinaryValue");
        assertThat(error("AmazonSQS.TagQueue", queue.replace(",", "}")))
                .contains("UnknownOperationException", "TagQueue");
    }

    @Test
    void namesTheOperationOfAServiceItDoesNotHave() throws Exception {
        assertThat(error("StarlingDoveService.DescribeConfigRules", "{}"))
                .contains("UnknownOperationException", "DescribeConfigRules", "StarlingDoveService");
        assertThat(error("AWSScheduler.GetSchedule", "{}"))
                .contains("UnknownOperationException", "GetSchedule", "AWSScheduler");
        assertThat(error("nonsense", "{}")).contains("UnknownOperationException", "nonsense");
        assertThat(form("sqs", "Action=SendMessage&Version=1").body())
                .contains("<Code>InvalidAction</Code>", "SendMessage");
        assertThat(form("sts", "Version=1&Action=GetSessionToken").body()).contains("InvalidAction", "GetSessionToken");
        assertThat(form("sts", "").body()).contains("InvalidAction");
    }

    @Test
    void refusesBodiesThatAreNoObjectsAndMembersOfTheWrongType() throws Exception {
        for (String body : new String[] {"", "[]", "{", "{} {}"}) {
            assertThat(error(DYNAMODB + "ListTables", body)).contains("SerializationException");
        }
        assertThat(error(DYNAMODB + "ListTables", "{\"Limit\":\"ten\"}")).contains("SerializationException", "Limit");
        assertThat(error(DYNAMODB + "DescribeTable", "{\"TableName\":7}")).contains("SerializationException");
        assertThat(error(DYNAMODB + "UntagResource", "{\"TagKeys\":[1]}")).contains("SerializationException");
        assertThat(json(DYNAMODB + "ListTables", "{\"Limit\":null}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesUnsignedRequests() throws Exception {
        var json = send(HttpRequest.newBuilder().header("X-Amz-Target", DYNAMODB + "ListTables"), "{}");
        var query = send(HttpRequest.newBuilder(), "Action=GetCallerIdentity");
        var garbled = send(
                HttpRequest.newBuilder()
                        .header("X-Amz-Target", DYNAMODB + "ListTables")
                        .header("Authorization", "AWS4-HMAC-SHA256 Credential=AKID/only, SignedHeaders=host"),
                "{}");
        var basic = send(HttpRequest.newBuilder().header("Authorization", "Basic eDp5"), "Action=GetCallerIdentity");

        assertThat(json.statusCode()).isEqualTo(400);
        assertThat(json.body()).contains("com.amazon.coral.service#MissingAuthenticationTokenException");
        assertThat(query.body()).contains("<Code>MissingAuthenticationTokenException</Code>");
        assertThat(garbled.body()).contains("IncompleteSignatureException");
        assertThat(basic.body()).contains("IncompleteSignatureException");
    }

    @Test
    void notesEveryCallWithItsTableTimeAndOutcome() throws Exception {
        sandbox.tables().create("orders");
        json(DYNAMODB + "DescribeTable", "{\"TableName\":\"orders\"}");
        clock.advance(Duration.ofSeconds(1));
        json(DYNAMODB + "DescribeTable", "{\"TableName\":\"missing\"}");
        json(DYNAMODB + "ListTables", "{}");

        assertThat(sandbox.calls().all())
                .containsExactly(
                        new Call("123456789012", "DescribeTable", "orders", NOW, 200, null),
                        new Call(
                                "123456789012",
                                "DescribeTable",
                                "missing",
                                NOW.plusSeconds(1),
                                400,
                                "ResourceNotFoundException"),
                        new Call("123456789012", "ListTables", null, NOW.plusSeconds(1), 200, null));
        assertThat(sandbox.calls().of("ListTables")).hasSize(1);
        assertThat(sandbox.calls().count()).isEqualTo(3);

        sandbox.calls().clear();
        assertThat(sandbox.calls().all()).isEmpty();
        assertThat(sandbox.calls().count("DescribeTable")).isZero();
    }

    @Test
    void aFailureOfItsOwnIsAnsweredAndKept() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (Sandbox failing = Sandbox.start(SandboxOptions.defaults().withClock(() -> {
            if (broken.getAndSet(false)) {
                throw new IllegalStateException("the clock is broken");
            }
            return NOW;
        }))) {
            var answer = http.send(
                    signed("dynamodb")
                            .uri(failing.endpoint())
                            .header("X-Amz-Target", DYNAMODB + "ListTables")
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("InternalServerError", "the clock is broken");
            assertThat(failing.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.operation()).isEqualTo("ListTables");
                assertThat(failure.cause()).hasMessage("the clock is broken");
            });
        }
    }

    @Test
    void operationsOnItemsSayWhichModuleTheyNeed() throws Exception {
        sandbox.tables().create("orders");

        var answer = json(DYNAMODB + "Scan", "{\"TableName\":\"orders\"}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("items need pitr-guard-sandbox-items on the class path");
    }

    @Test
    void listensOnLoopbackAtTheGivenPortWithTheGivenLatency() throws IOException {
        int port = sandbox.endpoint().getPort();

        assertThat(sandbox.endpoint()).hasScheme("http").hasHost("localhost");
        assertThatThrownBy(() -> Sandbox.start(options().withPort(port))).isInstanceOf(UncheckedIOException.class);
        stop();
        try (Sandbox again = Sandbox.start(options().withPort(port).withLatency(Duration.ofMillis(1)))) {
            assertThat(again.endpoint().getPort()).isEqualTo(port);
            try (var client = new SandboxTarget(again).dynamoDb()) {
                assertThat(client.listTables().tableNames()).isEmpty();
            }
        }
    }

    @Test
    void refusesOptionsThatNoAccountCouldHave() {
        SandboxOptions options = SandboxOptions.defaults();

        assertThatIllegalArgumentException().isThrownBy(() -> options.withAccount("12"));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withRegion(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withListPageSize(101));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withContinuousBackupsPerSecond(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withLatency(Duration.ofMillis(-1)));
        assertThat(Sandbox.start()).satisfies(plain -> {
            assertThat(plain.account()).isEqualTo("123456789012");
            assertThat(plain.region()).isEqualTo("eu-west-1");
            plain.close();
        });
    }

    @Test
    void refusesMembersOfATableThatItDoesNotHave() throws Exception {
        assertThat(json(DYNAMODB + "CreateTable", "{\"TableName\":\"orders\",\"VectorIndexes\":[]}")
                        .body())
                .contains("ValidationException", "the sandbox does not support VectorIndexes");
        assertThat(json(DYNAMODB + "UpdateTable", "{\"TableName\":\"orders\",\"ReplicaUpdates\":[]}")
                        .body())
                .contains("ValidationException", "the sandbox does not support ReplicaUpdates");
    }

    private String error(String operation, String body) throws Exception {
        var answer = json(operation, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        return answer.body();
    }

    private HttpResponse<String> json(String operation, String body) throws Exception {
        return send(signed("dynamodb").header("X-Amz-Target", operation), body);
    }

    private HttpResponse<String> form(String service, String body) throws Exception {
        return send(signed(service), body);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String body) throws Exception {
        return http.send(
                request.uri(sandbox.endpoint())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder signed(String service) {
        return HttpRequest.newBuilder()
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKID/20260301/eu-west-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0");
    }

    private static String crc(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return Long.toString(crc.getValue());
    }
}
