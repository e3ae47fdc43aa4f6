package io.pitrguard.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** The structures and lists that the names of a form spell, such as {@code Dimensions.member.1.Name}; values stay texts. */
public final class QueryTree {

    private static final String LIST = "member";

    private QueryTree() {}

    /** Returns the members of a request of the query protocol, without those that name operation and version. */
    public static Input of(Input form) {
        ObjectNode root = Json.object();
        form.members().properties().forEach(pair -> add(root, pair.getKey(), pair.getValue()));
        root.remove("Action");
        root.remove("Version");
        return new Input((ObjectNode) lists(root));
    }

    private static void add(ObjectNode root, String name, JsonNode value) {
        ObjectNode node = root;
        String[] parts = name.split("\\.", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            JsonNode next = node.get(parts[i]);
            node = next instanceof ObjectNode known ? known : node.putObject(parts[i]);
        }
        node.set(parts[parts.length - 1], value);
    }

    /** Turns objects that hold nothing but numbered members into lists. */
    private static JsonNode lists(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (object.size() == 1 && object.get(LIST) instanceof ObjectNode numbered) {
            return list(numbered);
        }
        Iterator<Map.Entry<String, JsonNode>> members = object.properties().iterator();
        members.forEachRemaining(member -> member.setValue(lists(member.getValue())));
        return object;
    }

    private static ArrayNode list(ObjectNode numbered) {
        Map<Integer, JsonNode> elements = new TreeMap<>();
        numbered.properties().forEach(element -> elements.put(number(element.getKey()), lists(element.getValue())));
        ArrayNode list = numbered.arrayNode();
        elements.values().forEach(list::add);
        return list;
    }

    private static int number(String text) {
        if (!text.matches("[1-9]\\d{0,4}")) {
            throw ServiceError.client("MalformedInput", "Start of list found where not expected: " + text);
        }
        return Integer.parseInt(text);
    }
}
