package io.pitrguard.aws;

import io.pitrguard.domain.selfcheck.SubscriberFilter;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Condition;
import io.pitrguard.domain.selfcheck.SubscriberFilter.OnText;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Values;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Filter policies from the attributes of a subscription.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
final class FilterPolicies {
    private static final String NO_FILTER = "{}";

    private FilterPolicies() {}

    /** Returns the filter policy; what cannot be understood may match nothing. */
    static SubscriberFilter read(Map<String, String> attributes) {
        String policy = attributes.getOrDefault("FilterPolicy", "").strip();
        if (policy.isEmpty() || policy.equals(NO_FILTER)) {
            return new SubscriberFilter.Everything();
        }
        if (!attributes.getOrDefault("FilterPolicyScope", "MessageAttributes").equals("MessageAttributes")) {
            return new SubscriberFilter.OnSomethingElse();
        }
        try {
            return onAttributes(JsonNode.parser().parse(policy));
        } catch (UncheckedIOException | StackOverflowError _) {
            return new SubscriberFilter.OnSomethingElse();
        }
    }

    private static SubscriberFilter onAttributes(JsonNode policy) {
        if (!policy.isObject() || policy.asObject().containsKey("$or")) {
            return new SubscriberFilter.OnSomethingElse();
        }
        Map<String, Values> wanted = new TreeMap<>();
        policy.asObject().forEach((name, values) -> wanted.put(name, values(values)));
        return new SubscriberFilter.OnAttributes(wanted);
    }

    private static Values values(JsonNode values) {
        return new Values(
                values.isArray()
                        ? values.asArray().stream()
                                .map(FilterPolicies::condition)
                                .toList()
                        : List.of(new Condition.Unknown()));
    }

    private static Condition condition(JsonNode condition) {
        if (condition.isString()) {
            return new OnText.Exactly(condition.asString());
        }
        if (!condition.isObject()) {
            return condition.isNumber() ? new Condition.OtherValue() : new Condition.Unknown();
        }
        Map<String, JsonNode> operators = condition.asObject();
        return operators.size() == 1 ? condition(operators.entrySet().iterator().next()) : new Condition.Unknown();
    }

    private static Condition condition(Map.Entry<String, JsonNode> operator) {
        JsonNode operand = operator.getValue();
        return switch (operator.getKey()) {
            case "exists" -> operand.isBoolean() ? new Condition.Exists(operand.asBoolean()) : new Condition.Unknown();
            case "anything-but" -> anythingBut(operand);
            case "prefix", "suffix", "equals-ignore-case" ->
                onText(operator).<Condition>map(condition -> condition).orElseGet(Condition.OtherValue::new);
            case "wildcard", "numeric", "cidr" -> new Condition.OtherValue();
            default -> new Condition.Unknown();
        };
    }

    /** Returns a condition on a text; empty if it is none. */
    private static Optional<OnText> onText(Map.Entry<String, JsonNode> operator) {
        JsonNode operand = operator.getValue();
        if (!operand.isString()) {
            return Optional.empty();
        }
        return switch (operator.getKey()) {
            case "prefix" -> Optional.of(new OnText.Prefix(operand.asString()));
            case "suffix" -> Optional.of(new OnText.Suffix(operand.asString()));
            case "equals-ignore-case" -> Optional.of(new OnText.IgnoringCase(operand.asString()));
            default -> Optional.empty();
        };
    }

    /** Numbers exclude no text. */
    private static Condition anythingBut(JsonNode operand) {
        if (operand.isString()) {
            return new Condition.AnythingBut(Set.of(new OnText.Exactly(operand.asString())));
        }
        if (operand.isObject() && operand.asObject().size() == 1) {
            return onText(operand.asObject().entrySet().iterator().next())
                    .<Condition>map(text -> new Condition.AnythingBut(Set.of(text)))
                    .orElseGet(Condition.OtherValue::new);
        }
        return operand.isArray() && operand.asArray().stream().allMatch(each -> each.isString() || each.isNumber())
                ? new Condition.AnythingBut(operand.asArray().stream()
                        .filter(JsonNode::isString)
                        .map(text -> new OnText.Exactly(text.asString()))
                        .collect(Collectors.toSet()))
                : new Condition.OtherValue();
    }
}
