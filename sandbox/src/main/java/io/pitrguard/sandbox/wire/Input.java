package io.pitrguard.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The members of a request; one of the wrong type is a SerializationException, as in AWS. */
public record Input(ObjectNode members) {

    private static final double MILLIS = 1000.0;

    /** Returns a text member. */
    public Optional<String> text(String name) {
        return member(name, JsonNode::isTextual, "STRING").map(JsonNode::textValue);
    }

    /** Returns a whole number. */
    public Optional<Long> number(String name) {
        return member(name, JsonNode::isIntegralNumber, "INTEGER").map(JsonNode::longValue);
    }

    /** Returns a flag. */
    public Optional<Boolean> flag(String name) {
        return member(name, JsonNode::isBoolean, "BOOLEAN").map(JsonNode::booleanValue);
    }

    /** Returns a timestamp of the JSON protocols, in seconds since the epoch; AWS Config keeps whole milliseconds. */
    public Optional<Instant> timestamp(String name) {
        return member(name, JsonNode::isNumber, "TIMESTAMP")
                .map(node -> Math.round(node.doubleValue() * MILLIS))
                .map(Instant::ofEpochMilli);
    }

    /** Returns a structure. */
    public Optional<Input> structure(String name) {
        return member(name, JsonNode::isObject, "STRUCTURE").map(Input::of);
    }

    /** Returns a list of structures; empty when the member is missing. */
    public List<Input> structures(String name) {
        List<Input> all = new ArrayList<>();
        for (JsonNode element : list(name)) {
            all.add(of(require(element, element.isObject(), name, "STRUCTURE")));
        }
        return all;
    }

    /** Returns a list of texts; empty when the member is missing. */
    public List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        for (JsonNode element : list(name)) {
            all.add(require(element, element.isTextual(), name, "STRING").textValue());
        }
        return all;
    }

    /** Returns whether the request holds such a member that is not null. */
    public boolean has(String name) {
        return present(name) != null;
    }

    /** Returns the names of all members that are not null. */
    public Collection<String> names() {
        Collection<String> names = namesOtherThan(List.of());
        names.removeIf(name -> !has(name));
        return names;
    }

    /** Returns the members that are not among the given ones. */
    public Collection<String> namesOtherThan(Collection<String> known) {
        Collection<String> others = new TreeSet<>();
        members.fieldNames().forEachRemaining(others::add);
        others.removeAll(known);
        return others;
    }

    private Iterable<JsonNode> list(String name) {
        Optional<JsonNode> list = member(name, JsonNode::isArray, "LIST");
        return list.isPresent() ? list.get() : List.of();
    }

    private interface TypeTest {
        boolean passes(JsonNode node);
    }

    private Optional<JsonNode> member(String name, TypeTest test, String type) {
        JsonNode node = present(name);
        return node == null ? Optional.empty() : Optional.of(require(node, test.passes(node), name, type));
    }

    private @Nullable JsonNode present(String name) {
        JsonNode node = members.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private static JsonNode require(JsonNode node, boolean right, String name, String type) {
        if (!right) {
            throw ServiceError.client(
                    "SerializationException", name + ": " + node.getNodeType() + " can not be converted to " + type);
        }
        return node;
    }

    private static Input of(JsonNode object) {
        return new Input((ObjectNode) object);
    }
}
