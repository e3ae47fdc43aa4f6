package io.pitrguard.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes an item as plain JSON and reads it again: strings, numbers, booleans, maps and lists, as items of the ledger have. */
final class AttributeJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private AttributeJson() {}

    /** Returns the item with indentation, its attributes in the order of their names. */
    static String write(Map<String, AttributeValue> item) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.useDefaultPrettyPrinter();
            write(out, AttributeValue.fromM(item));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, AttributeValue value) throws IOException {
        switch (value.type()) {
            case S -> out.writeString(value.s());
            case N -> out.writeNumber(value.n());
            case BOOL -> out.writeBoolean(value.bool());
            case M -> {
                out.writeStartObject();
                for (Map.Entry<String, AttributeValue> each : new TreeMap<>(value.m()).entrySet()) {
                    out.writeFieldName(each.getKey());
                    write(out, each.getValue());
                }
                out.writeEndObject();
            }
            case L -> {
                out.writeStartArray();
                for (AttributeValue each : value.l()) {
                    write(out, each);
                }
                out.writeEndArray();
            }
            case B, SS, NS, BS, NUL, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException("an attribute of type " + value.type() + " has no form in JSON");
        }
    }

    /**
     * Returns the item.
     *
     * @throws IllegalArgumentException when the text is not a JSON object of such values
     */
    static Map<String, AttributeValue> read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("is not a JSON object");
            }
            Map<String, AttributeValue> item = object(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("has more after its end");
            }
            return item;
        } catch (IOException e) {
            throw new IllegalArgumentException("is not JSON: " + e.getMessage(), e);
        }
    }

    private static AttributeValue value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> AttributeValue.fromM(object(parser));
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> AttributeValue.fromS(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> AttributeValue.fromN(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> AttributeValue.fromBool(parser.getBooleanValue());
            default -> throw new IllegalArgumentException("has a value that no record has: " + parser.currentToken());
        };
    }

    private static Map<String, AttributeValue> object(JsonParser parser) throws IOException {
        Map<String, AttributeValue> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            map.put(name, value(parser));
        }
        return map;
    }

    private static AttributeValue array(JsonParser parser) throws IOException {
        List<AttributeValue> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return AttributeValue.fromL(list);
    }
}
