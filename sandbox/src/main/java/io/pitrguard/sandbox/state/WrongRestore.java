package io.pitrguard.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is wrong with the tables that are restored from one source, although AWS describes them as if nothing were.
 *
 * @param off added to the moment that is asked for; negative for an earlier one
 * @param withoutIndexes names of secondary indexes that are missing
 * @param losingOneIn the first of that many items is missing, and so on; 0 for none
 * @param keyTypes other types of attributes of keys, by name: {@code S}, {@code N} or {@code B}
 */
public record WrongRestore(Duration off, Set<String> withoutIndexes, int losingOneIn, Map<String, String> keyTypes) {

    private static final Set<String> TYPES = Set.of("S", "N", "B");

    /** Nothing is. */
    public static final WrongRestore NOT = new WrongRestore(Duration.ZERO, Set.of(), 0, Map.of());

    /** Copies. */
    public WrongRestore {
        withoutIndexes = Set.copyOf(withoutIndexes);
        keyTypes = Map.copyOf(keyTypes);
        if (losingOneIn < 0 || !TYPES.containsAll(keyTypes.values())) {
            throw new IllegalArgumentException("one in how many is 0 or more, and a key's type S, N or B");
        }
    }

    /** Returns a copy that takes the items of another moment. */
    public WrongRestore withMoment(Duration newOff) {
        return new WrongRestore(newOff, withoutIndexes, losingOneIn, keyTypes);
    }

    /** Returns a copy without one more index. */
    public WrongRestore withoutIndex(String name) {
        Set<String> names = new HashSet<>(withoutIndexes);
        names.add(name);
        return new WrongRestore(off, names, losingOneIn, keyTypes);
    }

    /** Returns a copy that loses one of that many items. */
    public WrongRestore withLoss(int oneIn) {
        return new WrongRestore(off, withoutIndexes, oneIn, keyTypes);
    }

    /** Returns a copy in which an attribute of the key has another type. */
    public WrongRestore withKeyType(String attribute, String type) {
        Map<String, String> types = new LinkedHashMap<>(keyTypes);
        types.put(attribute, type);
        return new WrongRestore(off, withoutIndexes, losingOneIn, types);
    }

    /** Returns the moment that the items are really of. */
    public Instant moment(Instant asked) {
        return asked.plus(off);
    }

    /** Returns the schema that the new table really has. */
    public TableSchema schema(TableSchema asked) {
        return asked.withIndexes(
                        asked.localIndexes().stream()
                                .filter(index -> !withoutIndexes.contains(index.name()))
                                .toList(),
                        asked.globalIndexes().stream()
                                .filter(index -> !withoutIndexes.contains(index.name()))
                                .toList())
                .withTypes(keyTypes);
    }

    /** Returns the items that the new table really has. */
    public List<ObjectNode> items(List<ObjectNode> asked) {
        List<ObjectNode> items = new ArrayList<>();
        for (int number = 0; number < asked.size(); number++) {
            if (losingOneIn == 0 || number % losingOneIn != 0) {
                items.add(retyped(asked.get(number), number));
            }
        }
        return items;
    }

    private ObjectNode retyped(ObjectNode item, int number) {
        ObjectNode retyped = item.deepCopy();
        keyTypes.forEach((attribute, type) -> {
            if (item.path(attribute) instanceof ObjectNode value && !value.has(type)) {
                retyped.set(attribute, KeyValues.as(type, value, number));
            }
        });
        return retyped;
    }
}
