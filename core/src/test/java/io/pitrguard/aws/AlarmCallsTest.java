package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.settings.AlarmActionsSetting;
import io.pitrguard.domain.settings.AlarmsSetting;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.TableSettings.Reply;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** Alarms on a table are found, whatever they are made of, and copied with their actions off. */
class AlarmCallsTest extends OtherSettingsFixture {
    private static final Setting ALARMS = new AlarmsSetting();
    private static final Setting ACTIONS = new AlarmActionsSetting();
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:pager";

    private CloudWatchClient alarms;

    @BeforeEach
    void connect() {
        alarms = aws.clients().client(CloudWatchClient.builder());
        create("orders");
        create("orders-0914");
    }

    private void put(String name, Consumer<PutMetricAlarmRequest.Builder> change) {
        PutMetricAlarmRequest.Builder request = PutMetricAlarmRequest.builder()
                .alarmName(name)
                .evaluationPeriods(2)
                .threshold(0.5)
                .comparisonOperator("GreaterThanThreshold")
                .alarmActions(TOPIC);
        change.accept(request);
        alarms.putMetricAlarm(request.build());
    }

    private static Consumer<PutMetricAlarmRequest.Builder> metric(String table) {
        return b -> b.namespace("AWS/DynamoDB")
                .metricName("ReadThrottleEvents")
                .statistic("Sum")
                .period(60)
                .dimensions(
                        dimension(table),
                        Dimension.builder()
                                .name("GlobalSecondaryIndexName")
                                .value("by-day")
                                .build());
    }

    private static Consumer<PutMetricAlarmRequest.Builder> math(String table) {
        return b -> b.metrics(
                MetricDataQuery.builder()
                        .id("e1")
                        .expression("m1 / 60")
                        .label("rate")
                        .build(),
                MetricDataQuery.builder()
                        .id("m1")
                        .returnData(false)
                        .metricStat(s -> s.period(60)
                                .stat("p99")
                                .metric(m -> m.namespace("AWS/DynamoDB")
                                        .metricName("SuccessfulRequestLatency")
                                        .dimensions(dimension(table))))
                        .build());
    }

    private static Consumer<PutMetricAlarmRequest.Builder> query(String where) {
        return b -> b.metrics(MetricDataQuery.builder()
                .id("q1")
                .period(60)
                .expression(
                        "SELECT MAX(ReadThrottleEvents) FROM SCHEMA(\"AWS/DynamoDB\", TableName) WHERE TableName = '"
                                + where + "'")
                .build());
    }

    private static Dimension dimension(String table) {
        return Dimension.builder().name("TableName").value(table).build();
    }

    private void composite(String name, String rule, boolean on) {
        alarms.putCompositeAlarm(
                b -> b.alarmName(name).alarmRule(rule).actionsEnabled(on).alarmActions(TOPIC));
    }

    @Test
    void findsAlarmsOfEveryKindOnAllPages() {
        put("orders-throttles", metric("orders"));
        put("latency", math("orders"));
        put("asked", query("orders"));
        put("of another table", metric("orders-0914"));
        put("of no table", metric("orders").andThen(b -> b.dimensions(List.of())));
        put("math of another", math("orders2"));
        put("asked of another", query("orders2"));
        put("TargetTracking-table/orders-AlarmHigh-1", metric("orders"));
        composite("any", "ALARM(latency) OR ALARM(\"of no table\")", true);
        composite("wake up", "ALARM(any)", true);
        composite("elsewhere", "ALARM(\"of no table\")", true);

        assertThat(value(table("orders"), ALARMS).entries().keySet())
                .containsExactlyInAnyOrder(
                        "{{table}}-throttles",
                        "latency-{{table}}",
                        "asked-{{table}}",
                        "any-{{table}}",
                        "wake up-{{table}}");
    }

    @Test
    void readsWhatTheWritingCallTakesWithoutTheTablesName() {
        put(
                "latency",
                math("orders")
                        .andThen(b -> b.alarmDescription("Latency of orders")
                                .okActions(TOPIC)
                                .treatMissingData("notBreaching")
                                .tags(Tag.builder().key("team").value("a").build())));

        assertThat(value(table("orders"), ALARMS).get("latency-{{table}}").orElseThrow())
                .isEqualTo("{\"ActionsEnabled\":false,\"AlarmActions\":[\"" + TOPIC
                        + "\"],\"AlarmDescription\":\"Latency of {{table}}\",\"AlarmName\":\"latency-{{table}}\","
                        + "\"ComparisonOperator\":\"GreaterThanThreshold\",\"EvaluationPeriods\":2,"
                        + "\"Metrics\":[{\"Expression\":\"m1 / 60\",\"Id\":\"e1\",\"Label\":\"rate\"},"
                        + "{\"Id\":\"m1\",\"MetricStat\":{\"Metric\":{\"Dimensions\":[{\"Name\":\"TableName\","
                        + "\"Value\":\"{{table}}\"}],\"MetricName\":\"SuccessfulRequestLatency\",\"Namespace\":"
                        + "\"AWS/DynamoDB\"},\"Period\":60,\"Stat\":\"p99\"},\"ReturnData\":false}],"
                        + "\"OKActions\":[\"" + TOPIC + "\"],\"Tags\":[{\"Key\":\"team\",\"Value\":\"a\"}],"
                        + "\"Threshold\":0.5,\"TreatMissingData\":\"notBreaching\"}");
    }

    @Test
    void copiesAllWithTheirActionsOffAndTurnsThemOnWhenAsked() {
        put("orders-throttles", metric("orders"));
        put("latency", math("orders").andThen(b -> b.actionsEnabled(false)));
        put("asked", query("orders"));
        composite("above", "ALARM(latency) OR OK('asked')", true);
        composite("a-top", "NOT ALARM(above)", true);

        List<String> made = copy(table("orders"), table("orders-0914"), ALARMS);

        assertThat(made.subList(3, 5)).containsExactly("above-{{table}}", "a-top-{{table}}");
        assertThat(value(table("orders-0914"), ALARMS)).isEqualTo(value(table("orders"), ALARMS));
        assertThat(metricAlarm("orders-0914-throttles").actionsEnabled()).isFalse();
        assertThat(metricAlarm("asked-orders-0914").metrics().getFirst().expression())
                .endsWith("WHERE TableName = 'orders-0914'");
        assertThat(compositeAlarm("above-orders-0914").alarmRule())
                .isEqualTo("ALARM(\"latency-orders-0914\") OR OK(\"asked-orders-0914\")");
        assertThat(value(table("orders"), ACTIONS).get("{{table}}-throttles")).contains(AlarmActionsSetting.ON);

        copy(table("orders"), table("orders-0914"), ACTIONS);

        assertThat(metricAlarm("orders-0914-throttles").actionsEnabled()).isTrue();
        assertThat(metricAlarm("latency-orders-0914").actionsEnabled()).isFalse();
        assertThat(compositeAlarm("a-top-orders-0914").actionsEnabled()).isTrue();
        assertThat(metricAlarm("orders-throttles").actionsEnabled()).isTrue();
    }

    @Test
    void twoAlarmsNeverTakeOneName() {
        put("throttles", metric("orders"));
        put("throttles-orders", metric("orders"));

        copy(table("orders"), table("orders-0914"), ALARMS);

        assertThat(alarms.describeAlarmsPaginator(b -> b.alarmNamePrefix("throttles"))
                        .metricAlarms())
                .extracting(MetricAlarm::alarmName)
                .containsExactly("throttles", "throttles-orders", "throttles-orders-0914", "throttles-orders-0914-2");
    }

    @Test
    void anAlarmThatIsThereKeepsItsActionsAndGetsTagsByAnotherCall() {
        Tag tag = Tag.builder().key("team").value("a").build();
        put("orders-throttles", metric("orders").andThen(b -> b.threshold(9.0).tags(tag)));
        put("orders-0914-throttles", metric("orders-0914"));

        copy(table("orders"), table("orders-0914"), ALARMS);

        MetricAlarm alarm = metricAlarm("orders-0914-throttles");
        assertThat(alarm.threshold()).isEqualTo(9.0);
        assertThat(alarm.actionsEnabled()).isTrue();
        assertThat(alarms.listTagsForResource(b -> b.resourceARN(alarm.alarmArn()))
                        .tags())
                .containsExactly(tag);
    }

    @Test
    void alarmsOfADeletedTableAreStillThere() {
        put("orders-throttles", metric("orders"));
        aws.sandbox().tables().delete("orders");

        assertThat(value(table("orders"), ALARMS).entries()).containsOnlyKeys("{{table}}-throttles");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeAlarms"})
    void anEmptyAnswerIsNotTakenForNothing(String operation) {
        aws.sandbox().faults().add(Fault.on(operation, Effect.EMPTY));

        assertThat(unreadable(table("orders"), ALARMS).kind()).isEqualTo(Cause.Kind.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeAlarms", "ListTagsForResource"})
    void isUnreadableWhereOneCallFails(String operation) {
        put("orders-throttles", metric("orders"));
        aws.sandbox().faults().add(Fault.on(operation, Effect.DENIED));

        Cause cause = unreadable(table("orders"), ALARMS);

        assertThat(cause.kind()).isEqualTo(Cause.Kind.DENIED);
        assertThat(cause.what()).contains("cloudwatch:" + operation);
    }

    @Test
    void tellsWhatAwsRefused() {
        put("orders-throttles", metric("orders"));
        SettingChange change = ALARMS.changes(value(table("orders"), ALARMS), SettingValue.NONE)
                .getFirst();
        aws.sandbox().faults().add(Fault.on("PutMetricAlarm", Effect.DENIED));

        assertThat(settings.write(table("orders-0914"), change))
                .isInstanceOfSatisfying(
                        Reply.Failed.class,
                        failed -> assertThat(failed.cause().what())
                                .contains("cloudwatch:PutMetricAlarm", "orders-0914-throttles"));
    }

    @Test
    void doesNotWriteWhatItDoesNotUnderstand() {
        SettingChange change = new SettingChange(
                ALARMS,
                "{{table}}-rate",
                SettingValue.of("{{table}}-rate", "{\"AlarmName\":\"{{table}}-rate\",\"EvaluationCriteria\":{}}"),
                SettingValue.NONE);

        assertThat(settings.write(table("orders-0914"), change))
                .isInstanceOfSatisfying(
                        Reply.Failed.class,
                        failed -> assertThat(failed.cause().what())
                                .isEqualTo("This version does not know EvaluationCriteria."));
        assertThat(writes()).isEmpty();
    }

    @Test
    void anAlarmThatIsGoneIsNotTurnedOn() {
        SettingChange change =
                new SettingChange(ACTIONS, "gone", SettingValue.of("gone", AlarmActionsSetting.ON), SettingValue.NONE);

        assertThat(settings.write(table("orders-0914"), change)).isInstanceOf(Reply.Failed.class);
    }

    private MetricAlarm metricAlarm(String name) {
        return alarms.describeAlarms(b -> b.alarmNames(name)).metricAlarms().getFirst();
    }

    private CompositeAlarm compositeAlarm(String name) {
        return alarms.describeAlarms(b -> b.alarmNames(name).alarmTypes(AlarmType.COMPOSITE_ALARM))
                .compositeAlarms()
                .getFirst();
    }
}
