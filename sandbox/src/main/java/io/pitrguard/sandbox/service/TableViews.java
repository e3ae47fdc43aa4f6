package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sandbox.state.TableSchema;
import io.pitrguard.sandbox.state.TableSize;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables as DynamoDB writes them. */
final class TableViews {

    private TableViews() {}

    /** TableDescription of the API reference. */
    static ObjectNode description(TableState table, Account account, String status) {
        ObjectNode view = Json.object()
                .put("TableName", table.name())
                .put("TableArn", account.location().table(table.name()))
                .put("TableId", table.identity().id())
                .put("TableStatus", status)
                .put("CreationDateTime", Json.timestamp(table.identity().created()))
                .put("TableSizeBytes", table.size().bytes())
                .put("ItemCount", table.size().itemCount())
                .put("DeletionProtectionEnabled", table.deletionProtection());
        schema(table, account, view);
        return view;
    }

    /** ContinuousBackupsDescription of the API reference. */
    static ObjectNode backups(Recovery recovery) {
        // "ContinuousBackupsStatus is ENABLED on all tables at table creation": it says nothing about recovery.
        ObjectNode view = Json.object().put("ContinuousBackupsStatus", "ENABLED");
        ObjectNode pointInTime = view.putObject("PointInTimeRecoveryDescription");
        switch (recovery) {
            case Recovery.Disabled() -> pointInTime.put("PointInTimeRecoveryStatus", "DISABLED");
            case Recovery.Enabled(var days, var earliest, var latest) ->
                pointInTime
                        .put("PointInTimeRecoveryStatus", "ENABLED")
                        .put("RecoveryPeriodInDays", days)
                        .put("EarliestRestorableDateTime", Json.timestamp(earliest))
                        .put("LatestRestorableDateTime", Json.timestamp(latest));
        }
        return view;
    }

    /** Adds a list of Tag structures. */
    static void tags(Map<String, String> tags, ObjectNode view) {
        ArrayNode list = view.putArray("Tags");
        tags.forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
    }

    private static void schema(TableState table, Account account, ObjectNode view) {
        TableSchema schema = table.schema();
        keys(schema.keys(), view);
        ArrayNode attributes = view.putArray("AttributeDefinitions");
        schema.attributes()
                .forEach((name, type) ->
                        attributes.addObject().put("AttributeName", name).put("AttributeType", type));
        billing(schema.throughput(), view);
        List<TableSchema.LocalIndex> indexes = indexes(schema, table.size());
        if (!indexes.isEmpty()) {
            localIndexes(indexes, table, account, view.putArray("LocalSecondaryIndexes"));
        }
    }

    private static void keys(List<TableSchema.Key> keys, ObjectNode view) {
        ArrayNode list = view.putArray("KeySchema");
        keys.forEach(
                key -> list.addObject().put("AttributeName", key.attribute()).put("KeyType", key.type()));
    }

    private static void billing(TableSchema.@Nullable Throughput provisioned, ObjectNode view) {
        ObjectNode throughput = view.putObject("ProvisionedThroughput").put("NumberOfDecreasesToday", 0);
        throughput.put("ReadCapacityUnits", provisioned == null ? 0 : provisioned.read());
        throughput.put("WriteCapacityUnits", provisioned == null ? 0 : provisioned.write());
        if (provisioned == null) {
            view.putObject("BillingModeSummary").put("BillingMode", "PAY_PER_REQUEST");
        }
    }

    // A seeded size of local indexes needs an index to show it at.
    private static List<TableSchema.LocalIndex> indexes(TableSchema schema, TableSize size) {
        boolean invented = schema.localIndexes().isEmpty() && size.localIndexBytes() > 0;
        return invented ? List.of(new TableSchema.LocalIndex("local-index", schema.keys())) : schema.localIndexes();
    }

    private static void localIndexes(
            List<TableSchema.LocalIndex> indexes, TableState table, Account account, ArrayNode list) {
        long bytes = table.size().localIndexBytes();
        for (TableSchema.LocalIndex index : indexes) {
            ObjectNode view = list.addObject()
                    .put("IndexName", index.name())
                    .put("IndexArn", account.location().table(table.name()) + "/index/" + index.name())
                    .put("IndexSizeBytes", bytes)
                    .put("ItemCount", table.size().itemCount());
            keys(index.keys(), view);
            view.putObject("Projection").put("ProjectionType", "ALL");
            bytes = 0;
        }
    }
}
