package io.pitrguard.aws;

import io.pitrguard.domain.item.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The condition that each attribute of a key has its value; names are never written out, as some are reserved. */
record KeyCondition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
    static KeyCondition of(Item key) {
        List<String> parts = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        key.attributes().forEach((name, value) -> {
            int number = parts.size();
            parts.add("#k%d = :k%d".formatted(number, number));
            names.put("#k" + number, name);
            values.put(":k" + number, ItemValues.attribute(value));
        });
        return new KeyCondition(String.join(" AND ", parts), names, values);
    }
}
