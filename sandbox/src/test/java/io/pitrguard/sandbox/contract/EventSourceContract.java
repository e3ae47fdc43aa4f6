package io.pitrguard.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingMetric;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * What the product relies on when it copies the event source mappings of a table's stream, phrased so that it holds for
 * AWS, for the sandbox and for moto. What moto lets pass stands in its subclass, and in EventSourcesTest what the sandbox
 * does there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EventSourceContract {

    private static final String DEAD_LETTERS = "arn:aws:sqs:eu-west-1:123456789012:dead-letters";
    private static final String PATTERN = "{\"eventName\":[\"INSERT\"]}";

    protected LambdaClient lambda;
    protected String stream;

    private DynamoDbClient dynamoDb;
    private String table;

    /** What to check; asked once. */
    protected abstract Target target();

    /** Makes sure that there is a function of that name. */
    protected abstract void createFunction(String name);

    @BeforeAll
    void connect() {
        Target target = target();
        lambda = target.configure(LambdaClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        dynamoDb = target.dynamoDb();
        createFunction("consumer");
        createFunction("other");
    }

    @AfterAll
    void disconnect() {
        lambda.close();
        dynamoDb.close();
    }

    @BeforeEach
    void createTable() {
        table = "contract-" + UUID.randomUUID();
        stream = dynamoDb.createTable(request -> request.tableName(table)
                        .attributeDefinitions(Keys.text("pk"))
                        .keySchema(Keys.hash("pk"))
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .streamSpecification(
                                on -> on.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)))
                .tableDescription()
                .latestStreamArn();
    }

    @Test
    void aMappingCanBeBornDisabledAndShowsWhatItWasCreatedWith() {
        String id = lambda.createEventSourceMapping(mapping("consumer")
                        .enabled(false)
                        .batchSize(25)
                        .maximumBatchingWindowInSeconds(5)
                        .parallelizationFactor(4)
                        .maximumRecordAgeInSeconds(3600)
                        .maximumRetryAttempts(3)
                        .bisectBatchOnFunctionError(true)
                        .tumblingWindowInSeconds(30)
                        .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
                        .filterCriteria(criteria -> criteria.filters(
                                Filter.builder().pattern(PATTERN).build()))
                        .destinationConfig(to -> to.onFailure(failure -> failure.destination(DEAD_LETTERS)))
                        .metricsConfig(metrics -> metrics.metrics(EventSourceMappingMetric.EVENT_COUNT))
                        .build())
                .uuid();

        GetEventSourceMappingResponse mapping = get(id);

        assertThat(mapping.state()).isEqualTo("Disabled");
        assertThat(mapping.eventSourceArn()).isEqualTo(stream);
        assertThat(mapping.functionArn()).endsWith(":function:consumer");
        assertThat(mapping.startingPosition()).isEqualTo(EventSourcePosition.LATEST);
        assertThat(mapping.batchSize()).isEqualTo(25);
        assertThat(mapping.maximumBatchingWindowInSeconds()).isEqualTo(5);
        assertThat(mapping.parallelizationFactor()).isEqualTo(4);
        assertThat(mapping.maximumRecordAgeInSeconds()).isEqualTo(3600);
        assertThat(mapping.maximumRetryAttempts()).isEqualTo(3);
        assertThat(mapping.bisectBatchOnFunctionError()).isTrue();
        assertThat(mapping.tumblingWindowInSeconds()).isEqualTo(30);
        assertThat(mapping.functionResponseTypes()).containsExactly(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES);
        assertThat(mapping.filterCriteria().filters())
                .extracting(Filter::pattern)
                .containsExactly(PATTERN);
        assertThat(mapping.destinationConfig().onFailure().destination()).isEqualTo(DEAD_LETTERS);
        assertThat(mapping.metricsConfig().metrics()).containsExactly(EventSourceMappingMetric.EVENT_COUNT);
        assertThat(mapping.lastModified()).isNotNull();
    }

    @Test
    void aMappingIsEnabledUnlessItSaysOtherwise() {
        String id = lambda.createEventSourceMapping(mapping("consumer").build()).uuid();

        assertThat(get(id).state()).isEqualTo("Enabled");
        assertThat(get(id).batchSize()).isEqualTo(100);
    }

    @Test
    void aMappingIsEnabledAndDisabledByItsId() {
        String id = lambda.createEventSourceMapping(
                        mapping("consumer").enabled(false).build())
                .uuid();

        lambda.updateEventSourceMapping(request -> request.uuid(id).enabled(true));
        assertThat(get(id).state()).isEqualTo("Enabled");

        lambda.updateEventSourceMapping(request -> request.uuid(id).enabled(false));
        assertThat(get(id).state()).isEqualTo("Disabled");
    }

    @Test
    void allPagesTogetherHoldTheMappingsOfAStream() {
        List<String> ids = List.of(
                lambda.createEventSourceMapping(mapping("consumer").build()).uuid(),
                lambda.createEventSourceMapping(mapping("other").build()).uuid());

        assertThat(lambda.listEventSourceMappingsPaginator(request -> request.eventSourceArn(stream))
                        .eventSourceMappings())
                .extracting(EventSourceMappingConfiguration::uuid)
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void aMappingIsDeleted() {
        String id = lambda.createEventSourceMapping(mapping("consumer").build()).uuid();

        lambda.deleteEventSourceMapping(request -> request.uuid(id));

        assertThat(lambda.listEventSourceMappings(request -> request.eventSourceArn(stream))
                        .eventSourceMappings())
                .noneMatch(mapping -> !mapping.state().equals("Deleting"));
    }

    @Test
    void aMappingThatIsNotThereIsNotFound() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> get(UUID.randomUUID().toString()));
    }

    @Test
    void aStreamThatIsNotThereIsRefused() {
        assertThatExceptionOfType(LambdaException.class)
                .isThrownBy(() -> lambda.createEventSourceMapping(mapping("consumer")
                        .eventSourceArn(stream.replace(table, "no-" + table))
                        .build()));
    }

    @Test
    void aMappingOutlivesTheTable() {
        String id = lambda.createEventSourceMapping(mapping("consumer").build()).uuid();

        dynamoDb.deleteTable(request -> request.tableName(table));

        assertThat(get(id).eventSourceArn()).isEqualTo(stream);
    }

    protected GetEventSourceMappingResponse get(String id) {
        return lambda.getEventSourceMapping(request -> request.uuid(id));
    }

    protected CreateEventSourceMappingRequest.Builder mapping(String function) {
        return CreateEventSourceMappingRequest.builder()
                .functionName(function)
                .eventSourceArn(stream)
                .startingPosition(EventSourcePosition.LATEST);
    }
}
