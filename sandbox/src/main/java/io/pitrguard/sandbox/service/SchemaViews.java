package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableSchema;
import io.pitrguard.sandbox.state.TableSize;
import io.pitrguard.sandbox.state.TableState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys, indexes and capacity as DynamoDB writes them. */
final class SchemaViews {

    private SchemaViews() {}

    /** Adds them to a TableDescription. */
    static void add(TableState table, Account account, String status, ObjectNode view) {
        TableSchema schema = table.schema();
        keys(schema.keys(), view);
        ArrayNode attributes = view.putArray("AttributeDefinitions");
        schema.attributes()
                .forEach((name, type) ->
                        attributes.addObject().put("AttributeName", name).put("AttributeType", type));
        described(schema.throughput(), view);
        if (schema.throughput() == null) {
            view.putObject("BillingModeSummary").put("BillingMode", "PAY_PER_REQUEST");
        }
        String arn = account.location().table(table.name()) + "/index/";
        List<TableSchema.LocalIndex> local = indexes(schema, table.size());
        if (!local.isEmpty()) {
            localIndexes(local, table, arn, view.putArray("LocalSecondaryIndexes"));
        }
        if (!schema.globalIndexes().isEmpty()) {
            ArrayNode list = view.putArray("GlobalSecondaryIndexes");
            schema.globalIndexes().forEach(index -> globalIndex(index, arn, status, list.addObject()));
        }
    }

    /** Adds a KeySchema. */
    static void keys(List<TableSchema.Key> keys, ObjectNode view) {
        ArrayNode list = view.putArray("KeySchema");
        keys.forEach(
                key -> list.addObject().put("AttributeName", key.attribute()).put("KeyType", key.type()));
    }

    /** Adds the Projection of an index. */
    static void projection(TableSchema.Projection projection, ObjectNode view) {
        ObjectNode node = view.putObject("Projection").put("ProjectionType", projection.type());
        if (!projection.attributes().isEmpty()) {
            ArrayNode included = node.putArray("NonKeyAttributes");
            projection.attributes().forEach(included::add);
        }
    }

    /** Adds a ProvisionedThroughput, of zeros for on-demand capacity. */
    static ObjectNode throughput(TableSchema.@Nullable Throughput provisioned, ObjectNode view) {
        return view.putObject("ProvisionedThroughput")
                .put("ReadCapacityUnits", provisioned == null ? 0 : provisioned.read())
                .put("WriteCapacityUnits", provisioned == null ? 0 : provisioned.write());
    }

    private static void described(TableSchema.@Nullable Throughput provisioned, ObjectNode view) {
        throughput(provisioned, view).put("NumberOfDecreasesToday", 0);
    }

    // A seeded size of local indexes needs an index to show it at.
    private static List<TableSchema.LocalIndex> indexes(TableSchema schema, TableSize size) {
        boolean invented = schema.localIndexes().isEmpty() && size.localIndexBytes() > 0;
        return invented ? List.of(new TableSchema.LocalIndex("local-index", schema.keys())) : schema.localIndexes();
    }

    private static void localIndexes(
            List<TableSchema.LocalIndex> indexes, TableState table, String arn, ArrayNode list) {
        long bytes = table.size().localIndexBytes();
        for (TableSchema.LocalIndex index : indexes) {
            ObjectNode view = list.addObject()
                    .put("IndexName", index.name())
                    .put("IndexArn", arn + index.name())
                    .put("IndexSizeBytes", bytes)
                    .put("ItemCount", table.size().itemCount());
            keys(index.keys(), view);
            projection(index.projection(), view);
            bytes = 0;
        }
    }

    private static void globalIndex(TableSchema.GlobalIndex index, String arn, String status, ObjectNode view) {
        view.put("IndexName", index.name())
                .put("IndexArn", arn + index.name())
                .put("IndexStatus", status.equals("CREATING") ? "CREATING" : "ACTIVE")
                .put("IndexSizeBytes", 0)
                .put("ItemCount", 0);
        keys(index.keys(), view);
        projection(index.projection(), view);
        described(index.throughput(), view);
    }
}
