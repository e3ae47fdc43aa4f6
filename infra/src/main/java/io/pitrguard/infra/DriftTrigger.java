package io.pitrguard.infra;

import io.pitrguard.domain.selfcheck.DriftRoute;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Match;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.constructs.Construct;

/** Delivers the DynamoDB calls that matter from CloudTrail to the queue, and from there to the function. */
final class DriftTrigger extends Construct {
    // For each call the table is read, remediated and read again: five at once stay within 10 reads per second.
    private static final int AT_ONCE = 5;
    private static final int BATCH = 10;

    private final Rule rule;

    DriftTrigger(Construct scope, String id, String name, DriftQueue queue, GuardFunction.Target target) {
        super(scope, id);
        rule = Rule.Builder.create(this, "Rule")
                .ruleName(ruleName(name))
                .description("DynamoDB calls that can affect a table's recovery.")
                .eventPattern(EventPattern.builder()
                        .account(List.of(Stack.of(this).getAccount()))
                        .source(List.of("aws.dynamodb"))
                        .detailType(List.of("AWS API Call via CloudTrail"))
                        .detail(Map.of(
                                "eventSource", List.of("dynamodb.amazonaws.com"),
                                "eventName", DriftRoute.CALLS,
                                "errorCode", Match.doesNotExist()))
                        .build())
                // The queue's policy names the rule. IAM also lets any principal of the account send that has
                // sqs:SendMessage: an event is a hint, and the function reads the table.
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

    /** Returns the rule's name. */
    static String ruleName(String name) {
        return name + "-drift";
    }

    Rule rule() {
        return rule;
    }
}
