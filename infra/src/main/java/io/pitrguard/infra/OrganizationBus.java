package io.pitrguard.infra;

import io.pitrguard.domain.selfcheck.ForwardingRules;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.CfnEventBusPolicy;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.constructs.Construct;

/** The bus to which member accounts forward calls, and the rule that sends them on to the queue. */
final class OrganizationBus extends Construct {
    OrganizationBus(Construct scope, String id, String name, String organizationId, DriftQueue queue) {
        super(scope, id);
        EventBus bus =
                EventBus.Builder.create(this, "Bus").eventBusName(nameIn(name)).build();
        // EventBridge refuses events of AWS's own sources from everybody but AWS: an account can forward its calls, not
        // make some up. The function takes them as hints only, and reads the table.
        CfnEventBusPolicy.Builder.create(this, "Members")
                .eventBusName(bus.getEventBusName())
                .statementId("Members")
                .statement(Map.of(
                        "Sid",
                        "Members",
                        "Effect",
                        "Allow",
                        "Principal",
                        "*",
                        "Action",
                        "events:PutEvents",
                        "Resource",
                        bus.getEventBusArn(),
                        "Condition",
                        Map.of("StringEquals", Map.of("aws:PrincipalOrgID", organizationId))))
                .build();
        Rule.Builder.create(this, "Rule")
                .ruleName(nameIn(name))
                .description("DynamoDB calls in member accounts that can affect a table's recovery.")
                .eventBus(bus)
                .eventPattern(CallPattern.inAnyAccount())
                .targets(List.of(new SqsQueue(queue.queue())))
                .build();
    }

    /** Returns the name of the bus and of its rule. */
    static String nameIn(String deployment) {
        return ForwardingRules.busOf(deployment);
    }

    /** Returns the bus's ARN, which follows from its name. */
    static String arn(Construct scope, String deployment) {
        return Stack.of(scope)
                .formatArn(ArnComponents.builder()
                        .service("events")
                        .resource("event-bus")
                        .resourceName(nameIn(deployment))
                        .build());
    }
}
