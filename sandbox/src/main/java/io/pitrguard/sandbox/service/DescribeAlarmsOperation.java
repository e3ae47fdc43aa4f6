package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** DescribeAlarms: metric alarms alone, unless the request asks for composite ones too. */
final class DescribeAlarmsOperation {

    // Smaller than AWS's, so that callers follow NextToken.
    private static final int PAGE = 4;
    private static final int LARGEST_PAGE = 100;
    private static final List<String> SUPPORTED = List.of(
            "AlarmNames", "AlarmNamePrefix", "AlarmTypes", "StateValue", "ActionPrefix", "MaxRecords", "NextToken");

    private DescribeAlarmsOperation() {}

    static ObjectNode describe(Input input, Account account) {
        if (!input.namesOtherThan(SUPPORTED).isEmpty()) {
            throw AlarmErrors.validation("the sandbox does not support " + input.namesOtherThan(SUPPORTED));
        }
        List<ObjectNode> matching =
                account.named().alarms().all().stream().filter(matcher(input)).toList();
        int from = position(input, matching.size());
        int to = Math.min(matching.size(), from + size(input));
        ObjectNode answer = Json.object();
        ArrayNode composite = answer.putArray("CompositeAlarms");
        ArrayNode metric = answer.putArray("MetricAlarms");
        for (ObjectNode alarm : matching.subList(from, to)) {
            (Alarms.isComposite(alarm) ? composite : metric).add(Alarms.shown(alarm));
        }
        return to < matching.size() ? answer.put("NextToken", Integer.toString(to)) : answer;
    }

    private static Predicate<ObjectNode> matcher(Input input) {
        List<String> types = input.has("AlarmTypes") ? input.texts("AlarmTypes") : List.of("MetricAlarm");
        List<String> names = AlarmInput.names(input);
        Optional<String> prefix = input.text("AlarmNamePrefix");
        if (prefix.isPresent() && !names.isEmpty()) {
            throw AlarmErrors.combination("AlarmNamePrefix cannot be combined with AlarmNames");
        }
        String state = input.text("StateValue").orElse("");
        String action = input.text("ActionPrefix").orElse("");
        return alarm -> types.contains(Alarms.isComposite(alarm) ? "CompositeAlarm" : "MetricAlarm")
                && (names.isEmpty() || names.contains(name(alarm)))
                && name(alarm).startsWith(prefix.orElse(""))
                && (state.isEmpty() || alarm.path("StateValue").asText().equals(state))
                && hasAction(alarm, action);
    }

    private static boolean hasAction(ObjectNode alarm, String prefix) {
        if (prefix.isEmpty()) {
            return true;
        }
        for (var arn : alarm.path("AlarmActions")) {
            if (arn.asText().startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static int size(Input input) {
        long size = AlarmInput.number(input, "MaxRecords").orElse((long) LARGEST_PAGE);
        if (size < 1 || size > LARGEST_PAGE) {
            throw AlarmErrors.constraint(size, "maxRecords", "Member must have value between 1 and 100");
        }
        return (int) Math.min(size, PAGE);
    }

    private static int position(Input input, int size) {
        String token = input.text("NextToken").orElse("0");
        if (!token.matches("\\d{1,9}") || Integer.parseInt(token) > size) {
            throw ServiceError.client("InvalidNextToken", "The next token is not valid");
        }
        return Integer.parseInt(token);
    }

    private static String name(ObjectNode alarm) {
        return alarm.path("AlarmName").asText();
    }
}
