package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.List;
import java.util.Optional;

/** What requests about alarms have in common; a form spells numbers as text. */
final class AlarmInput {

    static final int LONGEST_NAME = 255;

    private static final int MOST_NAMES = 100;

    private AlarmInput() {}

    static Optional<Long> number(Input input, String member) {
        return input.text(member).map(text -> {
            if (!text.matches("-?\\d{1,9}")) {
                throw ServiceError.client("MalformedInput", text + " is not an integer");
            }
            return Long.valueOf(text);
        });
    }

    static String name(Input input) {
        String name = input.text("AlarmName").orElseThrow(() -> AlarmErrors.missing("alarmName"));
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw AlarmErrors.constraint(name, "alarmName", "Member must have length between 1 and 255");
        }
        return name;
    }

    /** Returns the names of a request; empty when it has none. */
    static List<String> names(Input input) {
        List<String> names = input.has("AlarmNames") ? input.texts("AlarmNames") : List.of();
        if (names.size() > MOST_NAMES) {
            throw AlarmErrors.constraint(names, "alarmNames", "Member must have length less than or equal to 100");
        }
        return names;
    }
}
