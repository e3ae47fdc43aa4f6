package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Filter;
import io.pitrguard.sandbox.state.Subscription;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The attributes of a subscription: of those that can be set, the filter policy and its scope. */
final class SubscriptionAttributes {

    private static final String POLICY = "FilterPolicy";
    private static final String SCOPE = "FilterPolicyScope";

    private SubscriptionAttributes() {}

    /** Returns the filter policy of a Subscribe request; empty when it names none. */
    static Optional<Filter> filter(Input input) {
        Map<String, String> asked = entries(input);
        Filter.Scope scope = scope(asked.getOrDefault(SCOPE, Filter.Scope.MessageAttributes.name()));
        String policy = asked.get(POLICY);
        if (policy == null) {
            return Optional.empty();
        }
        requirePolicy(policy, scope);
        return Optional.of(new Filter(policy, scope));
    }

    /** Returns what GetSubscriptionAttributes answers. */
    static ObjectNode view(Subscription subscription, Account account) {
        ArrayNode entries = Json.object().putArray("entry");
        boolean pending = subscription.standing() == Subscription.Standing.PENDING;
        put(entries, "SubscriptionArn", subscription.arn());
        put(entries, "TopicArn", subscription.topicArn());
        put(entries, "Protocol", subscription.protocol());
        put(entries, "Endpoint", subscription.endpoint());
        put(entries, "Owner", account.location().account());
        put(entries, "PendingConfirmation", Boolean.toString(pending));
        put(entries, "RawMessageDelivery", "false");
        if (!subscription.filter().isNone()) {
            put(entries, POLICY, subscription.filter().policy());
            put(entries, SCOPE, subscription.filter().scope().name());
        }
        ObjectNode answer = Json.object();
        answer.putObject("Attributes").set("entry", entries);
        return answer;
    }

    private static void put(ArrayNode entries, String key, String value) {
        entries.addObject().put("key", key).put("value", value);
    }

    private static Map<String, String> entries(Input input) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (int index = 1; ; index++) {
            String entry = "Attributes.entry." + index + '.';
            Optional<String> key = input.text(entry + "key");
            if (key.isEmpty()) {
                return entries;
            }
            if (!key.get().equals(POLICY) && !key.get().equals(SCOPE)) {
                throw QueryErrors.invalidParameter("AttributeName");
            }
            entries.put(key.get(), input.text(entry + "value").orElse(""));
        }
    }

    private static Filter.Scope scope(String name) {
        for (Filter.Scope scope : Filter.Scope.values()) {
            if (scope.name().equals(name)) {
                return scope;
            }
        }
        throw QueryErrors.invalidParameter("Attributes Reason: FilterPolicyScope: Invalid value [" + name
                + "]. Please use either MessageBody or MessageAttributes");
    }

    private static void requirePolicy(String policy, Filter.Scope scope) {
        ObjectNode read = Json.read(policy);
        if (read == null) {
            throw QueryErrors.invalidParameter("Attributes Reason: FilterPolicy: failed to parse JSON.");
        }
        for (Map.Entry<String, JsonNode> each : read.properties()) {
            boolean nested =
                    scope == Filter.Scope.MessageBody && each.getValue().isObject();
            if (!nested && !(each.getValue().isArray() && !each.getValue().isEmpty())) {
                throw QueryErrors.invalidParameter("Attributes Reason: FilterPolicy: \"" + each.getKey()
                        + "\" must be an object or an array, not empty");
            }
        }
    }
}
