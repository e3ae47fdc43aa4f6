package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.OnDemandMaxima;
import io.pitrguard.sandbox.state.TableBackup;
import io.pitrguard.sandbox.state.TableSchema;
import io.pitrguard.sandbox.state.TableSettings;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;

/** Backups as DynamoDB writes them. */
final class BackupViews {

    private BackupViews() {}

    /** Returns one of AWS's values of BackupStatus. */
    static String status(TableBackup backup, Instant now) {
        return backup.isAvailable(now) ? "AVAILABLE" : "CREATING";
    }

    /** Returns an answer that holds a BackupDescription. */
    static ObjectNode answer(TableBackup backup, String status) {
        ObjectNode description = Json.object();
        description.set("BackupDetails", details(backup, status));
        description.set("SourceTableDetails", source(backup));
        description.set("SourceTableFeatureDetails", features(backup));
        return Json.object().set("BackupDescription", description);
    }

    /** BackupDetails of the API reference. */
    static ObjectNode details(TableBackup backup, String status) {
        ObjectNode view = Json.object()
                .put("BackupArn", backup.arn())
                .put("BackupName", backup.name())
                .put("BackupSizeBytes", backup.source().size().bytes())
                .put("BackupStatus", status)
                .put("BackupType", backup.type().name())
                .put("BackupCreationDateTime", Json.timestamp(backup.created()));
        if (backup.expiry() != null) {
            view.put("BackupExpiryDateTime", Json.timestamp(backup.expiry()));
        }
        return view;
    }

    /** BackupSummary of the API reference. */
    static ObjectNode summary(TableBackup backup, Account account) {
        return details(backup, status(backup, account.now()))
                .put("TableName", backup.source().name())
                .put("TableId", backup.source().identity().id())
                .put("TableArn", tableArn(backup));
    }

    private static ObjectNode source(TableBackup backup) {
        TableState table = backup.source();
        TableSchema schema = table.schema();
        ObjectNode view = Json.object()
                .put("TableName", table.name())
                .put("TableId", table.identity().id())
                .put("TableArn", tableArn(backup))
                .put("TableSizeBytes", table.size().bytes())
                .put("TableCreationDateTime", Json.timestamp(table.identity().created()))
                .put("ItemCount", table.size().itemCount())
                .put("BillingMode", schema.throughput() == null ? "PAY_PER_REQUEST" : "PROVISIONED");
        SchemaViews.keys(schema.keys(), view);
        SchemaViews.throughput(schema.throughput(), view);
        onDemand(table.settings(), "", view);
        return view;
    }

    private static ObjectNode features(TableBackup backup) {
        TableState table = backup.source();
        ObjectNode view = Json.object();
        if (!table.schema().localIndexes().isEmpty()) {
            ArrayNode list = view.putArray("LocalSecondaryIndexes");
            table.schema().localIndexes().forEach(index -> {
                ObjectNode node = list.addObject().put("IndexName", index.name());
                SchemaViews.keys(index.keys(), node);
                SchemaViews.projection(index.projection(), node);
            });
        }
        if (!table.schema().globalIndexes().isEmpty()) {
            ArrayNode list = view.putArray("GlobalSecondaryIndexes");
            table.schema().globalIndexes().forEach(index -> {
                ObjectNode node = list.addObject().put("IndexName", index.name());
                SchemaViews.keys(index.keys(), node);
                SchemaViews.projection(index.projection(), node);
                SchemaViews.throughput(index.throughput(), node);
                onDemand(table.settings(), index.name(), node);
            });
        }
        settings(table.settings(), backup.created(), view);
        TableViews.encryption(table.encryption(), view);
        return view;
    }

    private static void settings(TableSettings settings, Instant at, ObjectNode view) {
        if (settings.streams().viewType() != null) {
            view.putObject("StreamDescription")
                    .put("StreamEnabled", true)
                    .put("StreamViewType", settings.streams().viewType());
        }
        if (settings.timeToLive().attribute() != null) {
            view.putObject("TimeToLiveDescription")
                    .put("TimeToLiveStatus", settings.timeToLive().status(at))
                    .put("AttributeName", settings.timeToLive().attribute());
        }
    }

    private static void onDemand(TableSettings settings, String index, ObjectNode view) {
        settings.maxima().of(index).ifPresent(maximum -> {
            ObjectNode node = view.putObject("OnDemandThroughput");
            if (maximum.read() != OnDemandMaxima.UNLIMITED) {
                node.put("MaxReadRequestUnits", maximum.read());
            }
            if (maximum.write() != OnDemandMaxima.UNLIMITED) {
                node.put("MaxWriteRequestUnits", maximum.write());
            }
        });
    }

    private static String tableArn(TableBackup backup) {
        return backup.arn().substring(0, backup.arn().indexOf("/backup/"));
    }
}
