package io.pitrguard.aws;

import static java.util.Map.entry;

import io.pitrguard.domain.settings.CapacitySetting;
import io.pitrguard.domain.settings.DeletionProtectionSetting;
import io.pitrguard.domain.settings.EncryptionSetting;
import io.pitrguard.domain.settings.IndexesSetting;
import io.pitrguard.domain.settings.OnDemandMaximumSetting;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.ReplicasSetting;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.StreamSetting;
import io.pitrguard.domain.settings.TableClassSetting;
import io.pitrguard.domain.settings.UnknownFieldsSetting;
import io.pitrguard.domain.settings.WarmThroughputSetting;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The settings that {@code DescribeTable} shows. AWS leaves most of them out where the table has the default. */
final class DescribedSettings {
    private static final Map<Setting, Function<DescribedTable.Found, Reading>> READERS = Map.ofEntries(
            entry(new TableClassSetting(), found -> tableClass(found.description())),
            entry(new DeletionProtectionSetting(), found -> deletionProtection(found.description())),
            entry(new CapacitySetting(), found -> Reading.of(DescribedThroughput.capacity(found.description()))),
            entry(new OnDemandMaximumSetting(), found -> Reading.of(DescribedThroughput.maximum(found.description()))),
            entry(new WarmThroughputSetting(), found -> Reading.of(DescribedThroughput.warm(found.description()))),
            entry(new StreamSetting(), found -> stream(found.description())),
            entry(new EncryptionSetting(), found -> encryption(found.description())),
            entry(new IndexesSetting(), found -> Reading.of(DescribedIndexes.of(found.description()))),
            entry(new ReplicasSetting(), found -> Reading.of(replicas(found.description()))),
            entry(new UnknownFieldsSetting(), DescribedSettings::unknown));

    private static final Set<String> OF_REPLICA = Set.of(
            "ReplicaTableClassSummary",
            "ProvisionedThroughputOverride",
            "OnDemandThroughputOverride",
            "GlobalSecondaryIndexes");

    private DescribedSettings() {}

    /** Returns the readers of all settings that the description shows. */
    static Map<Setting, Function<DescribedTable.Found, Reading>> readers() {
        return READERS;
    }

    /** A table that never had another class is described without one. */
    private static Reading tableClass(TableDescription table) {
        String name = table.tableClassSummary() == null
                ? "STANDARD"
                : table.tableClassSummary().tableClassAsString();
        return name == null
                ? incomplete(table, "with a TableClassSummary without class")
                : Reading.of(SettingValue.of(TableClassSetting.CLASS, name));
    }

    private static Reading deletionProtection(TableDescription table) {
        if (table.deletionProtectionEnabled() == null) {
            return incomplete(table, "without DeletionProtectionEnabled");
        }
        return table.deletionProtectionEnabled() ? Reading.of(DeletionProtectionSetting.ON) : SettingAnswers.none();
    }

    private static Reading stream(TableDescription table) {
        if (table.streamSpecification() == null
                || !Boolean.TRUE.equals(table.streamSpecification().streamEnabled())) {
            return SettingAnswers.none();
        }
        String view = table.streamSpecification().streamViewTypeAsString();
        return view == null
                ? incomplete(table, "with a stream without StreamViewType")
                : Reading.of(SettingValue.of(StreamSetting.VIEW_TYPE, view));
    }

    /** Tables with a key that AWS owns are described without SSEDescription. */
    private static Reading encryption(TableDescription table) {
        if (table.sseDescription() == null
                || "DISABLED".equals(table.sseDescription().statusAsString())) {
            return SettingAnswers.none();
        }
        Map<String, String> entries = new HashMap<>();
        if (table.sseDescription().sseTypeAsString() != null) {
            entries.put("type", table.sseDescription().sseTypeAsString());
        }
        if (table.sseDescription().kmsMasterKeyArn() != null) {
            entries.put(EncryptionSetting.KEY, table.sseDescription().kmsMasterKeyArn());
        }
        return entries.isEmpty()
                ? incomplete(table, "with an SSEDescription without type and key")
                : Reading.of(new SettingValue(entries));
    }

    private static SettingValue replicas(TableDescription table) {
        Map<String, String> entries = new HashMap<>();
        for (ReplicaDescription replica : table.replicas()) {
            entries.put(String.valueOf(replica.regionName()), replica(replica));
        }
        table.globalTableWitnesses()
                .forEach(witness -> entries.put(ReplicasSetting.WITNESS + witness.regionName(), "yes"));
        if (!entries.isEmpty() && table.multiRegionConsistencyAsString() != null) {
            entries.put("consistency", table.multiRegionConsistencyAsString());
        }
        return new SettingValue(entries);
    }

    /** Returns the key of a replica, and what it has of its own: class, capacity, indexes. Its status changes by itself. */
    private static String replica(ReplicaDescription replica) {
        SettingDocument own = SdkDocuments.shared(replica, replica).only(OF_REPLICA);
        own.at("ReplicaTableClassSummary").without("LastUpdateDateTime");
        String key = replica.kmsMasterKeyId() == null ? "AWS key" : replica.kmsMasterKeyId();
        return own.members().isEmpty() ? key : key + " " + own;
    }

    private static Reading unknown(DescribedTable.Found found) {
        return found.unknown()
                .map(Reading::of)
                .orElseGet(() -> incomplete(found.description(), "in a form that cannot be searched"));
    }

    private static Reading incomplete(TableDescription table, String what) {
        return SettingAnswers.incomplete(DescribedTable.ACTION, String.valueOf(table.tableName()), what);
    }
}
