package io.pitrguard.aws;

import io.pitrguard.domain.selfcheck.EventRule;
import io.pitrguard.port.Result;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/**
 * Rules of EventBridge's default bus, from {@code DescribeRule} and {@code ListTargetsByRule}.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html
 */
public final class EventBridgeRules {
    /** What looking takes of the caller's permissions, on the rule. */
    public static final Set<String> ACTIONS = Set.of("events:DescribeRule", "events:ListTargetsByRule");

    private static final String RULE = "events:DescribeRule";
    private static final String TARGETS = "events:ListTargetsByRule";

    private final EventBridgeClient client;

    /** Asks through this client. */
    public EventBridgeRules(EventBridgeClient client) {
        this.client = client;
    }

    /** Returns a rule; empty where there is none of this name. */
    public Result<Optional<EventRule>> named(String name) {
        String action = RULE;
        try {
            RuleState state = client.describeRule(b -> b.name(name)).state();
            action = TARGETS;
            int targets = client.listTargetsByRule(b -> b.rule(name)).targets().size();
            return new Result.Success<>(Optional.of(new EventRule(name, state != RuleState.DISABLED, targets)));
        } catch (ResourceNotFoundException _) {
            return new Result.Success<>(Optional.empty());
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(action, "rule " + name, e));
        }
    }
}
