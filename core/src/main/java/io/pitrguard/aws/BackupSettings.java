package io.pitrguard.aws;

import io.pitrguard.domain.settings.CapacitySetting;
import io.pitrguard.domain.settings.EncryptionSetting;
import io.pitrguard.domain.settings.IndexesSetting;
import io.pitrguard.domain.settings.OnDemandMaximumSetting;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Reading.Origin;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.StreamSetting;
import io.pitrguard.domain.settings.TtlSetting;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BackupDescription;
import software.amazon.awssdk.services.dynamodb.model.BillingModeSummary;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.SourceTableDetails;
import software.amazon.awssdk.services.dynamodb.model.SourceTableFeatureDetails;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The settings that a backup recorded of its table. Of keys that only indexes have, it records no types.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SourceTableFeatureDetails.html
 */
final class BackupSettings {
    /** The settings that a backup records. */
    static final Set<Setting> ALL = Set.of(
            new StreamSetting(),
            new TtlSetting(),
            new EncryptionSetting(),
            new IndexesSetting(),
            new CapacitySetting(),
            new OnDemandMaximumSetting());

    private BackupSettings() {}

    static Map<Setting, Reading> of(BackupDescription backup) {
        TableDescription table = asTable(backup.sourceTableDetails(), backup.sourceTableFeatureDetails());
        Map<Setting, Reading> readings = new HashMap<>();
        DescribedTable.Found found = new DescribedTable.Found(table, java.util.Optional.empty());
        DescribedSettings.readers().forEach((setting, reader) -> {
            if (ALL.contains(setting)) {
                readings.put(setting, recorded(reader.apply(found)));
            }
        });
        readings.put(new TtlSetting(), recorded(timeToLive(backup.sourceTableFeatureDetails())));
        readings.put(new IndexesSetting(), indexes(table));
        if (backup.sourceTableDetails() == null) {
            Set.of(new CapacitySetting(), new OnDemandMaximumSetting())
                    .forEach(setting -> readings.put(setting, without("SourceTableDetails")));
        }
        if (backup.sourceTableFeatureDetails() == null) {
            Set.of(new StreamSetting(), new TtlSetting(), new EncryptionSetting(), new IndexesSetting())
                    .forEach(setting -> readings.put(setting, without("SourceTableFeatureDetails")));
        }
        return Map.copyOf(readings);
    }

    /** Puts what the backup holds where {@code DescribeTable} would show it. */
    private static TableDescription asTable(
            @Nullable SourceTableDetails details, @Nullable SourceTableFeatureDetails features) {
        TableDescription.Builder table = TableDescription.builder();
        if (details != null) {
            table.tableName(details.tableName())
                    .onDemandThroughput(details.onDemandThroughput())
                    .provisionedThroughput(throughput(details.provisionedThroughput()));
            if (details.billingModeAsString() != null) {
                table.billingModeSummary(BillingModeSummary.builder()
                        .billingMode(details.billingModeAsString())
                        .build());
            }
        }
        if (features != null) {
            addFeatures(table, features);
        }
        return table.build();
    }

    private static void addFeatures(TableDescription.Builder table, SourceTableFeatureDetails features) {
        table.streamSpecification(features.streamDescription())
                .sseDescription(features.sseDescription())
                .globalSecondaryIndexes(features.globalSecondaryIndexes().stream()
                        .map(index -> GlobalSecondaryIndexDescription.builder()
                                .indexName(index.indexName())
                                .keySchema(index.keySchema())
                                .projection(index.projection())
                                .provisionedThroughput(throughput(index.provisionedThroughput()))
                                .onDemandThroughput(index.onDemandThroughput())
                                .build())
                        .toList())
                .localSecondaryIndexes(features.localSecondaryIndexes().stream()
                        .map(index -> LocalSecondaryIndexDescription.builder()
                                .indexName(index.indexName())
                                .keySchema(index.keySchema())
                                .projection(index.projection())
                                .build())
                        .toList());
    }

    private static @Nullable ProvisionedThroughputDescription throughput(@Nullable ProvisionedThroughput units) {
        return units == null
                ? null
                : ProvisionedThroughputDescription.builder()
                        .readCapacityUnits(units.readCapacityUnits())
                        .writeCapacityUnits(units.writeCapacityUnits())
                        .build();
    }

    private static Reading timeToLive(@Nullable SourceTableFeatureDetails features) {
        if (features == null || features.timeToLiveDescription() == null) {
            return SettingAnswers.none();
        }
        String status = String.valueOf(features.timeToLiveDescription().timeToLiveStatusAsString());
        String attribute = features.timeToLiveDescription().attributeName();
        return switch (status) {
            case "DISABLED", "DISABLING" -> SettingAnswers.none();
            case "ENABLED", "ENABLING" ->
                attribute == null
                        ? SettingAnswers.incomplete(
                                AwsRecordedSettings.BACKUP_ACTION, "the backup", "without AttributeName")
                        : Reading.of(SettingValue.of(TtlSetting.ATTRIBUTE, attribute));
            default ->
                SettingAnswers.incomplete(
                        AwsRecordedSettings.BACKUP_ACTION, "the backup", "with the unknown status " + status);
        };
    }

    /** A restore brings the indexes of the backup: names suffice, and the types of keys are not recorded. */
    private static Reading indexes(TableDescription table) {
        return DescribedIndexes.of(table).isNone()
                ? new Reading.Known(SettingValue.NONE, Origin.SYSTEM_BACKUP)
                : new Reading.NotKnown(
                        "The backup records no types of the keys of indexes: a restore brings the indexes.");
    }

    private static Reading without(String part) {
        return SettingAnswers.incomplete(AwsRecordedSettings.BACKUP_ACTION, "the backup", "without " + part);
    }

    private static Reading recorded(Reading reading) {
        return reading instanceof Reading.Known(SettingValue value, Origin _)
                ? new Reading.Known(value, Origin.SYSTEM_BACKUP)
                : reading;
    }
}
