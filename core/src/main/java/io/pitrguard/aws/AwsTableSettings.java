package io.pitrguard.aws;

import io.pitrguard.domain.settings.EventSourcesEnabledSetting;
import io.pitrguard.domain.settings.EventSourcesSetting;
import io.pitrguard.domain.settings.InsightsSetting;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.ReplicaScalingSetting;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.StreamAccessSetting;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.TableSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Reads and writes settings: those of DynamoDB itself, and those that other services hold for a table. */
public final class AwsTableSettings implements TableSettings {
    private static final String ACTIVE = "ACTIVE";
    private static final Set<String> PASSING = Set.of("CREATING", "UPDATING", "DELETING", "ARCHIVING");

    /** What hangs on the stream, the indexes or the replicas that the description shows. */
    private static final Set<Setting> NEED_DESCRIPTION = Set.of(
            new InsightsSetting(),
            new StreamAccessSetting(),
            new EventSourcesSetting(),
            new EventSourcesEnabledSetting(),
            new ReplicaScalingSetting());

    private final DynamoDbClient reads;
    private final TableUpdates updates;
    private final List<SettingCalls> calls;

    /**
     * Creates access to settings.
     *
     * @param writes a client that makes no retries: a repeated write could come late, and undo another's
     * @param others the calls of other services
     */
    public AwsTableSettings(DynamoDbClient reads, DynamoDbClient writes, List<SettingCalls> others) {
        this.reads = reads;
        this.updates = new TableUpdates(writes);
        this.calls = Stream.of(
                        new DynamoDbSettings(reads, writes).calls(),
                        new PolicySettings(reads, writes).calls(),
                        List.<SettingCalls>of(new InsightsCalls(reads, writes), ReplicaScalingCalls.of(reads)),
                        others)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Readiness readiness(TableRef table) {
        return switch (DescribedTable.of(reads, table)) {
            case DescribedTable.Gone _ -> new Readiness.Gone();
            case DescribedTable.Unreadable(Cause cause) -> new Readiness.Unreadable(cause);
            case DescribedTable.Found(TableDescription description, var _) -> readiness(table, description);
        };
    }

    private static Readiness readiness(TableRef table, TableDescription description) {
        String status = String.valueOf(description.tableStatusAsString());
        if (!status.equals(ACTIVE)) {
            String found = "Table " + table.name() + " is " + status + ".";
            return PASSING.contains(status)
                    ? new Readiness.Busy(found)
                    : new Readiness.Unreadable(new Cause(Cause.Kind.REFUSED, found + " AWS takes no changes of it."));
        }
        if (description.restoreSummary() != null
                && Boolean.TRUE.equals(description.restoreSummary().restoreInProgress())) {
            return new Readiness.Busy("Table " + table.name() + " is being restored.");
        }
        return description.globalSecondaryIndexes().stream()
                .filter(index -> !ACTIVE.equals(index.indexStatusAsString()))
                .findFirst()
                .<Readiness>map(index -> new Readiness.Busy(busy(table, index)))
                .orElseGet(Readiness.Ready::new);
    }

    private static String busy(TableRef table, GlobalSecondaryIndexDescription index) {
        return "Index " + index.indexName() + " of table " + table.name() + " is " + index.indexStatusAsString() + ".";
    }

    @Override
    public Map<Setting, Reading> read(TableRef table, Set<Setting> settings) {
        return switch (DescribedTable.of(reads, table)) {
            case DescribedTable.Found found -> read(table, found, settings);
            case DescribedTable.Gone(Cause cause) -> withoutDescription(table, cause, settings);
            case DescribedTable.Unreadable(Cause cause) -> withoutDescription(table, cause, settings);
        };
    }

    private Map<Setting, Reading> read(TableRef table, DescribedTable.Found found, Set<Setting> settings) {
        Map<Setting, Reading> readings = new HashMap<>(fromCalls(found.owner(table), settings));
        DescribedSettings.readers().forEach((setting, reader) -> {
            if (settings.contains(setting)) {
                readings.put(setting, reader.apply(found));
            }
        });
        return whole(table, readings, settings);
    }

    /** Other services may hold settings under the name of a table that does not exist. */
    private Map<Setting, Reading> withoutDescription(TableRef table, Cause cause, Set<Setting> settings) {
        Set<Setting> byName = settings.stream()
                .filter(setting -> !NEED_DESCRIPTION.contains(setting))
                .collect(Collectors.toSet());
        Map<Setting, Reading> readings =
                new HashMap<>(fromCalls(new SettingsOwner(table, Optional.empty(), Set.of(), false, false), byName));
        settings.forEach(setting -> readings.putIfAbsent(setting, new Reading.Unreadable(cause)));
        return Map.copyOf(readings);
    }

    private Map<Setting, Reading> fromCalls(SettingsOwner owner, Set<Setting> settings) {
        Map<Setting, Reading> readings = new HashMap<>();
        for (SettingCalls each : calls) {
            Set<Setting> wanted = new java.util.HashSet<>(each.settings());
            wanted.retainAll(settings);
            if (!wanted.isEmpty()) {
                readings.putAll(each.read(owner, Set.copyOf(wanted)));
            }
        }
        return readings;
    }

    private static Map<Setting, Reading> whole(TableRef table, Map<Setting, Reading> readings, Set<Setting> settings) {
        settings.forEach(setting -> readings.putIfAbsent(
                setting,
                new Reading.Unreadable(new Cause(
                        Cause.Kind.MISSING,
                        "No call reads " + setting.title() + " of " + table.name() + " here.",
                        Optional.of("Compare it yourself.")))));
        return Map.copyOf(readings);
    }

    @Override
    public Reply write(TableRef target, SettingChange change) {
        return switch (DescribedTable.of(reads, target)) {
            case DescribedTable.Gone(Cause cause) -> new Reply.Failed(cause);
            case DescribedTable.Unreadable(Cause cause) -> new Reply.Failed(cause);
            case DescribedTable.Found found -> {
                SettingsOwner owner = found.owner(target);
                List<SettingCalls> ofSetting = new ArrayList<>(calls);
                ofSetting.removeIf(each -> !each.settings().contains(change.setting()));
                yield ofSetting.isEmpty()
                        ? updates.write(owner, found, change)
                        : ofSetting.getFirst().write(owner, change);
            }
        };
    }
}
