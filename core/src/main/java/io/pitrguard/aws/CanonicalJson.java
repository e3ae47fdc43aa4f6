package io.pitrguard.aws;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * JSON in one form: members by name, without spaces, so that equal documents are equal texts. Documents are maps, lists,
 * texts, {@link BigDecimal}s, booleans and null.
 */
final class CanonicalJson {
    private CanonicalJson() {}

    /** Returns a document in the one form; a text that is not JSON stays as it is. */
    static String of(String json) {
        return parsed(json).map(CanonicalJson::of).orElse(json);
    }

    /** Returns a part of a document in the one form. */
    static String of(JsonNode node) {
        return write(plain(node));
    }

    /** Returns the text at the end of a path of members; empty where there is none, or the document is not JSON. */
    static Optional<String> text(String json, String... path) {
        Optional<JsonNode> found = parsed(json);
        for (String member : path) {
            found = found.filter(JsonNode::isObject).flatMap(node -> node.field(member));
        }
        return found.filter(JsonNode::isString).map(JsonNode::asString);
    }

    /** Returns a document; empty where the text is not JSON. */
    static Optional<JsonNode> parsed(String json) {
        try {
            return Optional.ofNullable(JsonNode.parser().parse(json));
        } catch (UncheckedIOException | IllegalArgumentException | StackOverflowError _) {
            return Optional.empty();
        }
    }

    /** Returns a document as maps and lists, which may be changed. */
    static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> members = new TreeMap<>();
            node.asObject().forEach((name, member) -> members.put(name, plain(member)));
            return members;
        }
        if (node.isArray()) {
            List<@Nullable Object> entries = new ArrayList<>();
            node.asArray().forEach(entry -> entries.add(plain(entry)));
            return entries;
        }
        if (node.isNumber()) {
            return new BigDecimal(node.asNumber());
        }
        return node.isString() ? node.asString() : node.isBoolean() ? (Object) node.asBoolean() : null;
    }

    /** Writes maps, lists, texts, numbers, booleans and null in the one form. */
    static String write(@Nullable Object value) {
        StringBuilder json = new StringBuilder();
        write(value, json);
        return json.toString();
    }

    private static void write(@Nullable Object value, StringBuilder json) {
        switch (value) {
            case Map<?, ?> map -> {
                json.append('{');
                new TreeMap<Object, @Nullable Object>(map).forEach((name, member) -> {
                    json.append(json.charAt(json.length() - 1) == '{' ? "" : ",");
                    text(String.valueOf(name), json);
                    write(member, json.append(':'));
                });
                json.append('}');
            }
            case List<?> list -> {
                json.append('[');
                for (int i = 0; i < list.size(); i++) {
                    write(list.get(i), json.append(i == 0 ? "" : ","));
                }
                json.append(']');
            }
            case Boolean flag -> json.append(flag);
            case Number number -> json.append(number);
            case null -> json.append("null");
            default -> text(value.toString(), json);
        }
    }

    private static void text(String text, StringBuilder json) {
        json.append('"')
                .append(JsonStringEncoder.getInstance().quoteAsString(text))
                .append('"');
    }
}
