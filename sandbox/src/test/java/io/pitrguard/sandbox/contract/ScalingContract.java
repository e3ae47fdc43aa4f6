package io.pitrguard.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.Alarm;
import software.amazon.awssdk.services.applicationautoscaling.model.ApplicationAutoScalingException;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the product relies on when it copies the auto scaling of a table, phrased so that it holds for AWS, for the sandbox
 * and for moto. What moto lets pass stands in its subclass, and in ScalingTest what the sandbox does there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ScalingContract {

    protected static final ScalableDimension READS = ScalableDimension.DYNAMODB_TABLE_READ_CAPACITY_UNITS;

    private static final ServiceNamespace DYNAMODB = ServiceNamespace.DYNAMODB;
    private static final String INDEX = "by-day";

    protected ApplicationAutoScalingClient scaling;
    protected DynamoDbClient dynamoDb;
    protected String table;

    private CloudWatchClient alarms;

    /** What to check; asked once. */
    protected abstract Target target();

    @BeforeAll
    void connect() {
        Target target = target();
        scaling = target.configure(ApplicationAutoScalingClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        alarms = target.configure(CloudWatchClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        dynamoDb = target.dynamoDb();
    }

    @AfterAll
    void disconnect() {
        scaling.close();
        alarms.close();
        dynamoDb.close();
    }

    @BeforeEach
    void createTable() {
        table = "contract-" + UUID.randomUUID();
        dynamoDb.createTable(request -> request.tableName(table)
                .attributeDefinitions(Keys.text("pk"), Keys.text("day"))
                .keySchema(Keys.hash("pk"))
                .provisionedThroughput(units -> units.readCapacityUnits(5L).writeCapacityUnits(5L))
                .globalSecondaryIndexes(Keys.index(
                        INDEX, "day", units -> units.readCapacityUnits(5L).writeCapacityUnits(5L))));
    }

    @Test
    void aTargetShowsItsRangeAndWhatOfItIsSuspended() {
        scaling.registerScalableTarget(target(5, 40)
                .suspendedState(state -> state.dynamicScalingInSuspended(true)
                        .dynamicScalingOutSuspended(false)
                        .scheduledScalingSuspended(true))
                .build());

        ScalableTarget target = only();

        assertThat(target.minCapacity()).isEqualTo(5);
        assertThat(target.maxCapacity()).isEqualTo(40);
        assertThat(target.suspendedState().dynamicScalingInSuspended()).isTrue();
        assertThat(target.suspendedState().dynamicScalingOutSuspended()).isFalse();
        assertThat(target.suspendedState().scheduledScalingSuspended()).isTrue();
    }

    @Test
    void aTargetIsChangedByRegisteringItAgain() {
        scaling.registerScalableTarget(target(5, 40).build());
        scaling.registerScalableTarget(target(5, 80)
                .suspendedState(state -> state.dynamicScalingInSuspended(true))
                .build());

        assertThat(only().maxCapacity()).isEqualTo(80);
        assertThat(only().suspendedState().dynamicScalingInSuspended()).isTrue();
    }

    @Test
    void targetsOfATableAndOfItsIndexAreAskedForById() {
        scaling.registerScalableTarget(target(5, 40).build());
        scaling.registerScalableTarget(request -> request.serviceNamespace(DYNAMODB)
                .resourceId(id() + "/index/" + INDEX)
                .scalableDimension(ScalableDimension.DYNAMODB_INDEX_WRITE_CAPACITY_UNITS)
                .minCapacity(5)
                .maxCapacity(10));

        List<ScalableTarget> targets = scaling.describeScalableTargets(request -> request.serviceNamespace(DYNAMODB)
                        .resourceIds(id(), id() + "/index/" + INDEX, "table/no-such-table"))
                .scalableTargets();

        assertThat(targets).extracting(ScalableTarget::resourceId).containsOnly(id(), id() + "/index/" + INDEX);
        assertThat(targets).hasSize(2);
    }

    @Test
    void aDimensionMustFitTheResource() {
        assertThatExceptionOfType(ApplicationAutoScalingException.class)
                .isThrownBy(() -> scaling.registerScalableTarget(request -> request.serviceNamespace(DYNAMODB)
                        .resourceId("orders")
                        .scalableDimension(READS)
                        .minCapacity(1)
                        .maxCapacity(2)))
                .withMessageContaining("Unsupported service namespace, resource type or scalable dimension");
    }

    @Test
    void aPolicyMakesAlarmsOfItsOwn() {
        scaling.registerScalableTarget(target(5, 40).build());
        scaling.putScalingPolicy(policy("track", 70).build());

        ScalingPolicy policy = policies().getFirst();

        assertThat(policy.policyName()).isEqualTo("track");
        assertThat(policy.policyType()).isEqualTo(PolicyType.TARGET_TRACKING_SCALING);
        assertThat(policy.resourceId()).isEqualTo(id());
        assertThat(policy.scalableDimension()).isEqualTo(READS);
        var configuration = policy.targetTrackingScalingPolicyConfiguration();
        assertThat(configuration.targetValue()).isEqualTo(70.0);
        assertThat(configuration.scaleInCooldown()).isEqualTo(60);
        assertThat(configuration.predefinedMetricSpecification().predefinedMetricType())
                .isEqualTo(MetricType.DYNAMO_DB_READ_CAPACITY_UTILIZATION);
        List<String> names = policy.alarms().stream().map(Alarm::alarmName).toList();
        assertThat(names).hasSize(4).allMatch(name -> name.startsWith("TargetTracking-" + id() + "-"));
        assertThat(alarms.describeAlarmsPaginator(request -> request.alarmNamePrefix("TargetTracking-" + id()))
                        .metricAlarms())
                .extracting(MetricAlarm::alarmName)
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void aPolicyIsChangedByPuttingItAgain() {
        scaling.registerScalableTarget(target(5, 40).build());
        scaling.putScalingPolicy(policy("track", 70).build());
        scaling.putScalingPolicy(policy("track", 50).build());

        assertThat(policies()).hasSize(1);
        assertThat(policies()
                        .getFirst()
                        .targetTrackingScalingPolicyConfiguration()
                        .targetValue())
                .isEqualTo(50.0);
        assertThat(policies().getFirst().alarms()).hasSize(4);
    }

    @Test
    void aPolicyIsDeletedWithItsAlarms() {
        scaling.registerScalableTarget(target(5, 40).build());
        scaling.putScalingPolicy(policy("track", 70).build());

        scaling.deleteScalingPolicy(request -> request.policyName("track")
                .serviceNamespace(DYNAMODB)
                .resourceId(id())
                .scalableDimension(READS));

        assertThat(policies()).isEmpty();
        assertThat(alarms.describeAlarms(request -> request.alarmNamePrefix("TargetTracking-" + id()))
                        .metricAlarms())
                .isEmpty();
    }

    @Test
    void aScheduledActionShowsWhatItWasPutWith() {
        Instant start = Instant.parse("2027-01-01T00:00:00Z");
        scaling.registerScalableTarget(target(5, 40).build());
        scaling.putScheduledAction(request -> request.scheduledActionName("morning")
                .serviceNamespace(DYNAMODB)
                .resourceId(id())
                .scalableDimension(READS)
                .schedule("cron(0 7 * * ? *)")
                .timezone("Europe/Berlin")
                .startTime(start)
                .endTime(start.plusSeconds(86_400))
                .scalableTargetAction(action -> action.minCapacity(20).maxCapacity(60)));

        ScheduledAction action = actions().getFirst();

        assertThat(action.scheduledActionName()).isEqualTo("morning");
        assertThat(action.schedule()).isEqualTo("cron(0 7 * * ? *)");
        assertThat(action.timezone()).isEqualTo("Europe/Berlin");
        assertThat(action.startTime()).isEqualTo(start);
        assertThat(action.endTime()).isEqualTo(start.plusSeconds(86_400));
        assertThat(action.scalableTargetAction().minCapacity()).isEqualTo(20);
        assertThat(action.scalableTargetAction().maxCapacity()).isEqualTo(60);
        assertThat(action.scalableDimension()).isEqualTo(READS);
    }

    @Test
    void aScheduledActionIsDeletedByName() {
        scaling.registerScalableTarget(target(5, 40).build());
        scaling.putScheduledAction(request -> request.scheduledActionName("once")
                .serviceNamespace(DYNAMODB)
                .resourceId(id())
                .scalableDimension(READS)
                .schedule("at(2027-01-01T00:00:00)")
                .scalableTargetAction(action -> action.minCapacity(20)));

        scaling.deleteScheduledAction(request -> request.scheduledActionName("once")
                .serviceNamespace(DYNAMODB)
                .resourceId(id())
                .scalableDimension(READS));

        assertThat(actions()).isEmpty();
    }

    @Test
    void scalingOutlivesTheTable() {
        scaling.registerScalableTarget(target(5, 40).build());
        scaling.putScalingPolicy(policy("track", 70).build());

        dynamoDb.deleteTable(request -> request.tableName(table));

        assertThat(only().maxCapacity()).isEqualTo(40);
        assertThat(policies()).hasSize(1);
    }

    @Test
    void aTargetIsDeregisteredOnce() {
        scaling.registerScalableTarget(target(5, 40).build());
        deregister();

        assertThat(targets()).isEmpty();
        assertThatExceptionOfType(ApplicationAutoScalingException.class).isThrownBy(this::deregister);
    }

    protected String id() {
        return "table/" + table;
    }

    protected RegisterScalableTargetRequest.Builder target(int min, int max) {
        return RegisterScalableTargetRequest.builder()
                .serviceNamespace(DYNAMODB)
                .resourceId(id())
                .scalableDimension(READS)
                .minCapacity(min)
                .maxCapacity(max);
    }

    protected PutScalingPolicyRequest.Builder policy(String name, double utilization) {
        return PutScalingPolicyRequest.builder()
                .policyName(name)
                .serviceNamespace(DYNAMODB)
                .resourceId(id())
                .scalableDimension(READS)
                .policyType(PolicyType.TARGET_TRACKING_SCALING)
                .targetTrackingScalingPolicyConfiguration(tracking -> tracking.targetValue(utilization)
                        .scaleInCooldown(60)
                        .predefinedMetricSpecification(
                                metric -> metric.predefinedMetricType(MetricType.DYNAMO_DB_READ_CAPACITY_UTILIZATION)));
    }

    protected List<ScalingPolicy> policies() {
        return scaling.describeScalingPolicies(
                        request -> request.serviceNamespace(DYNAMODB).resourceId(id()))
                .scalingPolicies();
    }

    protected long readCapacity() {
        return dynamoDb.describeTable(request -> request.tableName(table))
                .table()
                .provisionedThroughput()
                .readCapacityUnits();
    }

    protected List<ScheduledAction> actions() {
        return scaling.describeScheduledActions(
                        request -> request.serviceNamespace(DYNAMODB).resourceId(id()))
                .scheduledActions();
    }

    protected ScalableTarget only() {
        assertThat(targets()).hasSize(1);
        return targets().getFirst();
    }

    protected void deregister() {
        scaling.deregisterScalableTarget(
                request -> request.serviceNamespace(DYNAMODB).resourceId(id()).scalableDimension(READS));
    }

    private List<ScalableTarget> targets() {
        return scaling.describeScalableTargets(
                        request -> request.serviceNamespace(DYNAMODB).resourceIds(id()))
                .scalableTargets();
    }
}
