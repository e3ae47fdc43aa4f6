package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** CloudWatch's alarms where moto is no stand-in for AWS. */
class AlarmsTest extends SandboxFixture {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:pager";

    private CloudWatchClient alarms;

    @BeforeEach
    void connect() {
        alarms = target.configure(CloudWatchClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterEach
    void disconnect() {
        alarms.close();
        assertThat(sandbox.failures()).isEmpty();
    }

    @Test
    void aNewAlarmHasInsufficientData() {
        put("a", request -> {});

        MetricAlarm alarm = find("a");

        assertThat(alarm.stateValue()).isEqualTo(StateValue.INSUFFICIENT_DATA);
        assertThat(alarm.stateUpdatedTimestamp()).isEqualTo(NOW);
        assertThat(alarm.alarmArn()).isEqualTo("arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a");
    }

    @Test
    void actionsAreSwitchedByNameAndUnknownNamesPassedOver() {
        put("a", request -> {});

        alarms.disableAlarmActions(request -> request.alarmNames("a", "no-such-alarm"));
        assertThat(find("a").actionsEnabled()).isFalse();

        alarms.enableAlarmActions(request -> request.alarmNames("a"));
        assertThat(find("a").actionsEnabled()).isTrue();
    }

    @Test
    void aCompositeAlarmShowsOnlyWhereItIsAskedFor() {
        put("a", request -> {});
        put("b c", request -> {});
        String rule = "ALARM(a) AND (NOT OK(\"b c\") OR INSUFFICIENT_DATA('a') OR TRUE)";
        composite("both", rule);

        assertThat(alarms.describeAlarms().compositeAlarms()).isEmpty();
        CompositeAlarm alarm = alarms.describeAlarms(request -> request.alarmTypes(AlarmType.COMPOSITE_ALARM))
                .compositeAlarms()
                .getFirst();

        assertThat(alarm.alarmName()).isEqualTo("both");
        assertThat(alarm.alarmRule()).isEqualTo(rule);
        assertThat(alarm.actionsEnabled()).isFalse();
        assertThat(alarm.stateValue()).isEqualTo(StateValue.INSUFFICIENT_DATA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"()", "ALARM(a", "ALARM(a) AND", "ALARM(a) ALARM(a)", "PAGE(a)", "(ALARM(a)", "NOT"})
    void refusesARuleThatIsNone(String rule) {
        put("a", request -> {});

        assertThat(assertRefused(() -> composite("c", rule), "ValidationError"))
                .hasMessageContaining("Error in AlarmRule [Unsupported token");
    }

    @Test
    void aCompositeAlarmDependsOnItsParts() {
        assertThat(assertRefused(() -> composite("c", "ALARM(a)"), "ValidationError"))
                .hasMessageContaining(
                        "Could not save the composite alarm as alarms [a] in the alarm rule do not exist");
        put("a", request -> {});
        composite("c", "ALARM(\"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a\") OR ALARM(a)");

        assertRefused(() -> alarms.deleteAlarms(request -> request.alarmNames("a")), "ValidationError");
        alarms.deleteAlarms(request -> request.alarmNames("a", "c"));
        assertThat(alarms.describeAlarms().metricAlarms()).isEmpty();
    }

    @Test
    void aNameBelongsToOneTypeOfAlarm() {
        put("a", request -> {});
        put("b", request -> {});

        assertRefused(() -> composite("a", "ALARM(b)"), "ValidationError");
    }

    @Test
    void deletesAllOrNone() {
        put("a", request -> {});

        assertRefused(() -> alarms.deleteAlarms(request -> request.alarmNames("a", "b")), "ResourceNotFound");
        assertThat(find("a")).isNotNull();
    }

    @Test
    void anAlarmThatIsPutAgainKeepsStateAndTags() {
        put("a", request -> request.tags(tag("team", "x")));
        clock.advance(Duration.ofMinutes(5));
        put("a", request -> request.tags(tag("team", "y")).threshold(9.0));

        assertThat(find("a").stateUpdatedTimestamp()).isEqualTo(NOW);
        assertThat(find("a").alarmConfigurationUpdatedTimestamp()).isEqualTo(NOW.plusSeconds(300));
        assertThat(alarms.listTagsForResource(
                                request -> request.resourceARN(find("a").alarmArn()))
                        .tags())
                .containsExactly(tag("team", "x"));
        assertRefused(
                () -> alarms.listTagsForResource(
                        request -> request.resourceARN(find("a").alarmArn() + "b")),
                "ResourceNotFoundException");
    }

    @Test
    void refusesWhatAwsRefuses() {
        refused("ValidationError", request -> request.period(61));
        refused("ValidationError", request -> request.datapointsToAlarm(4));
        refused("ValidationError", request -> request.period(86_400).evaluationPeriods(8));
        refused("ValidationError", request -> request.comparisonOperator((String) null));
        refused("ValidationError", request -> request.comparisonOperator("Above"));
        refused("ValidationError", request -> request.evaluationPeriods(null));
        refused("ValidationError", request -> request.treatMissingData("zero"));
        refused("ValidationError", request -> request.alarmActions("pager"));
        refused("ValidationError", request -> request.alarmActions(TOPIC, TOPIC, TOPIC, TOPIC, TOPIC, TOPIC));
        refused("ValidationError", request -> request.metricName(null));
        refused("ValidationError", request -> request.alarmDescription("x".repeat(1025)));
        refused("ValidationError", request -> request.dimensions(table("")));
        refused("ValidationError", request -> request.alarmName("x".repeat(256)));
        refused("InvalidParameterCombination", request -> request.threshold(null));
        refused("InvalidParameterCombination", request -> request.extendedStatistic("p99"));
        refused("InvalidParameterCombination", request -> request.evaluateLowSampleCountPercentile("ignore"));
        refused("InvalidParameterCombination", request -> request.metrics(query("m1", true)));
        assertThat(alarms.describeAlarms().metricAlarms()).isEmpty();
    }

    @Test
    void refusesMathThatReturnsNoDataOrTooMuch() {
        math("ok", query("m1", true), query("m2", false));

        assertRefused(() -> math("a", query("m1", true), query("m2", true)), "ValidationError");
        assertRefused(() -> math("a", query("m1", false)), "ValidationError");
        assertRefused(
                () -> math("a", query("m1", true).toBuilder().expression("m2").build()), "ValidationError");
        assertThat(alarms.describeAlarms().metricAlarms())
                .extracting(MetricAlarm::alarmName)
                .containsExactly("ok");
    }

    @Test
    void alarmsAreFoundByStateActionAndPrefix() {
        put("a-1", request -> request.alarmActions(TOPIC));
        put("b-1", request -> request.alarmActions(List.of()));

        assertThat(names(alarms.describeAlarms(request -> request.alarmNamePrefix("a"))
                        .metricAlarms()))
                .containsExactly("a-1");
        assertThat(names(alarms.describeAlarms(request -> request.actionPrefix("arn:aws:sns"))
                        .metricAlarms()))
                .containsExactly("a-1");
        assertThat(alarms.describeAlarms(request -> request.stateValue(StateValue.OK))
                        .metricAlarms())
                .isEmpty();
        assertRefused(
                () -> alarms.describeAlarms(request -> request.alarmNames("a-1").alarmNamePrefix("a")),
                "InvalidParameterCombination");
        assertRefused(() -> alarms.describeAlarms(request -> request.nextToken("no")), "InvalidNextToken");
        assertRefused(() -> alarms.describeAlarms(request -> request.maxRecords(101)), "ValidationError");
        assertRefused(() -> alarms.describeAlarms(request -> request.childrenOfAlarmName("a")), "ValidationError");
    }

    @Test
    void aFaultHitsOneAlarmAlone() {
        sandbox.faults().add(Fault.on("PutMetricAlarm", "a", Effect.DENIED));

        assertThat(assertRefused(() -> put("a", request -> {}), "AccessDenied"))
                .hasMessageContaining("cloudwatch:PutMetricAlarm");
        put("b", request -> {});
    }

    private void refused(String code, Consumer<PutMetricAlarmRequest.Builder> change) {
        assertRefused(() -> put("a", change), code);
    }

    private void put(String name, Consumer<PutMetricAlarmRequest.Builder> change) {
        PutMetricAlarmRequest.Builder request = PutMetricAlarmRequest.builder()
                .alarmName(name)
                .namespace("AWS/DynamoDB")
                .metricName("ReadThrottleEvents")
                .statistic(Statistic.SUM)
                .dimensions(table("orders"))
                .period(60)
                .evaluationPeriods(3)
                .threshold(1.5)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD);
        change.accept(request);
        alarms.putMetricAlarm(request.build());
    }

    private void composite(String name, String rule) {
        alarms.putCompositeAlarm(
                request -> request.alarmName(name).alarmRule(rule).actionsEnabled(false));
    }

    private void math(String name, MetricDataQuery... queries) {
        alarms.putMetricAlarm(request -> request.alarmName(name)
                .metrics(queries)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));
    }

    private MetricAlarm find(String name) {
        return alarms.describeAlarms(request -> request.alarmNames(name))
                .metricAlarms()
                .getFirst();
    }

    private static List<String> names(List<MetricAlarm> alarms) {
        return alarms.stream().map(MetricAlarm::alarmName).toList();
    }

    private static MetricDataQuery query(String id, boolean returnData) {
        return MetricDataQuery.builder()
                .id(id)
                .returnData(returnData)
                .metricStat(stat -> stat.period(60)
                        .stat("Sum")
                        .metric(metric -> metric.namespace("AWS/DynamoDB").metricName("ReadThrottleEvents")))
                .build();
    }

    private static Dimension table(String name) {
        return Dimension.builder().name("TableName").value(name).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
