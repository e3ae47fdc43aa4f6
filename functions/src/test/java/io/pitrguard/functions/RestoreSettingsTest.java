package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.Confirmation;
import io.pitrguard.domain.restore.PendingSetting;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.RestoredTable;
import io.pitrguard.domain.restore.SettingsChoice;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Settings of every service go with a restored table; those that can do harm once a person has confirmed them. */
class RestoreSettingsTest {
    private static final String SCALED = "dynamodb:table:ReadCapacityUnits";

    private final RestoreTestBed bed = new RestoreTestBed();
    private final DynamoDbClient dynamoDb = bed.aws.clients().dynamoDb();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void theFunctionCopiesThemAndAsksBeforeThoseThatCanDoHarm() {
        bed.settings = SettingsChoice.ALL;
        settings();
        others();
        pass();
        bed.planned();

        assertThat(bed.run()).isEqualTo("PERSON");
        RestoreRecord record = bed.record();
        assertThat(record.state()).isInstanceOf(RestoreState.AwaitingConfirmation.class);
        if (record.state()
                instanceof RestoreState.AwaitingConfirmation(RestoredTable table, List<PendingSetting> wait)) {
            assertThat(wait).extracting(PendingSetting::name).contains("ttl", "stream", "event-sources-on");
            Confirmation all = new Confirmation(
                    RestoreTestBed.BEN,
                    bed.aws.time().instant(),
                    wait.stream().map(PendingSetting::name).collect(Collectors.toSet()));
            bed.write(record.confirmed(all, new RestoreState.CopyingSettings(table), "Confirmed."));
        }

        assertThat(bed.run()).isEqualTo("DONE");
        assertThat(bed.record().state())
                .isInstanceOfSatisfying(
                        RestoreState.Completed.class,
                        completed -> assertThat(completed.notCopied())
                                .as(
                                        "what only costs money is left out: %s",
                                        bed.record().log())
                                .singleElement()
                                .asString()
                                .startsWith("warm throughput"));
    }

    private void settings() {
        String arn = bed.source().arn();
        dynamoDb.updateTable(request -> request.tableName("orders")
                .billingMode("PROVISIONED")
                .provisionedThroughput(
                        capacity -> capacity.readCapacityUnits(5L).writeCapacityUnits(5L)));
        pass();
        dynamoDb.updateTable(request -> request.tableName("orders").tableClass("STANDARD_INFREQUENT_ACCESS"));
        pass();
        dynamoDb.updateTable(request -> request.tableName("orders").deletionProtectionEnabled(true));
        pass();
        dynamoDb.updateTable(request -> request.tableName("orders")
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType("NEW_IMAGE")));
        pass();
        dynamoDb.tagResource(request -> request.resourceArn(arn)
                .tags(Tag.builder().key("team").value("data").build()));
        dynamoDb.updateTimeToLive(request -> request.tableName("orders")
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("expires")));
        dynamoDb.putResourcePolicy(request -> request.resourceArn(arn).policy("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},\
                "Action":"dynamodb:GetItem","Resource":"%s"}]}""".formatted(arn)));
        dynamoDb.updateContributorInsights(
                request -> request.tableName("orders").contributorInsightsAction("ENABLE"));
    }

    private void others() {
        String stream = dynamoDb.describeTable(request -> request.tableName("orders"))
                .table()
                .latestStreamArn();
        bed.aws
                .clients()
                .client(LambdaClient.builder())
                .createEventSourceMapping(request ->
                        request.eventSourceArn(stream).functionName("audit").startingPosition("LATEST"));
        bed.aws
                .clients()
                .client(CloudWatchClient.builder())
                .putMetricAlarm(request -> request.alarmName("orders-throttled")
                        .namespace("AWS/DynamoDB")
                        .metricName("ReadThrottleEvents")
                        .dimensions(Dimension.builder()
                                .name("TableName")
                                .value("orders")
                                .build())
                        .statistic("Sum")
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(1.0)
                        .comparisonOperator("GreaterThanThreshold")
                        .alarmActions(bed.topic()));
        ApplicationAutoScalingClient scaling = bed.aws.clients().client(ApplicationAutoScalingClient.builder());
        scaling.registerScalableTarget(request -> request.serviceNamespace("dynamodb")
                .resourceId("table/orders")
                .scalableDimension(SCALED)
                .minCapacity(5)
                .maxCapacity(50));
        scaling.putScalingPolicy(request -> request.serviceNamespace("dynamodb")
                .resourceId("table/orders")
                .scalableDimension(SCALED)
                .policyName("reads")
                .policyType("TargetTrackingScaling")
                .targetTrackingScalingPolicyConfiguration(target -> target.targetValue(70.0)
                        .predefinedMetricSpecification(
                                metric -> metric.predefinedMetricType("DynamoDBReadCapacityUtilization"))));
        scaling.putScheduledAction(request -> request.serviceNamespace("dynamodb")
                .resourceId("table/orders")
                .scalableDimension(SCALED)
                .scheduledActionName("mornings")
                .schedule("cron(0 6 * * ? *)")
                .scalableTargetAction(action -> action.minCapacity(10).maxCapacity(50)));
    }

    /** Changes of a table take their time. */
    private void pass() {
        bed.aws.time().advance(Duration.ofMinutes(10));
    }
}
