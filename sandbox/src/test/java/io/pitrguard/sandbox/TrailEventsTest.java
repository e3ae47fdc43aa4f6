package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Calls that change tables, as CloudTrail reports them to EventBridge. */
class TrailEventsTest extends SandboxFixture {

    @Test
    void reportsARestoreWithItsRequestAndItsTables() {
        sandbox.tables().create("orders").enabled(35);

        String requestId = dynamoDb.restoreTableToPointInTime(request -> request.sourceTableName("orders")
                        .targetTableName("orders-then")
                        .restoreDateTime(Instant.parse("2026-02-28T09:14:00Z"))
                        .globalSecondaryIndexOverride(List.of())
                        .sseSpecificationOverride(sse -> sse.enabled(false)))
                .responseMetadata()
                .requestId();

        ObjectNode event = event();
        assertThat(event.path("detail-type").textValue()).isEqualTo("AWS API Call via CloudTrail");
        assertThat(event.path("source").textValue()).isEqualTo("aws.dynamodb");
        assertThat(event.path("account").textValue()).isEqualTo("123456789012");
        JsonNode detail = event.path("detail");
        assertThat(detail.path("eventName").textValue()).isEqualTo("RestoreTableToPointInTime");
        assertThat(detail.path("eventTime").textValue()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(detail.path("requestID").textValue()).isEqualTo(requestId);
        assertThat(detail.path("userAgent").textValue()).contains("aws-sdk-java");
        assertThat(detail.path("userIdentity").path("arn").textValue())
                .isEqualTo("arn:aws:iam::123456789012:user/sandbox");
        assertThat(detail.path("responseElements").isNull()).isTrue();
        JsonNode parameters = detail.path("requestParameters");
        assertThat(parameters.path("targetTableName").textValue()).isEqualTo("orders-then");
        assertThat(parameters.path("restoreDateTime").textValue()).isEqualTo("Feb 28, 2026, 9:14:00 AM");
        assertThat(parameters.path("globalSecondaryIndexOverride").isArray()).isTrue();
        assertThat(parameters.path("sSESpecificationOverride").path("enabled").booleanValue())
                .isFalse();
        assertThat(detail.path("resources"))
                .extracting(resource -> resource.path("ARN").textValue())
                .containsExactly(
                        "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
                        "arn:aws:dynamodb:eu-west-1:123456789012:table/orders-then");
    }

    @Test
    void reportsNeitherReadsNorRefusedCalls() {
        sandbox.tables().create("orders");

        dynamoDb.listTables();
        dynamoDb.describeTable(request -> request.tableName("orders"));
        Refusals.assertRefused(
                () -> dynamoDb.deleteTable(request -> request.tableName("missing")), "ResourceNotFoundException");

        assertThat(sandbox.trailEvents()).isEmpty();
    }

    private ObjectNode event() {
        assertThat(sandbox.trailEvents()).hasSize(1);
        return Objects.requireNonNull(Json.read(sandbox.trailEvents().getFirst()));
    }
}
