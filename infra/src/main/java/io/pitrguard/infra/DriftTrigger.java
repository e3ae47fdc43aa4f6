package io.pitrguard.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Match;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.constructs.Construct;

/** Brings the calls to DynamoDB that matter from CloudTrail into the queue, and from there to the function. */
final class DriftTrigger extends Construct {
    /** The calls on which a table's recovery can hang (docs/drift.md). */
    static final List<String> CALLS = List.of(
            "CreateTable",
            "UpdateContinuousBackups",
            "RestoreTableToPointInTime",
            "RestoreTableFromBackup",
            "ImportTable",
            "UpdateTable",
            "DeleteTable",
            "TagResource",
            "UntagResource");

    // Each call is read, corrected and read again: five at once stay within the 10 reads a second of an account.
    private static final int AT_ONCE = 5;
    private static final int BATCH = 10;

    private final Rule rule;

    DriftTrigger(Construct scope, String id, String name, DriftQueue queue, GuardFunction.Target target) {
        super(scope, id);
        rule = Rule.Builder.create(this, "Rule")
                .ruleName(ruleName(name))
                .description("Calls to DynamoDB on which a table's recovery can hang.")
                .eventPattern(EventPattern.builder()
                        .account(List.of(Stack.of(this).getAccount()))
                        .source(List.of("aws.dynamodb"))
                        .detailType(List.of("AWS API Call via CloudTrail"))
                        .detail(Map.of(
                                "eventSource", List.of("dynamodb.amazonaws.com"),
                                "eventName", CALLS,
                                "errorCode", Match.doesNotExist()))
                        .build())
                // Its grant names the rule: nothing else may send.
                .targets(List.of(new SqsQueue(queue.queue())))
                .build();
        CfnEventSourceMapping mapping = CfnEventSourceMapping.Builder.create(this, "Mapping")
                .functionName(target.arn())
                .eventSourceArn(queue.queue().getQueueArn())
                .batchSize(BATCH)
                .functionResponseTypes(List.of("ReportBatchItemFailures"))
                .scalingConfig(CfnEventSourceMapping.ScalingConfigProperty.builder()
                        .maximumConcurrency(AT_ONCE)
                        .build())
                .build();
        target.before(mapping);
    }

    /** Returns what the rule is called. */
    static String ruleName(String name) {
        return name + "-drift";
    }

    Rule rule() {
        return rule;
    }
}
