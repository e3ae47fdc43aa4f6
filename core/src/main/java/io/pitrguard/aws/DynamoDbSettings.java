package io.pitrguard.aws;

import io.pitrguard.domain.settings.KinesisSetting;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.RecoverySetting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.TagsSetting;
import io.pitrguard.domain.settings.TtlSetting;
import io.pitrguard.port.TableSettings.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KinesisDataStreamDestination;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/** Settings of DynamoDB that have calls of their own: tags, recovery, time to live, the Kinesis destination. */
final class DynamoDbSettings {
    private final DynamoDbClient reads;
    private final DynamoDbClient writes;

    /**
     * Creates the calls.
     *
     * @param writes a client that makes no retries
     */
    DynamoDbSettings(DynamoDbClient reads, DynamoDbClient writes) {
        this.reads = reads;
        this.writes = writes;
    }

    /** Returns the calls of each setting. */
    List<SettingCalls> calls() {
        return List.of(
                new SingleSettingCalls(new TagsSetting(), this::tags, this::tag),
                new SingleSettingCalls(new RecoverySetting(), this::recovery, this::enable),
                new SingleSettingCalls(new TtlSetting(), this::timeToLive, this::expire),
                new SingleSettingCalls(new KinesisSetting(), this::kinesis, this::send));
    }

    private Reading tags(SettingsOwner table) {
        return SettingAnswers.read(
                SettingTags.READ,
                table.table().name(),
                () -> SettingTags.read(reads, table.table().arn()));
    }

    private Reply tag(SettingsOwner target, SettingChange change) {
        return SettingAnswers.write(
                SettingTags.WRITE,
                target.table().name(),
                () -> SettingTags.write(
                        writes, target.table().arn(), change.wanted().entries()));
    }

    private Reading recovery(SettingsOwner table) {
        String action = "dynamodb:DescribeContinuousBackups";
        String name = table.table().name();
        return SettingAnswers.read(action, name, () -> {
            var backups =
                    reads.describeContinuousBackups(b -> b.tableName(name)).continuousBackupsDescription();
            PointInTimeRecoveryDescription recovery = backups == null ? null : backups.pointInTimeRecoveryDescription();
            String status = recovery == null ? null : recovery.pointInTimeRecoveryStatusAsString();
            if (recovery == null || status == null) {
                return SettingAnswers.incomplete(action, name, "without PointInTimeRecoveryStatus");
            }
            return switch (status) {
                case "DISABLED" -> SettingAnswers.none();
                case "ENABLED" ->
                    recovery.recoveryPeriodInDays() == null
                            ? SettingAnswers.incomplete(action, name, "without RecoveryPeriodInDays")
                            : Reading.of(new SettingValue(Map.of(
                                    RecoverySetting.STATUS,
                                    RecoverySetting.ENABLED,
                                    RecoverySetting.DAYS,
                                    recovery.recoveryPeriodInDays().toString())));
                default -> SettingAnswers.incomplete(action, name, "with the unknown status " + status);
            };
        });
    }

    private Reply enable(SettingsOwner target, SettingChange change) {
        int days = Integer.parseInt(change.wanted().get(RecoverySetting.DAYS).orElse(RecoverySetting.LONGEST));
        String name = target.table().name();
        return SettingAnswers.write(
                DynamoDbRecoveryChanges.ACTION,
                name,
                () -> writes.updateContinuousBackups(b -> b.tableName(name)
                        .pointInTimeRecoverySpecification(
                                p -> p.pointInTimeRecoveryEnabled(true).recoveryPeriodInDays(days))));
    }

    private Reading timeToLive(SettingsOwner table) {
        String action = "dynamodb:DescribeTimeToLive";
        String name = table.table().name();
        return SettingAnswers.read(action, name, () -> {
            TimeToLiveDescription ttl =
                    reads.describeTimeToLive(b -> b.tableName(name)).timeToLiveDescription();
            String status = ttl == null ? "" : String.valueOf(ttl.timeToLiveStatusAsString());
            return switch (status) {
                case "DISABLED", "DISABLING" -> SettingAnswers.none();
                case "ENABLED", "ENABLING" ->
                    ttl.attributeName() == null
                            ? SettingAnswers.incomplete(action, name, "without AttributeName")
                            : Reading.of(SettingValue.of(TtlSetting.ATTRIBUTE, ttl.attributeName()));
                default -> SettingAnswers.incomplete(action, name, "with the unknown status " + status);
            };
        });
    }

    private Reply expire(SettingsOwner target, SettingChange change) {
        String name = target.table().name();
        String attribute = change.wanted().get(TtlSetting.ATTRIBUTE).orElse("");
        return SettingAnswers.write(
                "dynamodb:UpdateTimeToLive",
                name,
                () -> writes.updateTimeToLive(b -> b.tableName(name)
                        .timeToLiveSpecification(t -> t.enabled(true).attributeName(attribute))));
    }

    private Reading kinesis(SettingsOwner table) {
        String action = "dynamodb:DescribeKinesisStreamingDestination";
        String name = table.table().name();
        return SettingAnswers.read(action, name, () -> {
            var found = reads.describeKinesisStreamingDestination(b -> b.tableName(name));
            if (!found.hasKinesisDataStreamDestinations()) {
                return SettingAnswers.incomplete(action, name, "without KinesisDataStreamDestinations");
            }
            Map<String, String> entries = new HashMap<>();
            for (KinesisDataStreamDestination each : found.kinesisDataStreamDestinations()) {
                String status = String.valueOf(each.destinationStatusAsString());
                switch (status) {
                    case "ACTIVE", "ENABLING", "UPDATING" ->
                        entries.put(
                                String.valueOf(each.streamArn()),
                                each.approximateCreationDateTimePrecisionAsString() == null
                                        ? "MILLISECOND"
                                        : each.approximateCreationDateTimePrecisionAsString());
                    case "DISABLED", "DISABLING", "ENABLE_FAILED" -> {}
                    default -> {
                        return SettingAnswers.incomplete(action, name, "with the unknown status " + status);
                    }
                }
            }
            return Reading.of(new SettingValue(entries));
        });
    }

    private Reply send(SettingsOwner target, SettingChange change) {
        String name = target.table().name();
        String precision = change.wanted().get(change.name()).orElse("");
        return SettingAnswers.write(
                "dynamodb:EnableKinesisStreamingDestination",
                name,
                () -> writes.enableKinesisStreamingDestination(b -> b.tableName(name)
                        .streamArn(change.name())
                        .enableKinesisStreamingConfiguration(c -> c.approximateCreationDateTimePrecision(precision))));
    }
}
