package io.pitrguard.sandbox.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reading and writing JSON trees. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final double MILLIS = 1000.0;

    private Json() {}

    /** Returns an empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Returns the object that the bytes hold; null when they hold something else. */
    public static @Nullable ObjectNode read(byte[] bytes) {
        try {
            return asObject(MAPPER.readTree(bytes));
        } catch (IOException e) {
            return null;
        }
    }

    /** Returns the object that the text holds; null when it holds something else. */
    public static @Nullable ObjectNode read(String text) {
        try {
            return asObject(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Returns the object as UTF-8. */
    public static byte[] write(ObjectNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the object as text. */
    public static String text(ObjectNode node) {
        return new String(write(node), UTF_8);
    }

    /** Returns a timestamp of the JSON protocols: seconds since the epoch, with decimals. */
    public static double timestamp(Instant instant) {
        return instant.toEpochMilli() / MILLIS;
    }

    private static @Nullable ObjectNode asObject(JsonNode node) {
        return node instanceof ObjectNode object ? object : null;
    }
}
