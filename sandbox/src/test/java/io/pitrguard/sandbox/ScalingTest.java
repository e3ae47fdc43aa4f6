package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.contract.Keys;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;

/** Application Auto Scaling where moto is no stand-in for AWS. */
class ScalingTest extends SandboxFixture {

    private static final String ID = "table/orders";
    private static final String INDEX = ID + "/index/by-day";
    private static final ScalableDimension READS = ScalableDimension.DYNAMODB_TABLE_READ_CAPACITY_UNITS;
    private static final ScalableDimension WRITES = ScalableDimension.DYNAMODB_TABLE_WRITE_CAPACITY_UNITS;

    private ApplicationAutoScalingClient scaling;

    @BeforeEach
    void connect() {
        scaling = target.configure(ApplicationAutoScalingClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        dynamoDb.createTable(request -> request.tableName("orders")
                .attributeDefinitions(Keys.text("pk"), Keys.text("day"))
                .keySchema(Keys.hash("pk"))
                .provisionedThroughput(units -> units.readCapacityUnits(5L).writeCapacityUnits(50L))
                .globalSecondaryIndexes(Keys.index(
                        "by-day", "day", units -> units.readCapacityUnits(5L).writeCapacityUnits(5L))));
    }

    @AfterEach
    void disconnect() {
        scaling.close();
        assertThat(sandbox.failures()).isEmpty();
    }

    @Test
    void registeringMovesTheCapacityIntoTheRangeAtOnce() {
        register(ID, READS, 20, 40);
        register(ID, WRITES, 5, 40);
        register(INDEX, ScalableDimension.DYNAMODB_INDEX_READ_CAPACITY_UNITS, 7, 9);

        var table =
                dynamoDb.describeTable(request -> request.tableName("orders")).table();
        assertThat(table.provisionedThroughput().readCapacityUnits()).isEqualTo(20);
        assertThat(table.provisionedThroughput().writeCapacityUnits()).isEqualTo(40);
        var index = table.globalSecondaryIndexes().getFirst().provisionedThroughput();
        assertThat(index.readCapacityUnits()).isEqualTo(7);
        assertThat(index.writeCapacityUnits()).isEqualTo(5);
    }

    @Test
    void aTargetKeepsWhatALaterRegistrationLeavesOut() {
        register(ID, READS, 5, 40);
        scaling.registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId(ID)
                .scalableDimension(READS)
                .suspendedState(state -> state.scheduledScalingSuspended(true)));
        scaling.registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId(ID)
                .scalableDimension(READS)
                .maxCapacity(60));

        ScalableTarget target = targets().getFirst();

        assertThat(target.minCapacity()).isEqualTo(5);
        assertThat(target.maxCapacity()).isEqualTo(60);
        assertThat(target.suspendedState().scheduledScalingSuspended()).isTrue();
        assertThat(target.suspendedState().dynamicScalingInSuspended()).isFalse();
        assertThat(target.creationTime()).isEqualTo(NOW);
        assertThat(target.roleARN()).endsWith("/AWSServiceRoleForApplicationAutoScaling_DynamoDBTable");
    }

    @Test
    void tagsAreGivenWithTheFirstRegistrationAlone() {
        String arn = scaling.registerScalableTarget(
                        target(ID, READS, 5, 40).tags(Map.of("team", "a")).build())
                .scalableTargetARN();

        assertThat(scaling.listTagsForResource(request -> request.resourceARN(arn))
                        .tags())
                .isEqualTo(Map.of("team", "a"));
        assertInvalid(
                () -> scaling.registerScalableTarget(
                        target(ID, READS, 5, 40).tags(Map.of("team", "b")).build()),
                "registered for the first time");
        scaling.tagResource(request -> request.resourceARN(arn).tags(Map.of("stage", "b")));
        assertThat(scaling.listTagsForResource(request -> request.resourceARN(arn))
                        .tags())
                .isEqualTo(Map.of("team", "a", "stage", "b"));
        assertRefused(
                () -> scaling.listTagsForResource(request -> request.resourceARN(arn + "0")),
                "ResourceNotFoundException");
    }

    @ParameterizedTest
    @CsvSource({
        "table/carts, dynamodb:table:ReadCapacityUnits, DynamoDB table does not exist: table/carts",
        "table/orders/index/none, dynamodb:index:ReadCapacityUnits, DynamoDB index does not exist",
        "table/orders, dynamodb:index:ReadCapacityUnits, Unsupported service namespace",
        "table/orders/index/by-day, dynamodb:table:ReadCapacityUnits, Unsupported service namespace",
    })
    void refusesWhatCannotBeScaled(String id, String dimension, String message) {
        assertInvalid(() -> register(id, ScalableDimension.fromValue(dimension), 5, 40), message);
    }

    @ParameterizedTest
    @CsvSource({"9, 8, Maximum capacity cannot be less", "0, 8, at least 1", ", 8, Both MinCapacity and MaxCapacity"})
    void refusesARangeThatIsNone(Integer min, Integer max, String message) {
        assertInvalid(() -> register(ID, READS, min, max), message);
        assertThat(targets()).isEmpty();
    }

    @Test
    void policiesAndScheduledActionsRequireATarget() {
        assertRefused(() -> policy(READS, "p", request -> {}), "ObjectNotFoundException");
        assertThat(assertRefused(() -> schedule("s", request -> {}), "ObjectNotFoundException"))
                .hasMessageContaining("No scalable target registered for service namespace: dynamodb, resource ID: "
                        + "table/orders, scalable dimension: dynamodb:table:ReadCapacityUnits");
    }

    @Test
    void refusesPoliciesThatDynamoDbDoesNotHave() {
        register(ID, READS, 5, 40);
        register(ID, WRITES, 5, 60);

        assertInvalid(
                () -> policy(
                        READS,
                        "p",
                        request -> request.policyType(PolicyType.STEP_SCALING)
                                .targetTrackingScalingPolicyConfiguration(
                                        (TargetTrackingScalingPolicyConfiguration) null)),
                "StepScaling");
        assertInvalid(() -> policy(WRITES, "p", request -> {}), "valid: DynamoDBWriteCapacityUtilization");
        assertInvalid(
                () -> policy(
                        READS,
                        "p",
                        request ->
                                request.targetTrackingScalingPolicyConfiguration(tracking -> tracking.targetValue(95.0)
                                        .predefinedMetricSpecification(metric -> metric.predefinedMetricType(
                                                MetricType.DYNAMO_DB_READ_CAPACITY_UTILIZATION)))),
                "between 20 and 90");
        assertInvalid(
                () -> policy(
                        READS,
                        "p",
                        request -> request.targetTrackingScalingPolicyConfiguration(
                                tracking -> tracking.targetValue(50.0))),
                "Exactly one");
        policy(READS, "p", request -> {});
        assertInvalid(() -> policy(READS, "q", request -> {}), "Only one TargetTrackingScaling policy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"daily", "cron(0 7)", "rate(0 hours)"})
    void refusesASchedule(String expression) {
        register(ID, READS, 5, 40);

        assertInvalid(() -> schedule("s", request -> request.schedule(expression)), "Schedule expression");
    }

    @Test
    void refusesScheduledActionsThatSayTooLittle() {
        register(ID, READS, 5, 40);

        assertInvalid(() -> schedule("s", request -> request.timezone("Nowhere/City")), "Timezone");
        assertInvalid(() -> schedule("a:b", request -> {}), "regular expression");
        assertInvalid(
                () -> schedule(
                        "s",
                        request -> request.scalableTargetAction(
                                action -> action.minCapacity(9).maxCapacity(8))),
                "Maximum capacity");
        assertInvalid(
                () -> scaling.putScheduledAction(request -> request.serviceNamespace(ServiceNamespace.DYNAMODB)
                        .resourceId(ID)
                        .scalableDimension(READS)
                        .scheduledActionName("s")
                        .schedule("rate(1 day)")),
                "Either MinCapacity or MaxCapacity");
    }

    @Test
    void aScheduledActionLosesTheTimesThatALaterPutLeavesOut() {
        register(ID, READS, 5, 40);
        schedule("s", request -> request.startTime(NOW).endTime(NOW.plusSeconds(60)));
        scaling.putScheduledAction(request -> request.serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId(ID)
                .scalableDimension(READS)
                .scheduledActionName("s")
                .schedule("rate(2 days)"));

        var action = scaling.describeScheduledActions(request ->
                        request.serviceNamespace(ServiceNamespace.DYNAMODB).scheduledActionNames("s"))
                .scheduledActions()
                .getFirst();

        assertThat(action.schedule()).isEqualTo("rate(2 days)");
        assertThat(action.startTime()).isNull();
        assertThat(action.scalableTargetAction().minCapacity()).isEqualTo(6);
        assertThat(action.scheduledActionARN()).contains(":resource/dynamodb/table/orders:scheduledActionName/s");
    }

    @Test
    void deregisteringTakesPoliciesAlarmsAndActionsAlong() {
        register(ID, READS, 5, 40);
        policy(READS, "p", request -> {});
        schedule("s", request -> {});

        scaling.deregisterScalableTarget(request -> request.serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId(ID)
                .scalableDimension(READS));

        assertThat(scaling.describeScalingPolicies(request -> request.serviceNamespace(ServiceNamespace.DYNAMODB))
                        .scalingPolicies())
                .isEmpty();
        assertThat(scaling.describeScheduledActions(request -> request.serviceNamespace(ServiceNamespace.DYNAMODB))
                        .scheduledActions())
                .isEmpty();
    }

    @Test
    void whatIsNotThereCannotBeDeleted() {
        assertRefused(
                () -> scaling.deleteScalingPolicy(request -> request.serviceNamespace(ServiceNamespace.DYNAMODB)
                        .resourceId(ID)
                        .scalableDimension(READS)
                        .policyName("p")),
                "ObjectNotFoundException");
        assertRefused(
                () -> scaling.deleteScheduledAction(request -> request.serviceNamespace(ServiceNamespace.DYNAMODB)
                        .resourceId(ID)
                        .scalableDimension(READS)
                        .scheduledActionName("s")),
                "ObjectNotFoundException");
    }

    @Test
    void answersInPages() {
        register(ID, READS, 5, 40);
        register(ID, WRITES, 5, 60);

        assertThat(scaling
                        .describeScalableTargetsPaginator(request -> request.serviceNamespace(ServiceNamespace.DYNAMODB)
                                .maxResults(1))
                        .stream()
                        .toList())
                .hasSize(2);
        assertRefused(
                () -> scaling.describeScalableTargets(request ->
                        request.serviceNamespace(ServiceNamespace.DYNAMODB).nextToken("no")),
                "InvalidNextTokenException");
        assertInvalid(
                () -> scaling.describeScalableTargets(request ->
                        request.serviceNamespace(ServiceNamespace.DYNAMODB).maxResults(51)),
                "MaxResults");
        assertInvalid(
                () -> scaling.describeScalableTargets(request ->
                        request.serviceNamespace(ServiceNamespace.DYNAMODB).scalableDimension(READS)),
                "resource ID must be specified");
        assertInvalid(
                () -> scaling.describeScalableTargets(request -> request.serviceNamespace("ecs")), "dynamodb only");
    }

    @Test
    void aFaultHitsTheTableOfACall() {
        sandbox.faults().add(Fault.on("RegisterScalableTarget", "orders", Effect.DENIED));

        assertThat(assertRefused(() -> register(ID, READS, 5, 40), "AccessDeniedException"))
                .hasMessageContaining("application-autoscaling:RegisterScalableTarget");
    }

    private List<ScalableTarget> targets() {
        return scaling.describeScalableTargets(request -> request.serviceNamespace(ServiceNamespace.DYNAMODB))
                .scalableTargets();
    }

    private void register(String id, ScalableDimension dimension, Integer min, Integer max) {
        scaling.registerScalableTarget(target(id, dimension, min, max).build());
    }

    private static RegisterScalableTargetRequest.Builder target(
            String id, ScalableDimension dimension, Integer min, Integer max) {
        return RegisterScalableTargetRequest.builder()
                .serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId(id)
                .scalableDimension(dimension)
                .minCapacity(min)
                .maxCapacity(max);
    }

    private void policy(ScalableDimension dimension, String name, Consumer<PutScalingPolicyRequest.Builder> change) {
        PutScalingPolicyRequest.Builder request = PutScalingPolicyRequest.builder()
                .policyName(name)
                .serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId(ID)
                .scalableDimension(dimension)
                .policyType(PolicyType.TARGET_TRACKING_SCALING)
                .targetTrackingScalingPolicyConfiguration(tracking -> tracking.targetValue(70.0)
                        .predefinedMetricSpecification(
                                metric -> metric.predefinedMetricType(MetricType.DYNAMO_DB_READ_CAPACITY_UTILIZATION)));
        change.accept(request);
        scaling.putScalingPolicy(request.build());
    }

    private void schedule(String name, Consumer<PutScheduledActionRequest.Builder> change) {
        PutScheduledActionRequest.Builder request = PutScheduledActionRequest.builder()
                .scheduledActionName(name)
                .serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId(ID)
                .scalableDimension(READS)
                .schedule("rate(1 day)")
                .scalableTargetAction(action -> action.minCapacity(6));
        change.accept(request);
        scaling.putScheduledAction(request.build());
    }
}
