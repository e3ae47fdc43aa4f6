package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.settings.EventSourcesEnabledSetting;
import io.pitrguard.domain.settings.EventSourcesSetting;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.TableSettings.Reply;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;

/** Event source mappings are copied with all that they have, disabled, and enabled when asked. */
class EventSourceCallsTest extends OtherSettingsFixture {
    private static final Setting SOURCES = new EventSourcesSetting();
    private static final Setting ENABLED = new EventSourcesEnabledSetting();
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
    private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:failed";
    private static final String CONSUMER = "arn:aws:lambda:eu-west-1:123456789012:function:consumer:live";
    private static final String INDEXER = "arn:aws:lambda:eu-west-1:123456789012:function:indexer";

    private LambdaClient lambda;

    @BeforeEach
    void map() {
        lambda = aws.clients().client(LambdaClient.builder());
        create("orders").settings().stream("NEW_AND_OLD_IMAGES");
        create("orders-0914").settings().stream("NEW_AND_OLD_IMAGES");
        lambda.createEventSourceMapping(b -> b.functionName(CONSUMER)
                .eventSourceArn(stream("orders"))
                .startingPosition("TRIM_HORIZON")
                .batchSize(25)
                .parallelizationFactor(4)
                .tumblingWindowInSeconds(30)
                .bisectBatchOnFunctionError(true)
                .maximumRetryAttempts(3)
                .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
                .kmsKeyArn(KEY)
                .filterCriteria(c -> c.filters(
                        Filter.builder().pattern("{\"eventName\":[\"INSERT\"]}").build()))
                .destinationConfig(d -> d.onFailure(f -> f.destination(QUEUE)))
                .metricsConfig(m -> m.metricsWithStrings("EventCount"))
                .tags(Map.of("team", "a")));
        lambda.createEventSourceMapping(b -> b.functionName("indexer")
                .eventSourceArn(stream("orders"))
                .startingPosition("LATEST")
                .enabled(false));
    }

    private String stream(String table) {
        return aws.clients()
                .dynamoDb()
                .describeTable(b -> b.tableName(table))
                .table()
                .latestStreamArn();
    }

    @Test
    void readsAllThatTheWritingCallTakes() {
        SettingValue value = value(table("orders"), SOURCES);

        assertThat(value.entries().keySet()).containsExactlyInAnyOrder(CONSUMER, INDEXER);
        assertThat(value.get(CONSUMER).orElseThrow())
                .isEqualTo(
                        "{\"BatchSize\":25,\"BisectBatchOnFunctionError\":true,\"DestinationConfig\":{\"OnFailure\":"
                                + "{\"Destination\":\"" + QUEUE
                                + "\"}},\"Enabled\":false,\"EventSourceArn\":\"{{stream-arn}}\","
                                + "\"FilterCriteria\":{\"Filters\":[{\"Pattern\":\"{\\\"eventName\\\":[\\\"INSERT\\\"]}\"}]},"
                                + "\"FunctionName\":\"" + CONSUMER
                                + "\",\"FunctionResponseTypes\":[\"ReportBatchItemFailures\"],"
                                + "\"KMSKeyArn\":\"" + KEY + "\",\"MaximumBatchingWindowInSeconds\":0,"
                                + "\"MaximumRecordAgeInSeconds\":-1,\"MaximumRetryAttempts\":3,"
                                + "\"MetricsConfig\":{\"Metrics\":[\"EventCount\"]},\"ParallelizationFactor\":4,"
                                + "\"StartingPosition\":\"TRIM_HORIZON\",\"Tags\":{\"team\":\"a\"},\"TumblingWindowInSeconds\":30}");
        assertThat(value(table("orders"), ENABLED).entries())
                .isEqualTo(Map.of(
                        CONSUMER, EventSourcesEnabledSetting.ENABLED, INDEXER, EventSourcesEnabledSetting.DISABLED));
    }

    @Test
    void copiesThemDisabledAndEnablesWhatTheSourceHasEnabled() {
        copy(table("orders"), table("orders-0914"), SOURCES);

        assertThat(value(table("orders-0914"), SOURCES)).isEqualTo(value(table("orders"), SOURCES));
        assertThat(value(table("orders-0914"), ENABLED).entries().values())
                .containsOnly(EventSourcesEnabledSetting.DISABLED);
        assertThat(mapping("orders-0914", CONSUMER).kmsKeyArn()).isEqualTo(KEY);

        assertThat(copy(table("orders"), table("orders-0914"), ENABLED)).containsExactly(CONSUMER);

        assertThat(mapping("orders-0914", CONSUMER).state()).isEqualTo("Enabled");
        assertThat(mapping("orders-0914", INDEXER).state()).isEqualTo("Disabled");
    }

    @Test
    void changesAMappingThatIsThereWithoutSwitchingIt() {
        lambda.createEventSourceMapping(b ->
                b.functionName(CONSUMER).eventSourceArn(stream("orders-0914")).startingPosition("TRIM_HORIZON"));

        copy(table("orders"), table("orders-0914"), SOURCES);

        GetEventSourceMappingResponse mapping = mapping("orders-0914", CONSUMER);
        assertThat(mapping.state()).isEqualTo("Enabled");
        assertThat(mapping.batchSize()).isEqualTo(25);
        assertThat(lambda.listTags(b -> b.resource(mapping.eventSourceMappingArn()))
                        .tags())
                .isEqualTo(Map.of("team", "a"));
    }

    @Test
    void whereAMappingStartedCannotChange() {
        lambda.createEventSourceMapping(b ->
                b.functionName(CONSUMER).eventSourceArn(stream("orders-0914")).startingPosition("LATEST"));
        SettingChange change = SOURCES.changes(value(table("orders"), SOURCES), value(table("orders-0914"), SOURCES))
                .getFirst();

        assertThat(settings.write(table("orders-0914"), change))
                .isInstanceOfSatisfying(
                        Reply.Failed.class,
                        failed -> assertThat(failed.cause().what())
                                .contains(CONSUMER, "starts elsewhere", "delete it first"));
    }

    @Test
    void aTableWithoutAStreamHasNoneAndTakesNone() {
        create("plain");
        List<SettingChange> changes = SOURCES.changes(value(table("orders"), SOURCES), value(table("plain"), SOURCES));

        assertThat(value(table("plain"), SOURCES)).isEqualTo(SettingValue.NONE);
        assertThat(settings.write(table("plain"), changes.getFirst()))
                .isInstanceOfSatisfying(
                        Reply.Failed.class,
                        failed -> assertThat(failed.cause().what()).isEqualTo("Table plain has no stream to map."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListEventSourceMappings", "GetEventSourceMapping"})
    void anEmptyAnswerIsNotTakenForNothing(String operation) {
        aws.sandbox().faults().add(Fault.on(operation, Effect.EMPTY));

        assertThat(unreadable(table("orders"), SOURCES).kind()).isEqualTo(Cause.Kind.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListEventSourceMappings", "GetEventSourceMapping", "ListTags"})
    void isUnreadableWhereOneCallFails(String operation) {
        aws.sandbox().faults().add(Fault.on(operation, Effect.DENIED));

        Cause cause = unreadable(table("orders"), SOURCES);

        assertThat(cause.kind()).isEqualTo(Cause.Kind.DENIED);
        assertThat(cause.what()).contains("lambda:" + operation);
    }

    @Test
    void tellsWhatLambdaRefused() {
        SettingChange change = SOURCES.changes(value(table("orders"), SOURCES), SettingValue.NONE)
                .getFirst();
        aws.sandbox().faults().add(Fault.on("CreateEventSourceMapping", Effect.DENIED));

        assertThat(settings.write(table("orders-0914"), change))
                .isInstanceOfSatisfying(
                        Reply.Failed.class,
                        failed -> assertThat(failed.cause().what())
                                .contains("lambda:CreateEventSourceMapping", "consumer"));
    }

    private GetEventSourceMappingResponse mapping(String table, String function) {
        EventSourceMappingConfiguration listed =
                lambda
                        .listEventSourceMappingsPaginator(b -> b.eventSourceArn(stream(table)))
                        .eventSourceMappings()
                        .stream()
                        .filter(mapping -> mapping.functionArn().equals(function))
                        .findFirst()
                        .orElseThrow();
        return lambda.getEventSourceMapping(b -> b.uuid(listed.uuid()));
    }
}
