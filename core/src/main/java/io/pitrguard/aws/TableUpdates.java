package io.pitrguard.aws;

import io.pitrguard.domain.settings.CapacitySetting;
import io.pitrguard.domain.settings.DeletionProtectionSetting;
import io.pitrguard.domain.settings.OnDemandMaximumSetting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.StreamSetting;
import io.pitrguard.domain.settings.TableClassSetting;
import io.pitrguard.domain.settings.ThroughputWords;
import io.pitrguard.port.TableSettings.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Changes what {@code UpdateTable} sets: it takes one concern a call. */
final class TableUpdates {
    /** What changing takes of the caller's permissions. */
    static final String ACTION = "dynamodb:UpdateTable";

    private final DynamoDbClient client;

    /** Creates a writer on a client that makes no retries: a repeated write could come late, and undo another's. */
    TableUpdates(DynamoDbClient client) {
        this.client = client;
    }

    /** Carries out a change of a setting that the description shows. */
    Reply write(SettingsOwner target, DescribedTable.Found found, SettingChange change) {
        SettingValue wanted = change.wanted();
        return switch (change.setting()) {
            case TableClassSetting _ ->
                update(
                        target,
                        b -> b.tableClass(wanted.get(TableClassSetting.CLASS).orElse("")));
            case DeletionProtectionSetting _ -> update(target, b -> b.deletionProtectionEnabled(true));
            case StreamSetting _ ->
                update(
                        target,
                        b -> b.streamSpecification(s -> s.streamEnabled(true)
                                .streamViewType(
                                        wanted.get(StreamSetting.VIEW_TYPE).orElse(""))));
            case CapacitySetting _ -> capacity(target, wanted);
            case OnDemandMaximumSetting _ -> maximum(target, found, wanted);
            default -> SettingAnswers.impossible(change.setting().title() + " cannot be copied.");
        };
    }

    private Reply capacity(SettingsOwner target, SettingValue wanted) {
        return missingIndex(target, wanted)
                .orElseGet(() -> update(target, b -> {
                    wanted.get(CapacitySetting.MODE).ifPresent(b::billingMode);
                    SortedMap<String, Long> table = ThroughputWords.ofTable(wanted);
                    if (!table.isEmpty()) {
                        b.provisionedThroughput(provisioned(table));
                    }
                    indexes(b, wanted, (action, units) -> action.provisionedThroughput(provisioned(units)));
                }));
    }

    /** AWS takes a maximum together with the billing mode only: the mode must be the one that the table has. */
    private Reply maximum(SettingsOwner target, DescribedTable.Found found, SettingValue wanted) {
        String mode = DescribedThroughput.capacity(found.description())
                .get(CapacitySetting.MODE)
                .orElse("");
        if (!mode.equals(CapacitySetting.ON_DEMAND)) {
            return SettingAnswers.impossible(
                    "Table " + target.table().name() + " is not on-demand: copy its capacity first.");
        }
        return missingIndex(target, wanted)
                .orElseGet(() -> update(target, b -> {
                    b.billingMode(BillingMode.PAY_PER_REQUEST);
                    SortedMap<String, Long> table = ThroughputWords.ofTable(wanted);
                    if (!table.isEmpty()) {
                        b.onDemandThroughput(onDemand(table));
                    }
                    indexes(b, wanted, (action, units) -> action.onDemandThroughput(onDemand(units)));
                }));
    }

    private static Optional<Reply> missingIndex(SettingsOwner target, SettingValue wanted) {
        Set<String> indexes = ThroughputWords.ofIndexes(wanted).keySet();
        return indexes.stream()
                .filter(index -> !target.indexes().contains(index))
                .findFirst()
                .map(index -> SettingAnswers.impossible(
                        "Table " + target.table().name() + " has no global index " + index + "."));
    }

    private static void indexes(
            UpdateTableRequest.Builder update,
            SettingValue wanted,
            BiConsumer<UpdateGlobalSecondaryIndexAction.Builder, SortedMap<String, Long>> numbers) {
        List<GlobalSecondaryIndexUpdate> updates = ThroughputWords.ofIndexes(wanted).entrySet().stream()
                .map(index -> GlobalSecondaryIndexUpdate.builder()
                        .update(action -> numbers.accept(action.indexName(index.getKey()), index.getValue()))
                        .build())
                .toList();
        if (!updates.isEmpty()) {
            update.globalSecondaryIndexUpdates(updates);
        }
    }

    private static ProvisionedThroughput provisioned(SortedMap<String, Long> units) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(units.get(DescribedThroughput.READS))
                .writeCapacityUnits(units.get(DescribedThroughput.WRITES))
                .build();
    }

    private static OnDemandThroughput onDemand(SortedMap<String, Long> units) {
        return OnDemandThroughput.builder()
                .maxReadRequestUnits(units.get(DescribedThroughput.MAX_READS))
                .maxWriteRequestUnits(units.get(DescribedThroughput.MAX_WRITES))
                .build();
    }

    private Reply update(SettingsOwner target, java.util.function.Consumer<UpdateTableRequest.Builder> change) {
        UpdateTableRequest.Builder request =
                UpdateTableRequest.builder().tableName(target.table().name());
        change.accept(request);
        return SettingAnswers.write(ACTION, target.table().name(), () -> client.updateTable(request.build()));
    }
}
