package io.pitrguard.sandbox.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.SandboxFixture;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests and answers on items byte by byte, where an SDK client would hide or refuse them. */
class ItemsWireTest extends SandboxFixture {

    private static final String DYNAMODB = "DynamoDB_20120810.";

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void answersOnItemsAsDynamoDbDoes() throws Exception {
        sandbox.tables().create("orders");

        assertThat(json(DYNAMODB + "PutItem", "{\"TableName\":\"orders\",\"Item\":{\"pk\":{\"S\":\"1\"}}}")
                        .body())
                .isEqualTo("{}");
        assertThat(json(DYNAMODB + "Scan", "{\"TableName\":\"orders\"}").body())
                .isEqualTo("{\"Items\":[{\"pk\":{\"S\":\"1\"}}],\"Count\":1,\"ScannedCount\":1}");
        assertThat(json(DYNAMODB + "Scan", "{\"TableName\":\"orders\",\"FilterExpression\":\"attribute_exists(n)\"}")
                        .body())
                .isEqualTo("{\"Items\":[],\"Count\":0,\"ScannedCount\":1}");
        assertThat(json(
                                DYNAMODB + "BatchGetItem",
                                "{\"RequestItems\":{\"orders\":{\"Keys\":[{\"pk\":{\"S\":\"2\"}}]}}}")
                        .body())
                .isEqualTo("{\"Responses\":{\"orders\":[]},\"UnprocessedKeys\":{}}");
    }

    @Test
    void refusalsOnItemsBearTheirMembers() throws Exception {
        sandbox.tables().create("orders");
        String put = "{\"TableName\":\"orders\",\"Item\":{\"pk\":{\"S\":\"1\"}},"
                + "\"ConditionExpression\":\"attribute_not_exists(pk)\","
                + "\"ReturnValuesOnConditionCheckFailure\":\"ALL_OLD\"}";
        json(DYNAMODB + "PutItem", put);

        assertThat(error(DYNAMODB + "PutItem", put))
                .isEqualTo("{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\","
                        + "\"message\":\"The conditional request failed\",\"Item\":{\"pk\":{\"S\":\"1\"}}}");
        assertThat(error(DYNAMODB + "TransactWriteItems", "{\"TransactItems\":[{\"Put\":" + put + "}]}"))
                .isEqualTo("{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
                        + "\"Message\":\"Transaction cancelled, please refer cancellation reasons for specific reasons"
                        + " [ConditionalCheckFailed]\",\"CancellationReasons\":[{\"Item\":{\"pk\":{\"S\":\"1\"}},"
                        + "\"Code\":\"ConditionalCheckFailed\",\"Message\":\"The conditional request failed\"}]}");
    }

    @Test
    void refusesItemsOfTheWrongType() throws Exception {
        sandbox.tables().create("orders");

        for (String value : List.of("{\"N\":1}", "{\"B\":\"?\"}", "{\"L\":{}}", "{\"M\":[]}", "{\"BOOL\":\"true\"}")) {
            assertThat(error(DYNAMODB + "PutItem", "{\"TableName\":\"orders\",\"Item\":{\"pk\":" + value + "}}"))
                    .contains("\"com.amazon.coral.service#SerializationException\"");
        }
        assertThat(error(DYNAMODB + "Scan", "{\"TableName\":\"orders\",\"Limit\":\"1\"}"))
                .contains("SerializationException", "Limit");
        assertThat(error(DYNAMODB + "Scan", "{}")).contains("ValidationException", "tableName");
    }

    private String error(String operation, String body) throws Exception {
        var answer = json(operation, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        return answer.body();
    }

    private HttpResponse<String> json(String operation, String body) throws Exception {
        String credential = "AWS4-HMAC-SHA256 Credential=AKID/20260301/eu-west-1/dynamodb/aws4_request,"
                + " SignedHeaders=host, Signature=0";
        HttpRequest request = HttpRequest.newBuilder(sandbox.endpoint())
                .header("Authorization", credential)
                .header("X-Amz-Target", operation)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
