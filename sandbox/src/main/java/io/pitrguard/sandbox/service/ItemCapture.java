package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.ConfigItem;
import io.pitrguard.sandbox.state.ItemStatus;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** What AWS Config records of a table (awslabs/aws-config-resource-schema, AWS::DynamoDB::Table). */
public final class ItemCapture {

    private static final String WARM_THROUGHPUT = "WarmThroughput";
    private static final double MILLIS = 1000;

    private ItemCapture() {}

    /** Returns the item of a table that is there. */
    public static ConfigItem of(TableState table, ItemStatus status, Account account) {
        return new ConfigItem(
                ConfigItem.TABLE,
                table.name(),
                account.location().table(table.name()),
                status,
                account.now().truncatedTo(ChronoUnit.MILLIS),
                table.identity().created(),
                table.tags().current().tags(),
                Json.text(configuration(table, account)),
                Map.of("ContinuousBackupsDescription", Json.text(backups(table, account))));
    }

    /** Returns the item of a table that is gone or not recorded: no configuration, no tags. */
    public static ConfigItem bare(String name, ItemStatus status, Account account) {
        return new ConfigItem(
                ConfigItem.TABLE,
                name,
                account.location().table(name),
                status,
                account.now().truncatedTo(ChronoUnit.MILLIS),
                null,
                Map.of(),
                null,
                Map.of());
    }

    /** Returns the description of the table, as far as AWS Config records it. */
    private static ObjectNode configuration(TableState table, Account account) {
        ObjectNode description = TableViews.description(table, account, table.statusAt(account.now()));
        description.remove(List.of("DeletionProtectionEnabled", WARM_THROUGHPUT));
        description.put("CreationDateTime", ItemViews.iso(table.identity().created()));
        for (JsonNode index : description.path("LocalSecondaryIndexes")) {
            ((ObjectNode) index).remove("IndexSizeBytes");
            ((ObjectNode) index).remove("ItemCount");
        }
        for (JsonNode index : description.path("GlobalSecondaryIndexes")) {
            ((ObjectNode) index).remove(WARM_THROUGHPUT);
        }
        momentsAsText(description);
        return MemberNames.lowered(description);
    }

    /** Neither the period nor the restorable times are in it. */
    private static ObjectNode backups(TableState table, Account account) {
        String status = switch (table.backups().recovery(account.now())) {
            case Recovery.Enabled enabled -> "ENABLED";
            case Recovery.Disabled disabled -> "DISABLED";
        };
        ObjectNode backups = Json.object().put("continuousBackupsStatus", "ENABLED");
        backups.putObject("pointInTimeRecoveryDescription").put("pointInTimeRecoveryStatus", status);
        return backups;
    }

    private static void momentsAsText(ObjectNode node) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (member.getKey().endsWith("DateTime") && member.getValue().isNumber()) {
                long millis = Math.round(member.getValue().doubleValue() * MILLIS);
                member.setValue(TextNode.valueOf(ItemViews.iso(Instant.ofEpochMilli(millis))));
            } else if (member.getValue() instanceof ObjectNode inner) {
                momentsAsText(inner);
            } else {
                member.getValue().forEach(element -> {
                    if (element instanceof ObjectNode inner) {
                        momentsAsText(inner);
                    }
                });
            }
        }
    }
}
