package io.pitrguard.aws;

import io.pitrguard.domain.selfcheck.SubscriberFilter;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Values;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
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
        if (!values.isArray()) {
            return new Values(Set.of(), true);
        }
        List<JsonNode> all = values.asArray();
        return new Values(
                all.stream().filter(JsonNode::isString).map(JsonNode::asString).collect(Collectors.toSet()),
                !all.stream().allMatch(JsonNode::isString));
    }
}
