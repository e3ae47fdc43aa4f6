package io.pitrguard.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/**
 * What the product relies on when it copies the alarms of a table, phrased so that it holds for AWS, for the sandbox and
 * for moto. moto has neither composite alarms nor switches for actions, and checks no input: AlarmsTest has what the sandbox does there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AlarmContract {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:pager";

    protected CloudWatchClient alarms;
    protected String name;

    /** What to check; asked once. */
    protected abstract Target target();

    @BeforeAll
    void connect() {
        Target target = target();
        alarms = target.configure(CloudWatchClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterAll
    void disconnect() {
        alarms.close();
    }

    @BeforeEach
    void name() {
        name = "contract-" + UUID.randomUUID();
    }

    @Test
    void aNewAlarmShowsWhatItWasPutWith() {
        alarms.putMetricAlarm(alarm(name)
                .alarmDescription("reads & writes")
                .actionsEnabled(false)
                .okActions(TOPIC)
                .datapointsToAlarm(2)
                .treatMissingData("notBreaching")
                .build());

        MetricAlarm alarm = only();

        assertThat(alarm.alarmArn()).endsWith(":alarm:" + name);
        assertThat(alarm.alarmDescription()).isEqualTo("reads & writes");
        assertThat(alarm.actionsEnabled()).isFalse();
        assertThat(alarm.okActions()).containsExactly(TOPIC);
        assertThat(alarm.alarmActions()).containsExactly(TOPIC);
        assertThat(alarm.insufficientDataActions()).isEmpty();
        assertThat(alarm.namespace()).isEqualTo("AWS/DynamoDB");
        assertThat(alarm.metricName()).isEqualTo("ReadThrottleEvents");
        assertThat(alarm.statistic()).isEqualTo(Statistic.SUM);
        assertThat(alarm.dimensions()).containsExactly(dimension("TableName", "orders"));
        assertThat(alarm.period()).isEqualTo(60);
        assertThat(alarm.evaluationPeriods()).isEqualTo(3);
        assertThat(alarm.datapointsToAlarm()).isEqualTo(2);
        assertThat(alarm.threshold()).isEqualTo(1.5);
        assertThat(alarm.comparisonOperator()).isEqualTo(ComparisonOperator.GREATER_THAN_THRESHOLD);
        assertThat(alarm.treatMissingData()).isEqualTo("notBreaching");
    }

    @Test
    void anAlarmOnMathShowsItsMetrics() {
        alarms.putMetricAlarm(request -> request.alarmName(name)
                .metrics(
                        MetricDataQuery.builder()
                                .id("e1")
                                .expression("m1 / 60")
                                .label("rate")
                                .returnData(true)
                                .build(),
                        MetricDataQuery.builder()
                                .id("m1")
                                .returnData(false)
                                .metricStat(stat -> stat.period(60)
                                        .stat("Sum")
                                        .metric(metric -> metric.namespace("AWS/DynamoDB")
                                                .metricName("ConsumedReadCapacityUnits")
                                                .dimensions(dimension("TableName", "orders"))))
                                .build())
                .evaluationPeriods(1)
                .threshold(10.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));

        List<MetricDataQuery> metrics = only().metrics();

        assertThat(metrics).hasSize(2);
        assertThat(metrics.getFirst().expression()).isEqualTo("m1 / 60");
        assertThat(metrics.getFirst().label()).isEqualTo("rate");
        assertThat(metrics.getFirst().returnData()).isTrue();
        assertThat(metrics.getLast().returnData()).isFalse();
        assertThat(metrics.getLast().metricStat().stat()).isEqualTo("Sum");
        assertThat(metrics.getLast().metricStat().period()).isEqualTo(60);
        assertThat(metrics.getLast().metricStat().metric().dimensions())
                .containsExactly(dimension("TableName", "orders"));
    }

    @Test
    void actionsAreOnUnlessThePutSaysOtherwise() {
        alarms.putMetricAlarm(alarm(name).build());

        assertThat(only().actionsEnabled()).isTrue();
    }

    @Test
    void allPagesTogetherHoldAllAlarms() {
        List<String> names = IntStream.range(0, 9).mapToObj(i -> name + "-" + i).toList();
        names.forEach(each -> alarms.putMetricAlarm(alarm(each).build()));

        assertThat(alarms.describeAlarmsPaginator(request -> request.alarmNamePrefix(name)
                                .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM))
                        .metricAlarms())
                .extracting(MetricAlarm::alarmName)
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void anAlarmThatIsPutAgainIsReplacedAndKeepsItsTags() {
        alarms.putMetricAlarm(alarm(name)
                .alarmDescription("old")
                .tags(Tag.builder().key("team").value("a").build())
                .build());
        alarms.putMetricAlarm(alarm(name).threshold(3.0).build());

        assertThat(only().threshold()).isEqualTo(3.0);
        assertThat(only().alarmDescription()).isNull();
        assertThat(alarms.listTagsForResource(request -> request.resourceARN(only().alarmArn()))
                        .tags())
                .containsExactly(Tag.builder().key("team").value("a").build());
    }

    @Test
    void anAlarmIsDeletedByName() {
        alarms.putMetricAlarm(alarm(name).build());

        alarms.deleteAlarms(request -> request.alarmNames(name));

        assertThat(found()).isEmpty();
    }

    @Test
    void tagsOfAnAlarmThatIsNotThereAreRefused() {
        alarms.putMetricAlarm(alarm(name).build());
        String arn = only().alarmArn();

        alarms.tagResource(request -> request.resourceARN(arn)
                .tags(Tag.builder().key("team").value("b").build()));

        assertThat(alarms.listTagsForResource(request -> request.resourceARN(arn))
                        .tags())
                .containsExactly(Tag.builder().key("team").value("b").build());
        assertThatExceptionOfType(CloudWatchException.class)
                .isThrownBy(() -> alarms.tagResource(request -> request.resourceARN(arn + "-no")
                        .tags(Tag.builder().key("team").value("b").build())));
    }

    protected MetricAlarm only() {
        assertThat(found()).hasSize(1);
        return found().getFirst();
    }

    protected static PutMetricAlarmRequest.Builder alarm(String name) {
        return PutMetricAlarmRequest.builder()
                .alarmName(name)
                .namespace("AWS/DynamoDB")
                .metricName("ReadThrottleEvents")
                .statistic(Statistic.SUM)
                .dimensions(dimension("TableName", "orders"))
                .period(60)
                .evaluationPeriods(3)
                .threshold(1.5)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .alarmActions(TOPIC);
    }

    protected List<MetricAlarm> found() {
        return alarms.describeAlarms(request -> request.alarmNames(name)).metricAlarms();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }
}
