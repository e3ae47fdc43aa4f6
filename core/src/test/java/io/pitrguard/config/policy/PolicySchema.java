package io.pitrguard.config.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The schema as editors use it: an independent validator, formats asserted. */
final class PolicySchema {
    static final ObjectMapper JSON = new ObjectMapper();
    static final JsonNode DOCUMENT = load();

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                    DOCUMENT,
                    SchemaValidatorsConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build());

    private PolicySchema() {}

    static boolean accepts(JsonNode policy) {
        return SCHEMA.validate(policy).isEmpty();
    }

    /** Gives YAML as the JSON that an editor validates. */
    static JsonNode json(String yaml) {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        return JSON.valueToTree(new Load(settings).loadFromString(yaml));
    }

    /** Gives every field that a policy may have, by its place in the schema. */
    static Map<String, JsonNode> fields() {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        collectFields("", DOCUMENT, fields);
        return fields;
    }

    private static void collectFields(String path, JsonNode node, Map<String, JsonNode> fields) {
        node.properties().forEach(child -> {
            String at = path + "/" + child.getKey();
            // What stands below 'then' says "not here" of fields that are described elsewhere.
            if (child.getValue().isObject() && !child.getKey().equals("then")) {
                if (path.endsWith("/properties")) {
                    fields.put(at, child.getValue());
                }
                collectFields(at, child.getValue(), fields);
            }
        });
    }

    private static JsonNode load() {
        try (InputStream in = PolicyReader.class.getResourceAsStream("/io/pitrguard/policy.schema.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
