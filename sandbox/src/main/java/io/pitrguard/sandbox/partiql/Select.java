package io.pitrguard.sandbox.partiql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that selects items of a table or an index.
 *
 * @param table a name or an ARN
 * @param index null for the table itself
 * @param projection null for all attributes
 * @param filter null for all items
 * @param names placeholders of projection and filter
 * @param values placeholders of the filter
 */
public record Select(
        String table,
        @Nullable String index,
        @Nullable String projection,
        @Nullable String filter,
        ObjectNode names,
        ObjectNode values) {

    /**
     * Reads a statement.
     *
     * @throws StatementException where it is something else
     */
    public static Select of(String statement, List<JsonNode> parameters) {
        return new SelectParser(Tokens.of(statement), new Placeholders(parameters)).parse();
    }

    /** Returns the members of a Scan that has the same items. */
    public ObjectNode scan() {
        ObjectNode scan = Json.object().put("TableName", table);
        put(scan, "IndexName", index);
        put(scan, "ProjectionExpression", projection);
        put(scan, "FilterExpression", filter);
        if (!names.isEmpty()) {
            scan.set("ExpressionAttributeNames", names);
        }
        if (!values.isEmpty()) {
            scan.set("ExpressionAttributeValues", values);
        }
        return scan;
    }

    private static void put(ObjectNode scan, String member, @Nullable String value) {
        if (value != null) {
            scan.put(member, value);
        }
    }
}
