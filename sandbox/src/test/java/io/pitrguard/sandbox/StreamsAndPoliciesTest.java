package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** Streams, and the tags and resource policies of tables and of streams. */
class StreamsAndPoliciesTest extends SandboxFixture {

    private SandboxTable orders;

    @BeforeEach
    void seed() {
        orders = sandbox.tables().create("orders");
    }

    @Test
    void eachStreamHasAnArnOfItsOwn() {
        String first = enable();
        assertInvalid(this::enable, "Table already has an enabled stream: TableName: orders");
        assertInvalid(
                () -> stream(specification(true, null)), "If stream is being enabled then UpdateViewType is required");
        assertInvalid(
                () -> stream(specification(false, StreamViewType.KEYS_ONLY)),
                "If stream is being disabled, then UpdateViewType must not be specified");

        stream(specification(false, null));
        assertThat(describe().streamSpecification()).isNull();
        assertThat(describe().latestStreamArn()).isEqualTo(first);
        assertInvalid(() -> stream(specification(false, null)), "Table has no stream to disable");

        assertThat(enable()).isNotEqualTo(first).startsWith(orders.arn() + "/stream/2026-03-01T12:00:00.25");
        assertThat(describe().latestStreamLabel()).isEqualTo("2026-03-01T12:00:00.251");
    }

    @Test
    void aStreamHasTagsOfItsOwn() {
        orders.tags(Map.of("tier", "critical"));
        String stream = enable();
        assertThat(tags(stream)).isEmpty();

        dynamoDb.tagResource(request -> request.resourceArn(stream)
                .tags(Tag.builder().key("reader").value("billing").build()));
        assertThat(tags(stream)).isEqualTo(Map.of("reader", "billing"));
        assertThat(tags(orders.arn())).isEqualTo(Map.of("tier", "critical"));

        dynamoDb.untagResource(request -> request.resourceArn(stream).tagKeys("reader"));
        assertThat(tags(stream)).isEmpty();
        assertRefused(() -> tags(orders.arn() + "/stream/2020-01-01T00:00:00.000"), "ResourceNotFoundException");
    }

    @Test
    void tagsAndPoliciesDoNotChangeWhileTheTableIsBeingUpdated() {
        sandbox.tables().updatesTake(Duration.ofSeconds(5), Duration.ZERO);
        enable();

        assertRefused(
                () -> dynamoDb.tagResource(request -> request.resourceArn(orders.arn())
                        .tags(Tag.builder().key("a").value("b").build())),
                "ResourceInUseException");
        assertRefused(() -> put(policy(orders.arn()), null), "ResourceInUseException");
        assertThat(tags(orders.arn())).isEmpty();
    }

    @Test
    void aPolicyIsReplacedOnlyIfItIsTheOneExpected() {
        assertRefused(this::policy, "PolicyNotFoundException");
        assertRefused(() -> put(policy(orders.arn()), "123"), "PolicyNotFoundException");

        String first = put(policy(orders.arn()), "NO_POLICY");
        assertRefused(() -> put(policy(orders.arn()), "NO_POLICY"), "PolicyNotFoundException");
        assertThat(put(policy(orders.arn()), null)).isEqualTo(first);
        String second = put(policy(orders.arn() + "/index/*"), first);

        assertThat(second).isNotEqualTo(first);
        assertThat(policy()).isEqualTo(policy(orders.arn() + "/index/*"));
        assertRefused(
                () -> dynamoDb.deleteResourcePolicy(
                        request -> request.resourceArn(orders.arn()).expectedRevisionId(first)),
                "PolicyNotFoundException");
        assertThat(delete()).isEqualTo(second);
        assertThat(delete()).isNull();
        assertRefused(this::policy, "PolicyNotFoundException");
    }

    @Test
    void refusesPoliciesThatAwsWouldRefuse() {
        assertInvalid(() -> put("{", null), "This policy contains invalid Json");
        assertInvalid(() -> put("{\"Version\":\"2012-10-17\"}", null), "Statement is empty!");
        assertInvalid(() -> put("{\"Statement\":[{\"Effect\":\"Allow\"}]}", null), "Missing required field Resource");
        assertInvalid(() -> put(policy(orders.arn() + "-2"), null), "Resource " + orders.arn() + "-2 is not");
        assertInvalid(
                () -> put(policy(orders.arn()) + " ".repeat(20_480), null),
                "Maximum policy size of 20480 bytes exceeded");
        put(policy(orders.arn()) + " ".repeat(20_480 - policy(orders.arn()).length()), null);
        assertRefused(
                () -> dynamoDb.getResourcePolicy(request -> request.resourceArn(orders.arn() + "-2")),
                "ResourceNotFoundException");
    }

    @Test
    void aStreamHasAPolicyOfItsOwn() {
        String stream = enable();

        dynamoDb.putResourcePolicy(request -> request.resourceArn(stream).policy(policy(stream)));

        assertThat(dynamoDb.getResourcePolicy(request -> request.resourceArn(stream))
                        .policy())
                .isEqualTo(policy(stream));
        assertRefused(this::policy, "PolicyNotFoundException");
    }

    @Test
    void readsOfAPolicyLagBehindItsWrite() {
        try (Sandbox lagging = Sandbox.start(options().withStaleReads(1));
                DynamoDbClient client = new SandboxTarget(lagging).dynamoDb()) {
            String arn = lagging.tables().create("orders").arn();
            client.putResourcePolicy(request -> request.resourceArn(arn).policy(policy(arn)));

            assertRefused(
                    () -> client.getResourcePolicy(request -> request.resourceArn(arn)), "PolicyNotFoundException");
            assertThat(client.getResourcePolicy(request -> request.resourceArn(arn))
                            .policy())
                    .isEqualTo(policy(arn));
        }
    }

    private String enable() {
        return stream(specification(true, StreamViewType.NEW_AND_OLD_IMAGES)).latestStreamArn();
    }

    private TableDescription stream(StreamSpecification specification) {
        return dynamoDb.updateTable(request -> request.tableName("orders").streamSpecification(specification))
                .tableDescription();
    }

    private TableDescription describe() {
        return dynamoDb.describeTable(request -> request.tableName("orders")).table();
    }

    private Map<String, String> tags(String arn) {
        return dynamoDb.listTagsOfResource(request -> request.resourceArn(arn)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private String put(String policy, String expected) {
        return dynamoDb.putResourcePolicy(request ->
                        request.resourceArn(orders.arn()).policy(policy).expectedRevisionId(expected))
                .revisionId();
    }

    private String policy() {
        return dynamoDb.getResourcePolicy(request -> request.resourceArn(orders.arn()))
                .policy();
    }

    private String delete() {
        return dynamoDb.deleteResourcePolicy(request -> request.resourceArn(orders.arn()))
                .revisionId();
    }

    private static String policy(String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},"
                + "\"Action\":\"dynamodb:GetItem\",\"Resource\":\"" + resource + "\"}]}";
    }

    private static StreamSpecification specification(boolean enabled, StreamViewType viewType) {
        return StreamSpecification.builder()
                .streamEnabled(enabled)
                .streamViewType(viewType)
                .build();
    }
}
