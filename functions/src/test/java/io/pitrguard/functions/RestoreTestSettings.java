package io.pitrguard.functions;

import io.pitrguard.aws.SandboxAws;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KinesisDataStreamDestination;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

/** The settings of a table on the sandbox, in every service that holds some. */
final class RestoreTestSettings {
    private static final String SCALED = "dynamodb:table:ReadCapacityUnits";

    private final SandboxAws aws;
    private final String table;
    private final DynamoDbClient dynamoDb;
    private final LambdaClient lambda;
    private final CloudWatchClient cloudWatch;
    private final ApplicationAutoScalingClient scaling;

    RestoreTestSettings(SandboxAws aws, String table) {
        this.aws = aws;
        this.table = table;
        this.dynamoDb = aws.clients().dynamoDb();
        this.lambda = aws.clients().client(LambdaClient.builder());
        this.cloudWatch = aws.clients().client(CloudWatchClient.builder());
        this.scaling = aws.clients().client(ApplicationAutoScalingClient.builder());
    }

    /** Sets those that DynamoDB itself holds. */
    void set(String kinesisStream) {
        String arn = aws.where().table(table).arn();
        dynamoDb.updateTable(request -> request.tableName(table)
                .billingMode("PROVISIONED")
                .provisionedThroughput(
                        capacity -> capacity.readCapacityUnits(5L).writeCapacityUnits(5L)));
        pass();
        dynamoDb.updateTable(request -> request.tableName(table).tableClass("STANDARD_INFREQUENT_ACCESS"));
        pass();
        dynamoDb.updateTable(request -> request.tableName(table).deletionProtectionEnabled(true));
        pass();
        dynamoDb.updateTable(request -> request.tableName(table)
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType("NEW_IMAGE")));
        pass();
        dynamoDb.tagResource(request -> request.resourceArn(arn)
                .tags(Tag.builder().key("team").value("data").build()));
        dynamoDb.updateTimeToLive(request -> request.tableName(table)
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("expires")));
        dynamoDb.putResourcePolicy(request -> request.resourceArn(arn).policy("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},\
                "Action":"dynamodb:GetItem","Resource":"%s"}]}""".formatted(arn)));
        dynamoDb.updateContributorInsights(request -> request.tableName(table).contributorInsightsAction("ENABLE"));
        dynamoDb.enableKinesisStreamingDestination(
                request -> request.tableName(table).streamArn(kinesisStream));
        pass();
    }

    /** Changes of a table take their time. */
    private void pass() {
        aws.time().advance(Duration.ofMinutes(10));
    }

    /** Sets those that other services hold. */
    void connect(String topic) {
        String stream = stream();
        lambda.createEventSourceMapping(
                request -> request.eventSourceArn(stream).functionName("audit").startingPosition("LATEST"));
        cloudWatch.putMetricAlarm(request -> request.alarmName(table + "-throttled")
                .namespace("AWS/DynamoDB")
                .metricName("ReadThrottleEvents")
                .dimensions(Dimension.builder().name("TableName").value(table).build())
                .statistic("Sum")
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator("GreaterThanThreshold")
                .alarmActions(topic));
        cloudWatch.putCompositeAlarm(request -> request.alarmName(table + "-any")
                .alarmRule("ALARM(\"%s-throttled\")".formatted(table))
                .alarmActions(topic));
        scale();
    }

    private void scale() {
        scaling.registerScalableTarget(request -> request.serviceNamespace("dynamodb")
                .resourceId("table/" + table)
                .scalableDimension(SCALED)
                .minCapacity(5)
                .maxCapacity(50));
        scaling.putScalingPolicy(request -> request.serviceNamespace("dynamodb")
                .resourceId("table/" + table)
                .scalableDimension(SCALED)
                .policyName("reads")
                .policyType("TargetTrackingScaling")
                .targetTrackingScalingPolicyConfiguration(target -> target.targetValue(70.0)
                        .predefinedMetricSpecification(
                                metric -> metric.predefinedMetricType("DynamoDBReadCapacityUtilization"))));
        scaling.putScheduledAction(request -> request.serviceNamespace("dynamodb")
                .resourceId("table/" + table)
                .scalableDimension(SCALED)
                .scheduledActionName("mornings")
                .schedule("cron(0 6 * * ? *)")
                .scalableTargetAction(action -> action.minCapacity(10).maxCapacity(50)));
    }

    void tagAlarm(Map<String, String> tags) {
        String arn = alarm();
        cloudWatch.tagResource(request -> request.resourceARN(arn)
                .tags(tags.entrySet().stream()
                        .map(tag -> software.amazon.awssdk.services.cloudwatch.model.Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList()));
    }

    void tagScaling(Map<String, String> tags) {
        String arn = scalableTarget();
        scaling.tagResource(request -> request.resourceARN(arn).tags(tags));
    }

    void tagMapping(Map<String, String> tags) {
        String arn = mapping();
        lambda.tagResource(request -> request.resource(arn).tags(tags));
    }

    Map<String, String> alarmTags() {
        String arn = alarm();
        Map<String, String> tags = new TreeMap<>();
        cloudWatch
                .listTagsForResource(request -> request.resourceARN(arn))
                .tags()
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }

    Map<String, String> scalingTags() {
        String arn = scalableTarget();
        return scaling.listTagsForResource(request -> request.resourceARN(arn)).tags();
    }

    Map<String, String> mappingTags() {
        String arn = mapping();
        return lambda.listTags(request -> request.resource(arn)).tags();
    }

    /** Returns what the composite alarm over the table's alarm goes by. */
    String compositeRule() {
        return cloudWatch
                .describeAlarms(request -> request.alarmNames(table + "-any").alarmTypes(AlarmType.COMPOSITE_ALARM))
                .compositeAlarms()
                .getFirst()
                .alarmRule();
    }

    List<String> kinesisStreams() {
        return dynamoDb
                .describeKinesisStreamingDestination(request -> request.tableName(table))
                .kinesisDataStreamDestinations()
                .stream()
                .map(KinesisDataStreamDestination::streamArn)
                .toList();
    }

    String tableClass() {
        return dynamoDb.describeTable(request -> request.tableName(table))
                .table()
                .tableClassSummary()
                .tableClassAsString();
    }

    /** Returns the mappings of the table's stream; none where it has no stream. */
    Collection<EventSourceMappingConfiguration> mappings() {
        return lambda.listEventSourceMappings(request -> {}).eventSourceMappings().stream()
                .filter(mapping -> mapping.eventSourceArn().contains(":table/" + table + "/stream/"))
                .toList();
    }

    private String mapping() {
        return mappings().iterator().next().eventSourceMappingArn();
    }

    private String alarm() {
        return cloudWatch
                .describeAlarms(request -> request.alarmNames(table + "-throttled"))
                .metricAlarms()
                .getFirst()
                .alarmArn();
    }

    private String scalableTarget() {
        return scaling
                .describeScalableTargets(
                        request -> request.serviceNamespace("dynamodb").resourceIds("table/" + table))
                .scalableTargets()
                .stream()
                .map(ScalableTarget::scalableTargetARN)
                .findFirst()
                .orElseThrow();
    }

    private String stream() {
        return dynamoDb.describeTable(request -> request.tableName(table))
                .table()
                .latestStreamArn();
    }
}
