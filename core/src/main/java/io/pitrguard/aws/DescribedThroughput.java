package io.pitrguard.aws;

import io.pitrguard.domain.settings.CapacitySetting;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.ThroughputWords;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexWarmThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The numbers that {@code DescribeTable} shows of a table and its global indexes. */
final class DescribedThroughput {
    static final String READS = "ReadCapacityUnits";
    static final String WRITES = "WriteCapacityUnits";
    static final String MAX_READS = "MaxReadRequestUnits";
    static final String MAX_WRITES = "MaxWriteRequestUnits";
    private static final String WARM_READS = "ReadUnitsPerSecond";
    private static final String WARM_WRITES = "WriteUnitsPerSecond";

    private DescribedThroughput() {}

    /** A table that was always provisioned is described without BillingModeSummary. */
    static SettingValue capacity(TableDescription table) {
        String mode =
                table.billingModeSummary() == null || table.billingModeSummary().billingModeAsString() == null
                        ? CapacitySetting.PROVISIONED
                        : table.billingModeSummary().billingModeAsString();
        Map<String, String> entries = new HashMap<>(Map.of(CapacitySetting.MODE, mode));
        if (mode.equals(CapacitySetting.PROVISIONED)) {
            capacity(table.provisionedThroughput(), ThroughputWords::ofTable, entries);
            for (GlobalSecondaryIndexDescription index : table.globalSecondaryIndexes()) {
                capacity(index.provisionedThroughput(), of(index.indexName()), entries);
            }
        }
        return new SettingValue(entries);
    }

    static SettingValue maximum(TableDescription table) {
        Map<String, String> entries = new HashMap<>();
        maximum(table.onDemandThroughput(), ThroughputWords::ofTable, entries);
        for (GlobalSecondaryIndexDescription index : table.globalSecondaryIndexes()) {
            maximum(index.onDemandThroughput(), of(index.indexName()), entries);
        }
        return new SettingValue(entries);
    }

    static SettingValue warm(TableDescription table) {
        Map<String, String> entries = new HashMap<>();
        if (table.warmThroughput() != null) {
            put(
                    entries,
                    ThroughputWords.ofTable(WARM_READS),
                    table.warmThroughput().readUnitsPerSecond());
            put(
                    entries,
                    ThroughputWords.ofTable(WARM_WRITES),
                    table.warmThroughput().writeUnitsPerSecond());
        }
        for (GlobalSecondaryIndexDescription index : table.globalSecondaryIndexes()) {
            GlobalSecondaryIndexWarmThroughputDescription warm = index.warmThroughput();
            if (warm != null) {
                put(entries, of(index.indexName()).apply(WARM_READS), warm.readUnitsPerSecond());
                put(entries, of(index.indexName()).apply(WARM_WRITES), warm.writeUnitsPerSecond());
            }
        }
        return new SettingValue(entries);
    }

    private static UnaryOperator<String> of(@Nullable String index) {
        return unit -> ThroughputWords.ofIndex(String.valueOf(index), unit);
    }

    private static void capacity(
            @Nullable ProvisionedThroughputDescription units, UnaryOperator<String> name, Map<String, String> entries) {
        if (units != null) {
            put(entries, name.apply(READS), units.readCapacityUnits());
            put(entries, name.apply(WRITES), units.writeCapacityUnits());
        }
    }

    /** A maximum of -1 is none. */
    private static void maximum(
            @Nullable OnDemandThroughput units, UnaryOperator<String> name, Map<String, String> entries) {
        if (units != null) {
            put(entries, name.apply(MAX_READS), positive(units.maxReadRequestUnits()));
            put(entries, name.apply(MAX_WRITES), positive(units.maxWriteRequestUnits()));
        }
    }

    private static @Nullable Long positive(@Nullable Long units) {
        return units == null || units < 0 ? null : units;
    }

    private static void put(Map<String, String> entries, String name, @Nullable Long units) {
        if (units != null) {
            entries.put(name, units.toString());
        }
    }
}
