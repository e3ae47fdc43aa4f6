package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.settings.ScalingSetting;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.TableSettings.Reply;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/** Auto scaling of tables and indexes is read and written whole. */
class ScalingCallsTest extends OtherSettingsFixture {
    private static final Setting SCALING = new ScalingSetting();
    private static final ScalableDimension READS = ScalableDimension.DYNAMODB_TABLE_READ_CAPACITY_UNITS;
    private static final ScalableDimension INDEX_READS = ScalableDimension.DYNAMODB_INDEX_READ_CAPACITY_UNITS;
    private static final String TABLE_ENTRY = "table/{{table}} dynamodb:table:ReadCapacityUnits";

    private ApplicationAutoScalingClient scaling;

    @BeforeEach
    void scale() {
        scaling = aws.clients().client(ApplicationAutoScalingClient.builder());
        // An index that has the table's name keeps it.
        for (String name : List.of("orders", "orders-0914")) {
            create(name).settings().globalIndex("orders", "customer");
        }
        register("table/orders", READS, false);
        register("table/orders/index/orders", INDEX_READS, true);
        scaling.putScalingPolicy(b -> b.policyName("DynamoDBReadCapacityUtilization:table/orders")
                .serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId("table/orders")
                .scalableDimension(READS)
                .policyType("TargetTrackingScaling")
                .targetTrackingScalingPolicyConfiguration(c -> c.targetValue(70.0)
                        .scaleInCooldown(0)
                        .disableScaleIn(true)
                        .predefinedMetricSpecification(
                                m -> m.predefinedMetricType(MetricType.DYNAMO_DB_READ_CAPACITY_UTILIZATION))));
        scaling.putScheduledAction(b -> b.scheduledActionName("morning")
                .serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId("table/orders")
                .scalableDimension(READS)
                .schedule("cron(0 7 * * ? *)")
                .timezone("Europe/Berlin")
                .startTime(Instant.parse("2027-01-01T00:00:00Z"))
                .scalableTargetAction(a -> a.minCapacity(20)));
    }

    private void register(String id, ScalableDimension dimension, boolean suspended) {
        scaling.registerScalableTarget(b -> b.serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId(id)
                .scalableDimension(dimension)
                .minCapacity(5)
                .maxCapacity(40)
                .suspendedState(s -> s.scheduledScalingSuspended(suspended))
                .tags(Map.of("team", "a")));
    }

    @Test
    void readsWhatTheWritingCallsTakeWithoutTheTablesName() {
        SettingValue value = value(table("orders"), SCALING);

        assertThat(value.entries().keySet())
                .containsExactlyInAnyOrder(
                        "target " + TABLE_ENTRY,
                        "suspended " + TABLE_ENTRY,
                        "target table/{{table}}/index/orders dynamodb:index:ReadCapacityUnits",
                        "suspended table/{{table}}/index/orders dynamodb:index:ReadCapacityUnits",
                        "policy " + TABLE_ENTRY + " DynamoDBReadCapacityUtilization:table/{{table}}",
                        "schedule " + TABLE_ENTRY + " morning");
        assertThat(value.get("target " + TABLE_ENTRY).orElseThrow())
                .isEqualTo("{\"MaxCapacity\":40,\"MinCapacity\":5,\"ResourceId\":\"table/{{table}}\","
                        + "\"ScalableDimension\":\"dynamodb:table:ReadCapacityUnits\",\"ServiceNamespace\":\"dynamodb\","
                        + "\"Tags\":{\"team\":\"a\"}}");
        assertThat(value.get("schedule " + TABLE_ENTRY + " morning").orElseThrow())
                .contains("\"StartTime\":\"2027-01-01T00:00:00Z\"", "\"Timezone\":\"Europe/Berlin\"");
    }

    @Test
    void copiesTargetsFirstSuspendedAndResumesThemAtLast() {
        List<String> made = copy(table("orders"), table("orders-0914"), SCALING);

        assertThat(made).hasSize(6);
        assertThat(made.subList(0, 2)).allMatch(name -> name.startsWith("target "));
        assertThat(made.get(2)).startsWith("policy ");
        assertThat(made.get(3)).startsWith("schedule ");
        assertThat(made.subList(4, 6)).allMatch(name -> name.startsWith("suspended "));
        assertThat(value(table("orders-0914"), SCALING)).isEqualTo(value(table("orders"), SCALING));
        assertThat(target("table/orders-0914/index/orders").suspendedState().scheduledScalingSuspended())
                .isTrue();
        ScheduledAction action = scaling.describeScheduledActions(
                        b -> b.serviceNamespace(ServiceNamespace.DYNAMODB).resourceId("table/orders-0914"))
                .scheduledActions()
                .getFirst();
        assertThat(action.startTime()).isEqualTo("2027-01-01T00:00:00Z");
    }

    @Test
    void aNewTargetIsSuspendedUntilAllElseIsThere() {
        SettingChange first = SCALING.changes(value(table("orders"), SCALING), value(table("orders-0914"), SCALING))
                .getFirst();

        assertThat(settings.write(table("orders-0914"), first)).isEqualTo(new Reply.Accepted());

        assertThat(scaling.describeScalableTargets(b -> b.serviceNamespace(ServiceNamespace.DYNAMODB))
                        .scalableTargets())
                .filteredOn(target -> target.resourceId().startsWith("table/orders-0914"))
                .singleElement()
                .extracting(ScalableTarget::suspendedState)
                .isEqualTo(SuspendedState.builder()
                        .dynamicScalingInSuspended(true)
                        .dynamicScalingOutSuspended(true)
                        .scheduledScalingSuspended(true)
                        .build());
    }

    @Test
    void aTargetThatIsThereGetsTheRangeAndItsTagsByTwoCalls() {
        scaling.registerScalableTarget(b -> b.serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId("table/orders-0914")
                .scalableDimension(READS)
                .minCapacity(1)
                .maxCapacity(2));
        int before = writes().size();

        copy(table("orders"), table("orders-0914"), SCALING);

        assertThat(writes().subList(before, writes().size())).contains("TagResource");
        assertThat(target("table/orders-0914").maxCapacity()).isEqualTo(40);
        assertThat(value(table("orders-0914"), SCALING)).isEqualTo(value(table("orders"), SCALING));
    }

    @Test
    void findsTheScalingOfADeletedTableAndItsIndexes() {
        SettingValue before = value(table("orders"), SCALING);
        aws.sandbox().tables().delete("orders");

        assertThat(value(table("orders"), SCALING)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeScalableTargets", "DescribeScalingPolicies", "DescribeScheduledActions"})
    void anEmptyAnswerIsNotTakenForNothing(String operation) {
        aws.sandbox().faults().add(Fault.on(operation, Effect.EMPTY));

        assertThat(unreadable(table("orders"), SCALING).kind()).isEqualTo(Cause.Kind.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DescribeScalableTargets",
                "DescribeScalingPolicies",
                "DescribeScheduledActions",
                "ListTagsForResource"
            })
    void isUnreadableWhereOneCallFails(String operation) {
        aws.sandbox().faults().add(Fault.on(operation, Effect.DENIED));

        Cause cause = unreadable(table("orders"), SCALING);

        assertThat(cause.kind()).isEqualTo(Cause.Kind.DENIED);
        assertThat(cause.what()).contains("application-autoscaling:" + operation, "orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RegisterScalableTarget", "PutScalingPolicy", "PutScheduledAction"})
    void tellsWhatAwsRefused(String operation) {
        List<SettingChange> changes = SCALING.changes(value(table("orders"), SCALING), SettingValue.NONE);
        aws.sandbox().faults().add(Fault.on(operation, Effect.DENIED));
        Map<String, String> entries = Map.of(
                "RegisterScalableTarget", "target", "PutScalingPolicy", "policy", "PutScheduledAction", "schedule");

        SettingChange change = changes.stream()
                .filter(each -> each.name().startsWith(entries.get(operation)))
                .findFirst()
                .orElseThrow();

        assertThat(settings.write(table("orders-0914"), change))
                .isInstanceOfSatisfying(
                        Reply.Failed.class,
                        failed -> assertThat(failed.cause().what())
                                .contains("application-autoscaling:" + operation, "table/orders-0914"));
    }

    private ScalableTarget target(String id) {
        return scaling.describeScalableTargets(
                        b -> b.serviceNamespace(ServiceNamespace.DYNAMODB).resourceIds(id))
                .scalableTargets()
                .getFirst();
    }
}
