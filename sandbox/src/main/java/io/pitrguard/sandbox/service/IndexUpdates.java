package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableSchema;
import io.pitrguard.sandbox.state.TableSchema.GlobalIndex;
import io.pitrguard.sandbox.state.TableSchema.Throughput;
import io.pitrguard.sandbox.state.TableSettings;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Input;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of UpdateTable that creates, deletes and updates global secondary indexes (API reference, UpdateTable). */
final class IndexUpdates {

    private static final String MEMBER = "GlobalSecondaryIndexUpdates";
    private static final int MOST_INDEXES = 20;

    private IndexUpdates() {}

    static TableState apply(TableState table, Input input, Account account) {
        if (!input.has(MEMBER)) {
            return table;
        }
        List<Input> updates = input.structures(MEMBER);
        if (updates.isEmpty()) {
            throw SettingErrors.invalid("List of GlobalSecondaryIndexUpdates is empty");
        }
        requireOneAtATime(table, updates, account.now());
        TableState changed = table;
        for (Input update : updates) {
            changed = one(changed, update, input, account);
        }
        return changed;
    }

    private static void requireOneAtATime(TableState table, List<Input> updates, Instant now) {
        long begun = updates.stream()
                .filter(update -> update.has("Create") || update.has("Delete"))
                .count();
        boolean building = table.schema().globalIndexes().stream()
                .anyMatch(index -> table.settings().updates().isSettling(index.name(), now));
        if (begun > 1 || (begun == 1 && building)) {
            throw SettingErrors.limitExceeded("Only 1 online index can be created or deleted simultaneously per table");
        }
    }

    private static TableState one(TableState table, Input update, Input request, Account account) {
        if (update.names().size() != 1) {
            throw SettingErrors.invalid(
                    "Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object");
        }
        if (update.structure("Create").isPresent()) {
            return created(table, update.structure("Create").get(), request, account);
        }
        if (update.structure("Delete").isPresent()) {
            return deleted(table, IndexInput.name(update.structure("Delete").get()));
        }
        return updated(
                table, update.structure("Update").orElseThrow(() -> Errors.missing(MEMBER + ".update")), account);
    }

    private static TableState created(TableState table, Input index, Input request, Account account) {
        GlobalIndex added = IndexInput.global(index);
        TableSchema schema = table.schema();
        requireNew(schema, added.name());
        requireCapacity(schema, added);
        List<GlobalIndex> indexes = new ArrayList<>(schema.globalIndexes());
        indexes.add(added);
        Map<String, String> attributes = new LinkedHashMap<>(schema.attributes());
        NewTable.attributes(request).forEach(attributes::putIfAbsent);
        if (added.keys().stream().anyMatch(key -> !attributes.containsKey(key.attribute()))) {
            throw SettingErrors.invalid("Some index key attributes are not defined in AttributeDefinitions. Keys: "
                    + added.keys() + ", AttributeDefinitions: " + attributes.keySet());
        }
        TableSchema defined = new TableSchema(
                schema.keys(), attributes, schema.localIndexes(), schema.globalIndexes(), schema.throughput());
        Instant active = account.now().plus(account.tables().updateTimes().index());
        TableSettings settings = table.settings();
        TableState changed = table.withSchema(defined.withIndexes(schema.localIndexes(), indexes))
                .withSettings(settings.with(settings.updates().settling(added.name(), active)));
        return ThroughputUpdate.apply(changed, added.name(), index, account);
    }

    private static void requireNew(TableSchema schema, String name) {
        boolean there = schema.globalIndexes().stream()
                        .anyMatch(index -> index.name().equals(name))
                || schema.localIndexes().stream().anyMatch(index -> index.name().equals(name));
        if (there) {
            throw Errors.validation("Attempting to create an index which already exists");
        }
        if (schema.globalIndexes().size() == MOST_INDEXES) {
            throw SettingErrors.limitExceeded("GlobalSecondaryIndex count exceeds the per-table limit of 20");
        }
    }

    private static void requireCapacity(TableSchema schema, GlobalIndex added) {
        boolean provisioned = schema.throughput() != null;
        if (provisioned && added.throughput() == null) {
            throw SettingErrors.invalid("ProvisionedThroughput must be specified for index: " + added.name());
        }
        if (!provisioned && added.throughput() != null) {
            throw SettingErrors.invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: "
                    + added.name() + " when BillingMode is PAY_PER_REQUEST");
        }
    }

    private static TableState deleted(TableState table, String name) {
        TableSchema schema = table.schema();
        require(table, name);
        List<GlobalIndex> rest = schema.globalIndexes().stream()
                .filter(index -> !index.name().equals(name))
                .toList();
        return table.withSchema(schema.withIndexes(schema.localIndexes(), rest))
                .withSettings(table.settings().withoutIndex(name));
    }

    private static TableState updated(TableState table, Input update, Account account) {
        GlobalIndex old = require(table, IndexInput.name(update));
        Throughput wanted = IndexInput.throughput(update, "ProvisionedThroughput");
        TableState changed = wanted == null ? table : provisioned(table, old, wanted, account.now());
        return ThroughputUpdate.apply(changed, old.name(), update, account);
    }

    private static TableState provisioned(TableState table, GlobalIndex old, Throughput wanted, Instant now) {
        if (table.schema().throughput() == null) {
            throw SettingErrors.invalid("The only Updates for index: " + old.name() + " when TableThroughputMode is "
                    + "PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput");
        }
        List<GlobalIndex> indexes = table.schema().globalIndexes().stream()
                .map(index -> index.equals(old) ? index.with(wanted) : index)
                .toList();
        return table.withSchema(table.schema().withIndexes(table.schema().localIndexes(), indexes))
                .withSettings(table.settings()
                        .with(CapacityUpdate.counted(table, old.name(), old.throughput(), wanted, now)));
    }

    private static GlobalIndex require(TableState table, String name) {
        return table.schema().globalIndexes().stream()
                .filter(index -> index.name().equals(name))
                .findFirst()
                .orElseThrow(() -> SettingErrors.indexNotFound(table.name(), name));
    }
}
