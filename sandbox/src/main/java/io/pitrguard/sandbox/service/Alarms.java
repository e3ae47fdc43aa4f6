package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.List;

/** The alarms of an account as they are kept: as they show, each value as text. */
final class Alarms {

    static final String TAGS = "@tags";

    private static final String RULE = "AlarmRule";
    private static final List<String> STATE = List.of("StateValue", "StateReason", "StateUpdatedTimestamp", TAGS);

    private Alarms() {}

    /** Keeps an alarm: a new one has no data yet, a known one keeps its state and tags (API reference, PutMetricAlarm). */
    static void put(String name, ObjectNode alarm, Account account) {
        String now = account.now().toString();
        ObjectNode known = account.named().alarms().find(name).orElseGet(Json::object);
        if (!known.isEmpty() && isComposite(known) != isComposite(alarm)) {
            throw AlarmErrors.validation("An alarm of another type has the name " + name);
        }
        ObjectNode kept = alarm.deepCopy()
                .put("AlarmArn", account.location().alarm(name))
                .put("AlarmConfigurationUpdatedTimestamp", now);
        if (known.isEmpty()) {
            kept.put("StateValue", "INSUFFICIENT_DATA")
                    .put("StateReason", "Unchecked: Initial alarm creation")
                    .put("StateUpdatedTimestamp", now);
        } else {
            STATE.stream().filter(known::has).forEach(member -> kept.set(member, known.get(member)));
        }
        account.named().alarms().put(name, kept);
    }

    static boolean isComposite(ObjectNode alarm) {
        return alarm.has(RULE);
    }

    static ObjectNode require(String name, Account account) {
        return account.named().alarms().find(name).orElseThrow(() -> AlarmErrors.gone("Unknown alarm: " + name));
    }

    /** Returns the alarm of an ARN. */
    static ObjectNode ofArn(String arn, Account account) {
        return account.named().alarms().all().stream()
                .filter(alarm -> alarm.path("AlarmArn").asText().equals(arn))
                .findAny()
                .orElseThrow(() -> new ServiceError("ResourceNotFoundException", "Unknown alarm: " + arn, 404));
    }

    /** Returns the names of the composite alarms that depend on an alarm. */
    static List<String> dependents(String name, Account account) {
        return account.named().alarms().all().stream()
                .filter(Alarms::isComposite)
                .filter(alarm ->
                        AlarmRule.parse(alarm.path(RULE).asText()).alarms().contains(name))
                .map(alarm -> alarm.path("AlarmName").asText())
                .toList();
    }

    /** Returns what callers see. */
    static ObjectNode shown(JsonNode alarm) {
        ObjectNode view = alarm.deepCopy();
        view.remove(TAGS);
        return view;
    }
}
