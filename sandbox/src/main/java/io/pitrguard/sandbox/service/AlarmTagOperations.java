package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.Map;
import java.util.TreeMap;

/** Tags of alarms. */
final class AlarmTagOperations {

    private static final int MOST = 50;

    private AlarmTagOperations() {}

    static ObjectNode list(Input input, Account account) {
        ObjectNode alarm = Alarms.ofArn(arn(input), account);
        ArrayNode tags = Json.object().putArray("Tags");
        alarm.path(Alarms.TAGS).forEach(tags::add);
        return Json.object().set("Tags", tags);
    }

    static ObjectNode tag(Input input, Account account) {
        ObjectNode alarm = Alarms.ofArn(arn(input), account);
        Map<String, JsonNode> tags = new TreeMap<>();
        alarm.path(Alarms.TAGS).forEach(tag -> tags.put(tag.path("Key").asText(), tag));
        input.structures("Tags")
                .forEach(tag -> tags.put(
                        tag.text("Key").orElseThrow(() -> AlarmErrors.missing("tags.1.member.key")), tag.members()));
        if (tags.size() > MOST) {
            throw AlarmErrors.validation("An alarm can have at most 50 tags");
        }
        ArrayNode list = alarm.putArray(Alarms.TAGS);
        tags.values().forEach(list::add);
        account.named().alarms().put(alarm.path("AlarmName").asText(), alarm);
        return Json.object();
    }

    private static String arn(Input input) {
        return input.text("ResourceARN").orElseThrow(() -> AlarmErrors.missing("resourceARN"));
    }
}
