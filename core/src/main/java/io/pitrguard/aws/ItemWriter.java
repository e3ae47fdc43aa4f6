package io.pitrguard.aws;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Puts an item together. What is empty is left out. */
final class ItemWriter {
    private final Map<String, AttributeValue> item = new HashMap<>();

    ItemWriter text(String name, String value) {
        item.put(name, AttributeValue.fromS(value));
        return this;
    }

    ItemWriter text(String name, Optional<String> value) {
        value.ifPresent(text -> text(name, text));
        return this;
    }

    ItemWriter instant(String name, Instant value) {
        return text(name, value.toString());
    }

    ItemWriter instant(String name, Optional<Instant> value) {
        value.ifPresent(instant -> instant(name, instant));
        return this;
    }

    ItemWriter number(String name, long value) {
        item.put(name, AttributeValue.fromN(Long.toString(value)));
        return this;
    }

    ItemWriter number(String name, OptionalInt value) {
        value.ifPresent(number -> number(name, number));
        return this;
    }

    ItemWriter number(String name, OptionalLong value) {
        value.ifPresent(number -> number(name, number));
        return this;
    }

    ItemWriter flag(String name, boolean value) {
        item.put(name, AttributeValue.fromBool(value));
        return this;
    }

    ItemWriter choice(String name, Enum<?> value) {
        return text(name, value.name());
    }

    ItemWriter map(String name, ItemWriter value) {
        item.put(name, AttributeValue.fromM(value.item));
        return this;
    }

    ItemWriter maps(String name, List<ItemWriter> values) {
        return list(
                name,
                values.stream().map(value -> AttributeValue.fromM(value.item)).toList());
    }

    ItemWriter texts(String name, Collection<String> values) {
        return list(name, values.stream().map(AttributeValue::fromS).toList());
    }

    ItemWriter textsByName(String name, Map<String, String> values) {
        ItemWriter map = new ItemWriter();
        values.forEach(map::text);
        return map(name, map);
    }

    /** Adds the attributes of a key. */
    ItemWriter key(Map<String, AttributeValue> key) {
        item.putAll(key);
        return this;
    }

    /** Returns the item. */
    Map<String, AttributeValue> build() {
        return Map.copyOf(item);
    }

    private ItemWriter list(String name, List<AttributeValue> values) {
        item.put(name, AttributeValue.fromL(values));
        return this;
    }
}
