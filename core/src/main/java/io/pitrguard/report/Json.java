package io.pitrguard.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON out of records, maps, lists, texts, enums, numbers and booleans; maps and lists out of JSON. Fields come in the order
 * of their declaration and a missing value as null, so that the shape is always the same. It works on Jackson's
 * streaming core alone: data binding would add a fifth to the cold start of a function.
 */
public final class Json {
    private static final int MOST_ZEROS = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(200).build())
            .build();

    // Asking a class for its components each time costs more than writing them.
    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            List<Method> accessors = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getAccessor)
                    .toList();
            // A record that is not public is a document like any other.
            accessors.forEach(accessor -> accessor.setAccessible(true));
            return accessors;
        }
    };

    private Json() {}

    /** Writes on one line. */
    public static String write(@Nullable Object value) {
        return write(value, false);
    }

    /** The same to a writer, which it leaves open: for a document that is too large to hold twice. */
    static void write(@Nullable Object value, Writer out) {
        write(value, false, out);
    }

    /** The same in UTF-8. */
    public static byte[] bytes(@Nullable Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            write(value, false, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes with line breaks and indentation, for people. */
    public static String writePretty(@Nullable Object value) {
        return write(value, true);
    }

    /** The same to a writer, which it leaves open: for a document that is too large to hold. */
    public static void writePretty(@Nullable Object value, Writer out) {
        write(value, true, out);
    }

    /**
     * Parses a document into maps (in order), lists, texts, whole numbers (long or BigInteger), {@link BigDecimal},
     * booleans and nulls.
     *
     * @throws IllegalArgumentException when it is not exactly one JSON document; the message says where
     */
    public static @Nullable Object parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException("is empty, not JSON");
            }
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("has more after its end");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException("is not JSON: " + why(e), e);
        }
    }

    private static String why(IOException e) {
        return e instanceof JsonProcessingException json && json.getLocation() != null
                ? "%s (line %d, column %d)"
                        .formatted(
                                json.getOriginalMessage(),
                                json.getLocation().getLineNr(),
                                json.getLocation().getColumnNr())
                : String.valueOf(e.getMessage());
    }

    private static String write(@Nullable Object value, boolean pretty) {
        StringWriter out = new StringWriter();
        write(value, pretty, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, boolean pretty, Writer out) {
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            generator
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
            if (pretty) {
                generator.useDefaultPrettyPrinter();
            }
            put(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(JsonGenerator out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            // An enum says itself how it is written: by the name that people and machines know.
            case Enum<?> name -> out.writeString(name.toString());
            case Boolean bool -> out.writeBoolean(bool);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case BigDecimal number -> out.writeNumber(digits(number));
            case Number number -> out.writeNumber(number.toString());
            case List<?> list -> putList(out, list);
            case Map<?, ?> map -> putMap(out, map);
            case Record view -> putRecord(out, view);
            default -> throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass());
        }
    }

    private static void putList(JsonGenerator out, List<?> list) throws IOException {
        out.writeStartArray();
        for (Object element : list) {
            put(out, element);
        }
        out.writeEndArray();
    }

    private static void putMap(JsonGenerator out, Map<?, ?> map) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.writeFieldName(String.valueOf(entry.getKey()));
            put(out, entry.getValue());
        }
        out.writeEndObject();
    }

    private static void putRecord(JsonGenerator out, Record view) throws IOException {
        out.writeStartObject();
        for (Method accessor : ACCESSORS.get(view.getClass())) {
            out.writeFieldName(accessor.getName());
            put(out, read(accessor, view));
        }
        out.writeEndObject();
    }

    private static @Nullable Object read(Method accessor, Record view) {
        try {
            return accessor.invoke(view);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A component of a view could not be read: " + accessor, e);
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_NUMBER_INT -> wholeNumber(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    /** Somebody else's number may have a thousand million zeros: it stays as short as it came. */
    private static String digits(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MOST_ZEROS ? number.toPlainString() : number.toString();
    }

    private static Number wholeNumber(JsonParser parser) throws IOException {
        Number number = parser.getNumberValue();
        return number instanceof Integer ? Long.valueOf(number.longValue()) : number;
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            map.put(name, value(parser));
        }
        return map;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return list;
    }
}
