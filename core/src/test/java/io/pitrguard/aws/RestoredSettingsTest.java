package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.settings.CopyProgress;
import io.pitrguard.domain.settings.CopyRecord;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingRow;
import io.pitrguard.domain.settings.Settings;
import io.pitrguard.domain.settings.SettingsDiff;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.settings.CopyOrder;
import io.pitrguard.settings.CopyStep;
import io.pitrguard.settings.SettingsCopy;
import io.pitrguard.settings.SettingsReader;
import io.pitrguard.wiring.SettingsWiring;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A table with every setting changed, restored by the sandbox, gets all of them from a copy. */
class RestoredSettingsTest {
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},\
            "Action":"dynamodb:GetItem","Resource":"arn:aws:dynamodb:eu-west-1:123456789012:table/orders"}]}""";

    private final SandboxAws aws = SandboxAws.start(options -> options.withStaleReads(0));
    private final SettingsReader reader = SettingsWiring.reader(aws.clients());
    private final SettingsCopy copy = SettingsWiring.copy(aws.clients(), aws.time());
    private final TableRef source = aws.where().table("orders");
    private final TableRef target = aws.where().table("orders-0914");

    @BeforeEach
    void restore() {
        aws.sandbox().tables().create("orders");
        SandboxTable orders = aws.sandbox().tables().get("orders");
        orders.settings().globalIndex("by-customer", "customer").provisioned(10, 10);
        orders.enabled(14).deletionProtection(true).tags(Map.of("team", "orders"));
        orders.settings().tableClass("STANDARD_INFREQUENT_ACCESS").stream("NEW_AND_OLD_IMAGES")
                .streamTags(Map.of("reader", "mailer"))
                .timeToLive("expires")
                .resourcePolicy(POLICY)
                .kinesis("arn:aws:kinesis:eu-west-1:123456789012:stream/changes", "ACTIVE")
                .insights("THROTTLED_KEYS")
                .insights("by-customer", "ACCESSED_AND_THROTTLED_KEYS");
        scale();
        observe();
        aws.time().advance(Duration.ofHours(1));
        aws.clients()
                .dynamoDb()
                .restoreTableToPointInTime(b -> b.sourceTableName("orders")
                        .targetTableName("orders-0914")
                        .useLatestRestorableTime(true));
        aws.time().advance(Duration.ofMinutes(30));
        aws.sandbox().tables().updatesTake(Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    private void scale() {
        aws.clients()
                .client(ApplicationAutoScalingClient.builder())
                .registerScalableTarget(b -> b.serviceNamespace(ServiceNamespace.DYNAMODB)
                        .resourceId("table/orders")
                        .scalableDimension(ScalableDimension.DYNAMODB_TABLE_READ_CAPACITY_UNITS)
                        .minCapacity(5)
                        .maxCapacity(40));
    }

    private void observe() {
        Dimension name = Dimension.builder().name("TableName").value("orders").build();
        aws.clients()
                .client(CloudWatchClient.builder())
                .putMetricAlarm(b -> b.alarmName("orders-throttled")
                        .namespace("AWS/DynamoDB")
                        .metricName("ReadThrottleEvents")
                        .statistic("Sum")
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(1.0)
                        .comparisonOperator("GreaterThanThreshold")
                        .dimensions(name)
                        .alarmActions("arn:aws:sns:eu-west-1:123456789012:pager"));
        String stream = aws.clients()
                .dynamoDb()
                .describeTable(b -> b.tableName("orders"))
                .table()
                .latestStreamArn();
        aws.clients()
                .client(LambdaClient.builder())
                .createEventSourceMapping(
                        b -> b.functionName("mailer").eventSourceArn(stream).startingPosition("LATEST"));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void lacksEverythingThatARestoreDoesNotCarry() {
        assertThat(diff().open())
                .extracting(row -> row.setting().key())
                .contains(
                        "tags",
                        "pitr",
                        "class",
                        "scaling",
                        "contributor-insights",
                        "alarms",
                        "deletion-protection",
                        "resource-policy",
                        "stream",
                        "kinesis",
                        "event-sources",
                        "ttl");
    }

    @Test
    void getsEverySettingOfTheSource() throws InterruptedException {
        CopyStep end = run(Settings.copied(true));

        assertThat(end).as(end.toString()).isInstanceOf(CopyStep.Done.class);
        assertThat(end.progress().open(CopyRecord.Outcome.REFUSED)).isEmpty();
        assertThat(diff().open()).extracting(SettingRow::toDo).isEmpty();
    }

    @Test
    void connectsNobodyWithoutAPersonsWord() throws InterruptedException {
        CopyStep end = run(Set.of());

        assertThat(end).isInstanceOf(CopyStep.NeedsPerson.class);
        assertThat(((CopyStep.NeedsPerson) end).settings())
                .extracting(each -> each.setting().key())
                .contains("stream", "event-sources", "ttl", "kinesis", "alarms-on", "resource-policy");
        assertThat(aws.clients()
                        .client(LambdaClient.builder())
                        .listEventSourceMappings(b -> {})
                        .eventSourceMappings())
                .hasSize(1);
        assertThat(aws.sandbox().tables().get("orders-0914").settings().latestStreamArn())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TagResource",
                "UpdateContinuousBackups",
                "UpdateTable",
                "UpdateContributorInsights",
                "PutResourcePolicy",
                "EnableKinesisStreamingDestination",
                "UpdateTimeToLive",
                "RegisterScalableTarget",
                "PutMetricAlarm",
                "CreateEventSourceMapping"
            })
    void comesToTheSameEndWhereAnAnswerIsLost(String operation) throws InterruptedException {
        aws.sandbox()
                .faults()
                .add(Fault.on(operation, Effect.SERVER_ERROR).afterEffect().times(1));

        CopyStep end = run(Settings.copied(true));

        assertThat(end).as(end.toString()).isInstanceOf(CopyStep.Done.class);
        assertThat(diff().open()).extracting(SettingRow::toDo).isEmpty();
    }

    private SettingsDiff diff() {
        return SettingsDiff.of(reader.existing(source), reader.existing(target));
    }

    private CopyStep run(Set<Setting> confirmed) throws InterruptedException {
        CopyOrder order = new CopyOrder(reader.existing(source), target, Settings.copied(true), confirmed);
        CopyProgress progress = CopyProgress.NONE;
        while (true) {
            CopyStep step = copy.next(order, progress);
            progress = step.progress();
            if (step instanceof CopyStep.Wait wait) {
                aws.time().sleepUntil(aws.time().instant().plus(wait.time()));
            } else if (!(step instanceof CopyStep.Wrote) && !(step instanceof CopyStep.Refused)) {
                return step;
            }
        }
    }
}
