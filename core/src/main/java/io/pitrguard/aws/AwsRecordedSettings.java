package io.pitrguard.aws;

import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Reading.Origin;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.TableClassSetting;
import io.pitrguard.domain.settings.TagsSetting;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.RecordedSettings;
import io.pitrguard.port.Result;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ConfigurationItem;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupDescription;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;

/** Reads settings of deleted tables with {@code DescribeBackup} and {@code GetResourceConfigHistory}. */
public final class AwsRecordedSettings implements RecordedSettings {
    /** What reading a backup takes of the caller's permissions. */
    public static final String BACKUP_ACTION = "dynamodb:DescribeBackup";

    /** What listing backups takes of the caller's permissions. */
    public static final String LIST_ACTION = "dynamodb:ListBackups";

    private static final String TYPE = "AWS::DynamoDB::Table";
    private static final Set<Setting> OF_CONFIG = Set.of(new TagsSetting(), new TableClassSetting());

    /** Statuses of items that describe a resource that exists. */
    private static final Set<String> EXISTING = Set.of("OK", "ResourceDiscovered");

    private final DynamoDbClient dynamoDb;
    private final ConfigClient config;

    /** Reads through these clients. */
    public AwsRecordedSettings(DynamoDbClient dynamoDb, ConfigClient config) {
        this.dynamoDb = dynamoDb;
        this.config = config;
    }

    @Override
    public Result<Optional<String>> systemBackup(TableRef table) {
        try {
            Optional<BackupSummary> newest = Optional.empty();
            PageTrail<String> trail = new PageTrail<>();
            String next = null;
            do {
                String from = next;
                ListBackupsResponse page = dynamoDb.listBackups(b -> b.tableName(table.name())
                        .backupType(BackupTypeFilter.SYSTEM)
                        .exclusiveStartBackupArn(from));
                if (!page.hasBackupSummaries()) {
                    return new Result.Failure<>(new Cause(
                            Cause.Kind.BROKEN,
                            "AWS answered " + LIST_ACTION + " on " + table.name() + " without a list."));
                }
                newest = Stream.concat(newest.stream(), page.backupSummaries().stream())
                        .filter(backup -> backup.backupArn() != null && backup.backupCreationDateTime() != null)
                        .max(Comparator.comparing(BackupSummary::backupCreationDateTime));
                next = page.lastEvaluatedBackupArn();
                if (next != null && trail.isEndless(next)) {
                    return new Result.Failure<>(new Cause(
                            Cause.Kind.BROKEN, "AWS repeated a page of " + LIST_ACTION + " on " + table.name() + "."));
                }
            } while (next != null);
            return new Result.Success<>(newest.map(BackupSummary::backupArn));
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(LIST_ACTION, table.name(), e));
        }
    }

    @Override
    public Map<Setting, Reading> ofBackup(TableRef table, String backupArn) {
        try {
            BackupDescription backup =
                    dynamoDb.describeBackup(b -> b.backupArn(backupArn)).backupDescription();
            return backup == null
                    ? unreadable(
                            BackupSettings.ALL,
                            new Cause(Cause.Kind.BROKEN, "AWS answered " + BACKUP_ACTION + " without a backup."))
                    : BackupSettings.of(backup);
        } catch (SdkException e) {
            return unreadable(BackupSettings.ALL, AwsErrors.sort(BACKUP_ACTION, "backup " + backupArn, e));
        }
    }

    @Override
    public Map<Setting, Reading> ofConfig(TableRef table) {
        try {
            return new ConfigHistory(config)
                    .newest(
                            TYPE,
                            table.name(),
                            item -> EXISTING.contains(String.valueOf(item.configurationItemStatusAsString())))
                    .map(AwsRecordedSettings::ofItem)
                    .orElseGet(() -> all(new Reading.NotKnown(
                            "AWS Config has no configuration item of the table while it existed.")));
        } catch (NotUnderstoodException e) {
            return unreadable(OF_CONFIG, e.sorted());
        } catch (SdkException e) {
            return unreadable(OF_CONFIG, AwsErrors.sort(ConfigHistory.ACTION, table.name(), e));
        }
    }

    private static Map<Setting, Reading> ofItem(ConfigurationItem item) {
        Map<String, String> tags = new TreeMap<>(item.tags());
        tags.keySet().removeIf(key -> key.startsWith("aws:"));
        Optional<String> tableClass =
                CanonicalJson.text(String.valueOf(item.configuration()), "tableClassSummary", "tableClass");
        return Map.of(
                new TagsSetting(),
                item.hasTags()
                        ? new Reading.Known(new SettingValue(tags), Origin.AWS_CONFIG)
                        : new Reading.NotKnown("AWS Config recorded no tags."),
                new TableClassSetting(),
                tableClass
                        .<Reading>map(name ->
                                new Reading.Known(SettingValue.of(TableClassSetting.CLASS, name), Origin.AWS_CONFIG))
                        .orElseGet(() -> new Reading.NotKnown("AWS Config recorded no table class.")));
    }

    private static Map<Setting, Reading> all(Reading reading) {
        Map<Setting, Reading> all = new HashMap<>();
        OF_CONFIG.forEach(setting -> all.put(setting, reading));
        return Map.copyOf(all);
    }

    private static Map<Setting, Reading> unreadable(Set<Setting> settings, Cause cause) {
        Map<Setting, Reading> all = new HashMap<>();
        settings.forEach(setting -> all.put(setting, new Reading.Unreadable(cause)));
        return Map.copyOf(all);
    }
}
