package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Encryption;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sandbox.state.Restoration;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;
import java.util.Map;

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
        SchemaViews.add(table, account, status, view);
        encryption(table.encryption(), view);
        SettingViews.add(table, account, view);
        Restoration restoration = table.restoration();
        if (restoration != null) {
            restoration(restoration, account.now(), view);
        }
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

    /** Adds the SSEDescription of a table that has one. */
    static void encryption(Encryption encryption, ObjectNode view) {
        if (encryption.keyArn() != null) {
            view.putObject("SSEDescription")
                    .put("Status", "ENABLED")
                    .put("SSEType", "KMS")
                    .put("KMSMasterKeyArn", encryption.keyArn());
        }
    }

    private static void restoration(Restoration restoration, Instant now, ObjectNode view) {
        ObjectNode summary = view.putObject("RestoreSummary");
        if (restoration.backupArn() != null) {
            summary.put("SourceBackupArn", restoration.backupArn());
        }
        summary.put("SourceTableArn", restoration.sourceArn())
                .put("RestoreDateTime", Json.timestamp(restoration.restoredTo()))
                .put("RestoreInProgress", restoration.inProgress(now));
    }
}
