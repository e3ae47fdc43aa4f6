package io.pitrguard.infra;

import io.pitrguard.sandbox.calls.RecordedCall;
import java.util.List;

/**
 * What AWS asks of the caller for a call, as the Service Authorization Reference says it.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 *
 * <p>Whoever adds a call adds its operation here, and where its request names a resource by a member that
 * {@code NamedResource} does not know, the member there.
 *
 * @param partition that of the caller
 * @param account that of the caller
 * @param topicKey the key that the topic is encrypted with
 * @param sweeps the ARN of the bucket of sweeps
 * @param evidence the ARN of the bucket of evidence
 */
record CallPermissions(String partition, String account, String topicKey, String sweeps, String evidence) {
    /**
     * Returns what a call takes.
     *
     * @throws IllegalArgumentException for an operation that is not known here
     */
    List<AllowedAction> of(RecordedCall call) {
        String operation = call.operation();
        return switch (call.service() + " " + operation) {
            // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
            case "DynamoDb ListTables" -> onNone("dynamodb:ListTables");
            case "DynamoDb RestoreTableToPointInTime",
                    "DynamoDb RestoreTableFromBackup",
                    "DynamoDb CreateBackup",
                    "DynamoDb DescribeBackup",
                    "DynamoDb DeleteBackup",
                    "DynamoDb DescribeContributorInsights",
                    "DynamoDb DescribeKinesisStreamingDestination",
                    "DynamoDb DescribeTableReplicaAutoScaling",
                    "DynamoDb DescribeTimeToLive",
                    "DynamoDb GetResourcePolicy",
                    "DynamoDb PutResourcePolicy",
                    "DynamoDb TagResource",
                    "DynamoDb UpdateContributorInsights",
                    "DynamoDb UpdateTable",
                    "DynamoDb UpdateTimeToLive",
                    "DynamoDb EnableKinesisStreamingDestination",
                    "DynamoDb DeleteTable" -> table(call, "dynamodb:" + operation);
            // The caller needs what AWS does with the new table, although none of it is the caller's call.
            case "DynamoDb RestoreTableToPointInTime.Target", "DynamoDb RestoreTableFromBackup.Target" ->
                RestoreActions.ON_RESTORED_TABLE.stream()
                        .flatMap(action -> table(call, action).stream())
                        .toList();
            case "DynamoDb ListBackups" -> onNone("dynamodb:ListBackups");
            case "DynamoDb ExportTableToPointInTime", "DynamoDb DescribeExport" -> table(call, "dynamodb:" + operation);
            case "DynamoDb ListExports" -> onNone("dynamodb:ListExports");
            case "DynamoDb ExecuteStatement" -> table(call, "dynamodb:PartiQLSelect");
            // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsapplicationautoscaling.html
            case "ApplicationAutoScaling DescribeScalableTargets",
                    "ApplicationAutoScaling DescribeScalingPolicies",
                    "ApplicationAutoScaling DescribeScheduledActions",
                    "ApplicationAutoScaling ListTagsForResource" -> onNone("application-autoscaling:" + operation);
            case "ApplicationAutoScaling RegisterScalableTarget",
                    "ApplicationAutoScaling PutScalingPolicy",
                    "ApplicationAutoScaling PutScheduledAction",
                    "ApplicationAutoScaling TagResource" ->
                on(
                        arn(call, "application-autoscaling", account, "scalable-target/1"),
                        "application-autoscaling:" + operation);
            // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
            case "CloudWatch DescribeAlarms", "CloudWatch ListTagsForResource" -> onNone("cloudwatch:" + operation);
            case "CloudWatch PutMetricAlarm",
                    "CloudWatch PutCompositeAlarm",
                    "CloudWatch EnableAlarmActions",
                    "CloudWatch TagResource" ->
                on(arn(call, "cloudwatch", account, "alarm:1"), "cloudwatch:" + operation);
            // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
            case "Lambda ListEventSourceMappings",
                    "Lambda GetEventSourceMapping",
                    "Lambda ListTags",
                    "Lambda CreateEventSourceMapping",
                    "Lambda UpdateEventSourceMapping",
                    "Lambda TagResource" -> onNone("lambda:" + operation);
            // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgepipes.html
            case "Pipes ListPipes" -> onNone("pipes:ListPipes");
            case "DynamoDb DescribeContinuousBackups",
                    "DynamoDb DescribeTable",
                    "DynamoDb GetItem",
                    "DynamoDb PutItem",
                    "DynamoDb ListTagsOfResource",
                    "DynamoDb BatchGetItem",
                    "DynamoDb Query",
                    "DynamoDb Scan",
                    "DynamoDb UpdateContinuousBackups",
                    "DynamoDb UpdateItem" -> table(call, "dynamodb:" + operation);
            // Of a transaction each item takes what it would by itself.
            // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
            case "DynamoDb TransactWriteItems.Put" -> table(call, "dynamodb:PutItem");
            case "DynamoDb TransactWriteItems.ConditionCheck" -> table(call, "dynamodb:ConditionCheckItem");
            // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonresourcegrouptaggingapi.html
            case "ResourceGroupsTaggingApi GetResources" -> onNone("tag:GetResources");
            // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsconfig.html
            case "Config PutEvaluations" -> onNone("config:PutEvaluations");
            case "Config SelectResourceConfig" -> onNone("config:SelectResourceConfig");
            case "Config SelectAggregateResourceConfig" ->
                on(
                        arn(call, "config", account, "config-aggregator/config-aggregator-of-" + named(call)),
                        "config:SelectAggregateResourceConfig");
            case "Config GetResourceConfigHistory" -> onNone("config:GetResourceConfigHistory");
            case "Config DescribeConfigurationRecorders" -> onNone("config:DescribeConfigurationRecorders");
            case "Config DescribeConfigurationRecorderStatus" -> onNone("config:DescribeConfigurationRecorderStatus");
            // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html
            case "CloudTrail DescribeTrails" -> onNone("cloudtrail:DescribeTrails");
            case "CloudTrail GetTrailStatus", "CloudTrail GetEventSelectors" ->
                on(named(call), "cloudtrail:" + operation);
            // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
            case "EventBridge DescribeRule", "EventBridge ListTargetsByRule" ->
                on(arn(call, "events", account, "rule/" + named(call)), "events:" + operation);
            case "EventBridge PutEvents" ->
                on(arn(call, "events", account, "event-bus/" + named(call)), "events:PutEvents");
            case "Config GetComplianceDetailsByConfigRule" -> on(rule(call), "config:GetComplianceDetailsByConfigRule");
            // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html and, because the
            // topic is encrypted, https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
            case "Sns Publish" ->
                List.of(
                        new AllowedAction("sns:Publish", named(call)),
                        new AllowedAction("kms:GenerateDataKey", topicKey),
                        new AllowedAction("kms:Decrypt", topicKey));
            // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecurityhub.html
            case "SecurityHub BatchImportFindings" ->
                on(arn(call, "securityhub", account, "product/" + account + "/default"), "securityhub:" + operation);
            case "Sns ListSubscriptionsByTopic" -> on(named(call), "sns:ListSubscriptionsByTopic");
            case "Sns GetSubscriptionAttributes" -> onNone("sns:GetSubscriptionAttributes");
            // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
            case "Sts AssumeRole" -> on(named(call), "sts:AssumeRole");
            // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html
            case "Organizations ListRoots",
                    "Organizations ListAccountsForParent",
                    "Organizations ListOrganizationalUnitsForParent",
                    "Organizations ListTagsForResource" -> onNone("organizations:" + operation);
            // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsaccountmanagement.html
            case "Account ListRegions" -> onNone("account:ListRegions");
            // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html; whoever may not
            // list
            // a bucket is denied an object that does not exist, where others learn that.
            case "S3 GetObject" ->
                List.of(new AllowedAction("s3:GetObject", object(call)), new AllowedAction("s3:ListBucket", sweeps));
            case "S3 PutObject" -> on(object(call), "s3:PutObject");
            case "S3 ListObjectsV2" -> on(sweeps, "s3:ListBucket");
            // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
            case "Sqs SendMessage" -> on(queue(call), "sqs:SendMessage");
            default ->
                throw new IllegalArgumentException(call.service() + " " + operation
                        + " is a new operation: say in CallPermissions which actions it takes, on what.");
        };
    }

    private static List<AllowedAction> onNone(String action) {
        return List.of(new AllowedAction(action, AllowedAction.NONE));
    }

    private static List<AllowedAction> on(String resource, String action) {
        return List.of(new AllowedAction(action, resource));
    }

    private List<AllowedAction> table(RecordedCall call, String action) {
        String nameOrArn = named(call);
        return on(
                nameOrArn.startsWith("arn:") ? nameOrArn : arn(call, "dynamodb", account, "table/" + nameOrArn),
                action);
    }

    /** Only the buckets of sweeps and of evidence are called; AWS makes up their names. */
    private String object(RecordedCall call) {
        String key = named(call).substring(named(call).indexOf('/'));
        return (key.startsWith("/" + EvidenceBucket.FOLDER) ? evidence : sweeps) + key;
    }

    /** A rule's ARN holds an id that AWS makes up. */
    private String rule(RecordedCall call) {
        return arn(call, "config", account, "config-rule/config-rule-of-" + named(call));
    }

    /** A queue's URL ends in its account and its name. */
    private String queue(RecordedCall call) {
        List<String> parts = List.of(named(call).split("/", -1));
        return arn(call, "sqs", parts.get(parts.size() - 2), parts.getLast());
    }

    private String arn(RecordedCall call, String service, String owner, String resource) {
        return String.join(":", "arn", partition, service, call.region(), owner, resource);
    }

    private static String named(RecordedCall call) {
        if (call.resource().isEmpty()) {
            throw new IllegalArgumentException("NamedResource does not know what this call is on: " + call);
        }
        return call.resource();
    }
}
