package io.pitrguard.infra;

import java.util.List;
import software.amazon.awscdk.Stack;
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
                .eventPattern(CallPattern.in(Stack.of(this).getAccount()))
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
