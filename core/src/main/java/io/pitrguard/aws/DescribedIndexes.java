package io.pitrguard.aws;

import io.pitrguard.domain.settings.SettingValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The secondary indexes of a table, each as one line. */
final class DescribedIndexes {
    private DescribedIndexes() {}

    static SettingValue of(TableDescription table) {
        Map<String, String> types = table.attributeDefinitions().stream()
                .collect(Collectors.toMap(
                        AttributeDefinition::attributeName,
                        attribute -> String.valueOf(attribute.attributeTypeAsString()),
                        (first, _) -> first));
        Map<String, String> entries = new HashMap<>();
        table.globalSecondaryIndexes()
                .forEach(index ->
                        entries.put("global " + index.indexName(), line(index.keySchema(), types, index.projection())));
        table.localSecondaryIndexes()
                .forEach(index ->
                        entries.put("local " + index.indexName(), line(index.keySchema(), types, index.projection())));
        return new SettingValue(entries);
    }

    /** Returns an index, such as {@code customer S HASH, at N RANGE; INCLUDE total}. */
    static String line(List<KeySchemaElement> keys, Map<String, String> types, @Nullable Projection projection) {
        String schema = keys.stream()
                .map(key -> key.attributeName() + " " + types.getOrDefault(key.attributeName(), "?") + " "
                        + key.keyTypeAsString())
                .collect(Collectors.joining(", "));
        return schema + "; " + projected(projection);
    }

    private static String projected(@Nullable Projection projection) {
        if (projection == null) {
            return "projection unknown";
        }
        return (projection.projectionTypeAsString() + " "
                        + projection.nonKeyAttributes().stream().sorted().collect(Collectors.joining(" ")))
                .strip();
    }
}
