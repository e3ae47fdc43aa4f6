package io.pitrguard.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pitrguard.domain.settings.Placeholders;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts placeholders where documents of other services name a table, and the table's name where they have placeholders. */
record SettingTexts(Placeholders placeholders) {
    private static final String TABLE = "table/";
    private static final String NAME = "Name";
    private static final String VALUE = "Value";
    private static final String DIMENSION = "TableName";

    static SettingTexts of(SettingsOwner owner) {
        return new SettingTexts(owner.placeholders());
    }

    /** Returns the canonical text of a document, in which dimensions and ARNs of the table are placeholders. */
    String neutral(ObjectNode document) {
        return CanonicalJson.of(neutralNode(document.deepCopy()).toString());
    }

    /** Returns the document of a setting's text, with this table's names. */
    ObjectNode document(String text) {
        return SdkDocuments.parse(placeholders.filled(text));
    }

    /** Returns a text with a placeholder wherever the table's name stands as a word. */
    String neutralWords(String text) {
        Pattern word = Pattern.compile(
                "(?<![a-zA-Z0-9])" + Pattern.quote(placeholders.table().name()) + "(?![a-zA-Z0-9])");
        return word.matcher(text).replaceAll(Matcher.quoteReplacement(Placeholders.NAME));
    }

    /** Returns the id of a scalable resource with a placeholder for the table's name; that of an index stays. */
    String neutralResource(String id) {
        String own = TABLE + placeholders.table().name();
        return id.equals(own) || id.startsWith(own + '/')
                ? TABLE + Placeholders.NAME + id.substring(own.length())
                : id;
    }

    /** Whether a list of dimensions names the table. */
    boolean isIn(JsonNode dimensions) {
        for (JsonNode dimension : dimensions) {
            if (isTable(dimension)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTable(JsonNode dimension) {
        return DIMENSION.equals(dimension.path(NAME).asText())
                && placeholders.table().name().equals(dimension.path(VALUE).asText());
    }

    private JsonNode neutralNode(JsonNode node) {
        switch (node) {
            case ObjectNode object -> {
                if (isTable(object)) {
                    object.put(VALUE, Placeholders.NAME);
                }
                for (Map.Entry<String, JsonNode> member : object.properties()) {
                    member.setValue(neutralNode(member.getValue()));
                }
            }
            case ArrayNode list -> {
                for (int i = 0; i < list.size(); i++) {
                    list.set(i, neutralNode(list.get(i)));
                }
            }
            default -> {
                if (node.isTextual()) {
                    return TextNode.valueOf(placeholders.withoutArns(node.textValue()));
                }
            }
        }
        return node;
    }
}
