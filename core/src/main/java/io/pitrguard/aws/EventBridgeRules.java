package io.pitrguard.aws;

import io.pitrguard.domain.selfcheck.EventRule;
import io.pitrguard.port.Result;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

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
            DescribeRuleResponse rule = client.describeRule(b -> b.name(name));
            action = TARGETS;
            List<String> targets = client.listTargetsByRule(b -> b.rule(name)).targets().stream()
                    .filter(EventBridgeRules::passesEventsOn)
                    .map(Target::arn)
                    .filter(Objects::nonNull)
                    .toList();
            return new Result.Success<>(Optional.of(
                    new EventRule(name, rule.state() != RuleState.DISABLED, pattern(rule.eventPattern()), targets)));
        } catch (ResourceNotFoundException _) {
            return new Result.Success<>(Optional.empty());
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(action, "rule " + name, e));
        }
    }

    /** A target may get something else instead of the event. */
    private static boolean passesEventsOn(Target target) {
        return target.input() == null && target.inputPath() == null && target.inputTransformer() == null;
    }

    /** A rule without a pattern runs on a schedule: nothing that it could be compared with. */
    private static Map<String, Set<String>> pattern(@Nullable String json) {
        Map<String, Set<String>> fields = new TreeMap<>();
        if (json != null) {
            collect("", JsonNode.parser().parse(json), fields);
        }
        return fields;
    }

    private static void collect(String path, JsonNode node, Map<String, Set<String>> fields) {
        if (node.isObject()) {
            node.asObject().forEach((key, inner) -> collect(path.isEmpty() ? key : path + "." + key, inner, fields));
        } else if (node.isArray()) {
            fields.put(
                    path,
                    node.asArray().stream().map(EventBridgeRules::text).collect(Collectors.toCollection(TreeSet::new)));
        } else {
            fields.put(path, Set.of(text(node)));
        }
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.asString() : node.toString().replaceAll("\\s", "");
    }
}
