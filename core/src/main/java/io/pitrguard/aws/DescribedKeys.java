package io.pitrguard.aws;

import io.pitrguard.domain.restore.TableKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Reads the keys that DynamoDB returns of a table and its indexes. */
final class DescribedKeys {
    private static final String UNKNOWN = TableKeys.Part.NOT_KNOWN;

    private DescribedKeys() {}

    static TableKeys of(TableDescription read) {
        Map<String, String> types = new HashMap<>();
        for (AttributeDefinition attribute : read.attributeDefinitions()) {
            types.put(
                    String.valueOf(attribute.attributeName()),
                    Objects.requireNonNullElse(attribute.attributeTypeAsString(), UNKNOWN));
        }
        Map<String, List<TableKeys.Part>> indexes = new HashMap<>();
        read.globalSecondaryIndexes()
                .forEach(index -> indexes.put(String.valueOf(index.indexName()), parts(index.keySchema(), types)));
        read.localSecondaryIndexes()
                .forEach(index -> indexes.put(String.valueOf(index.indexName()), parts(index.keySchema(), types)));
        return new TableKeys(parts(read.keySchema(), types), indexes);
    }

    private static List<TableKeys.Part> parts(List<KeySchemaElement> key, Map<String, String> types) {
        return key.stream()
                .map(part -> new TableKeys.Part(
                        String.valueOf(part.attributeName()),
                        Objects.requireNonNullElse(part.keyTypeAsString(), UNKNOWN),
                        types.getOrDefault(String.valueOf(part.attributeName()), UNKNOWN)))
                .toList();
    }
}
