package io.pitrguard.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** JSON in one form: members by name, without spaces, so that equal documents are equal texts. */
final class CanonicalJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private CanonicalJson() {}

    /** Returns a document in the one form; a text that is not JSON stays as it is. */
    static String of(String json) {
        try {
            Object plain = MAPPER.readValue(json, Object.class);
            return plain == null ? json : MAPPER.writeValueAsString(plain);
        } catch (JsonProcessingException e) {
            return json;
        }
    }

    /** Returns the text at a JSON pointer; empty where there is none, or the document is not JSON. */
    static Optional<String> text(String json, String pointer) {
        try {
            return Optional.ofNullable(MAPPER.readTree(json).at(pointer).textValue());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
