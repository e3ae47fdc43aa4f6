package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.contract.Keys;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.Filter;

/** Lambda's event source mappings where moto is no stand-in for AWS. */
class EventSourcesTest extends SandboxFixture {

    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
    private static final String INVALID = "InvalidParameterValueException";

    private LambdaClient lambda;
    private String stream;

    @BeforeEach
    void connect() {
        lambda = target.configure(LambdaClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        stream = dynamoDb.createTable(request -> request.tableName("orders")
                        .attributeDefinitions(Keys.text("pk"))
                        .keySchema(Keys.hash("pk"))
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .streamSpecification(on -> on.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)))
                .tableDescription()
                .latestStreamArn();
    }

    @AfterEach
    void disconnect() {
        lambda.close();
        assertThat(sandbox.failures()).isEmpty();
    }

    @Test
    void aMappingIsCreatingAtFirstAndShowsLambdasDefaults() {
        CreateEventSourceMappingResponse created = create(request -> request.enabled(false));

        assertThat(created.state()).isEqualTo("Creating");
        var mapping = lambda.getEventSourceMapping(request -> request.uuid(created.uuid()));
        assertThat(mapping.state()).isEqualTo("Disabled");
        assertThat(mapping.batchSize()).isEqualTo(100);
        assertThat(mapping.parallelizationFactor()).isEqualTo(1);
        assertThat(mapping.maximumRecordAgeInSeconds()).isEqualTo(-1);
        assertThat(mapping.maximumRetryAttempts()).isEqualTo(-1);
        assertThat(mapping.bisectBatchOnFunctionError()).isFalse();
        assertThat(mapping.lastModified()).isEqualTo(NOW);
        assertThat(mapping.eventSourceMappingArn())
                .isEqualTo("arn:aws:lambda:eu-west-1:123456789012:event-source-mapping:" + created.uuid());
    }

    @Test
    void aFunctionAndAStreamHaveOneMapping() {
        String id = create(request -> {}).uuid();

        assertThat(assertRefused(
                        () -> create(request ->
                                request.functionName("arn:aws:lambda:eu-west-1:123456789012:function:consumer")),
                        "ResourceConflictException"))
                .hasMessageContaining(id);
        create(request -> request.functionName("consumer:live"));
    }

    @Test
    void criteriaUnderAKeyAreShownOneByOneAlone() {
        String id = create(request -> request.kmsKeyArn(KEY)
                        .filterCriteria(criteria ->
                                criteria.filters(Filter.builder().pattern("{}").build())))
                .uuid();

        assertThat(lambda.listEventSourceMappings()
                        .eventSourceMappings()
                        .getFirst()
                        .filterCriteria())
                .isNull();
        assertThat(lambda.getEventSourceMapping(request -> request.uuid(id))
                        .filterCriteria()
                        .filters())
                .hasSize(1);

        lambda.updateEventSourceMapping(request -> request.uuid(id).kmsKeyArn(""));
        assertThat(lambda.getEventSourceMapping(request -> request.uuid(id)).kmsKeyArn())
                .isNull();
    }

    @Test
    void tagsAreReadByArn() {
        String arn = create(request -> request.tags(Map.of("team", "a"))).eventSourceMappingArn();

        assertThat(lambda.listTags(request -> request.resource(arn)).tags()).isEqualTo(Map.of("team", "a"));
        lambda.tagResource(request -> request.resource(arn).tags(Map.of("stage", "b")));
        assertThat(lambda.listTags(request -> request.resource(arn)).tags())
                .isEqualTo(Map.of("team", "a", "stage", "b"));
        assertRefused(
                () -> lambda.listTags(request -> request.resource(arn.substring(0, arn.length() - 1) + "x")),
                "ResourceNotFoundException");
    }

    @Test
    void refusesWhatLambdaRefuses() {
        refused(request -> request.startingPosition((String) null));
        refused(request -> request.startingPosition(EventSourcePosition.AT_TIMESTAMP));
        refused(request -> request.eventSourceArn(stream + "0"));
        refused(request -> request.eventSourceArn(stream.replace("eu-west-1", "us-east-1")));
        refused(request -> request.eventSourceArn("arn:aws:sqs:eu-west-1:123456789012:queue"));
        refused(request -> request.batchSize(10_001));
        refused(request -> request.parallelizationFactor(11));
        refused(request -> request.tumblingWindowInSeconds(901));
        refused(request -> request.maximumRecordAgeInSeconds(59));
        refused(request -> request.maximumRetryAttempts(-2));
        refused(request -> request.functionResponseTypesWithStrings("Everything"));
        refused(request -> request.functionName("a b"));
        refused(request -> request.destinationConfig(to -> to.onSuccess(success -> success.destination(KEY))));
        refused(request -> request.topics("topic"));
        refused(request -> request.filterCriteria(
                criteria -> criteria.filters(Filter.builder().pattern("text").build())));
        assertThat(lambda.listEventSourceMappings().eventSourceMappings()).isEmpty();
    }

    @Test
    void aMappingChangesWhatAnUpdateNames() {
        String id = create(request -> request.batchSize(7)).uuid();

        assertThat(lambda.updateEventSourceMapping(
                                request -> request.uuid(id).enabled(false).functionName("other"))
                        .state())
                .isEqualTo("Disabling");

        var mapping = lambda.getEventSourceMapping(request -> request.uuid(id));
        assertThat(mapping.state()).isEqualTo("Disabled");
        assertThat(mapping.batchSize()).isEqualTo(7);
        assertThat(mapping.functionArn()).endsWith(":function:other");
        assertRefused(
                () -> lambda.updateEventSourceMapping(
                        request -> request.uuid(id).batchSize(0)),
                INVALID);
    }

    @Test
    void mappingsAreListedByFunctionInPages() {
        create(request -> {});
        create(request -> request.functionName("other"));
        create(request -> request.functionName("third"));

        assertThat(lambda.listEventSourceMappings(request -> request.functionName("other"))
                        .eventSourceMappings())
                .hasSize(1);
        assertThat(lambda.listEventSourceMappings().nextMarker()).isNotNull();
        assertThat(lambda.listEventSourceMappingsPaginator().eventSourceMappings())
                .hasSize(3);
        assertRefused(() -> lambda.listEventSourceMappings(request -> request.marker("no")), INVALID);
        assertRefused(() -> lambda.listEventSourceMappings(request -> request.maxItems(0)), INVALID);
    }

    @Test
    void answersFaultsAsLambdaDoes() {
        sandbox.faults().add(Fault.on("ListEventSourceMappings", Effect.DENIED));

        assertThat(assertRefused(() -> lambda.listEventSourceMappings(), "AccessDeniedException"))
                .hasMessageContaining("lambda:ListEventSourceMappings");
    }

    private void refused(Consumer<CreateEventSourceMappingRequest.Builder> change) {
        assertRefused(() -> create(change), INVALID);
    }

    private CreateEventSourceMappingResponse create(Consumer<CreateEventSourceMappingRequest.Builder> change) {
        CreateEventSourceMappingRequest.Builder request = CreateEventSourceMappingRequest.builder()
                .functionName("consumer")
                .eventSourceArn(stream)
                .startingPosition(EventSourcePosition.TRIM_HORIZON);
        change.accept(request);
        return lambda.createEventSourceMapping(request.build());
    }
}
