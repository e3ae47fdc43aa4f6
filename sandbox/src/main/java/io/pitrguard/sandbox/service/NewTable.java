package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableSchema;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Input;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A validated CreateTable request (API reference, CreateTable). */
record NewTable(String name, TableSchema schema, Map<String, String> tags, boolean deletionProtection) {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final Set<String> SUPPORTED = Set.of(
            "TableName",
            "KeySchema",
            "AttributeDefinitions",
            "BillingMode",
            "ProvisionedThroughput",
            "LocalSecondaryIndexes",
            "DeletionProtectionEnabled",
            "Tags");

    static NewTable of(Input input) {
        String name = TableNames.requireName(input.text("TableName").orElseThrow(() -> Errors.missing("tableName")));
        TableOperations.requireSupported(input, SUPPORTED);
        List<TableSchema.Key> keys = keys(input);
        Map<String, String> attributes = attributes(input);
        List<TableSchema.LocalIndex> indexes = localIndexes(input);
        requireDefined(keys, indexes, attributes);
        TableSchema schema = new TableSchema(keys, attributes, indexes, throughput(input));
        boolean deletionProtection = input.flag("DeletionProtectionEnabled").orElse(false);
        return new NewTable(name, schema, TagOperations.tags(input), deletionProtection);
    }

    TableState state(Account account) {
        TableState table = TableState.created(account.tables().identify(name, account.now()), schema);
        return table.withTags(table.tags().with(tags)).withDeletionProtection(deletionProtection);
    }

    private static List<TableSchema.Key> keys(Input input) {
        if (!input.has("KeySchema")) {
            throw Errors.missing("keySchema");
        }
        List<TableSchema.Key> keys =
                input.structures("KeySchema").stream().map(NewTable::key).toList();
        if (keys.isEmpty() || keys.size() > 2) {
            throw Errors.constraint(keys, "keySchema", "Member must have length between 1 and 2");
        }
        if (!keys.getFirst().type().equals("HASH")) {
            throw Errors.validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (keys.size() == 2 && !keys.getLast().type().equals("RANGE")) {
            throw Errors.validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }
        return keys;
    }

    private static TableSchema.Key key(Input element) {
        String attribute = element.text("AttributeName").orElseThrow(() -> Errors.missing("keySchema.attributeName"));
        String type = element.text("KeyType").orElseThrow(() -> Errors.missing("keySchema.keyType"));
        return new TableSchema.Key(
                attribute, requireOneOf(type, "keySchema.1.member.keyType", Set.of("HASH", "RANGE")));
    }

    private static Map<String, String> attributes(Input input) {
        if (!input.has("AttributeDefinitions")) {
            throw Errors.missing("attributeDefinitions");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Input definition : input.structures("AttributeDefinitions")) {
            String name = definition.text("AttributeName").orElseThrow(() -> Errors.missing("attributeName"));
            String type = definition.text("AttributeType").orElseThrow(() -> Errors.missing("attributeType"));
            attributes.put(
                    name, requireOneOf(type, "attributeDefinitions.1.member.attributeType", Set.of("S", "N", "B")));
        }
        return attributes;
    }

    private static List<TableSchema.LocalIndex> localIndexes(Input input) {
        return input.structures("LocalSecondaryIndexes").stream()
                .map(index -> new TableSchema.LocalIndex(
                        index.text("IndexName").orElseThrow(() -> Errors.missing("indexName")), keys(index)))
                .toList();
    }

    private static void requireDefined(
            List<TableSchema.Key> keys, List<TableSchema.LocalIndex> indexes, Map<String, String> attributes) {
        Set<String> used = new HashSet<>();
        keys.forEach(key -> used.add(key.attribute()));
        indexes.forEach(index -> index.keys().forEach(key -> used.add(key.attribute())));
        if (!attributes.keySet().containsAll(used)) {
            throw Errors.validation(INVALID + "Some index key attributes are not defined in AttributeDefinitions. "
                    + "Keys: " + used + ", AttributeDefinitions: " + attributes.keySet());
        }
        if (attributes.size() > used.size()) {
            throw Errors.validation(INVALID + "Number of attributes in KeySchema does not exactly match number of "
                    + "attributes defined in AttributeDefinitions");
        }
    }

    private static TableSchema.@Nullable Throughput throughput(Input input) {
        String mode = requireOneOf(
                input.text("BillingMode").orElse("PROVISIONED"),
                "billingMode",
                Set.of("PROVISIONED", "PAY_PER_REQUEST"));
        Optional<Input> throughput = input.structure("ProvisionedThroughput");
        if (mode.equals("PAY_PER_REQUEST")) {
            if (throughput.isPresent()) {
                throw Errors.validation(INVALID + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified "
                        + "when BillingMode is PAY_PER_REQUEST");
            }
            return null;
        }
        return throughput.map(NewTable::provisioned).orElseThrow(NewTable::capacityMissing);
    }

    private static TableSchema.Throughput provisioned(Input throughput) {
        long read = throughput.number("ReadCapacityUnits").orElseThrow(NewTable::capacityMissing);
        long write = throughput.number("WriteCapacityUnits").orElseThrow(NewTable::capacityMissing);
        if (Math.min(read, write) < 1) {
            throw Errors.constraint(
                    Math.min(read, write),
                    "provisionedThroughput",
                    "Member must have value greater than or equal to 1");
        }
        return new TableSchema.Throughput(read, write);
    }

    private static RuntimeException capacityMissing() {
        return Errors.validation(INVALID + "ReadCapacityUnits and WriteCapacityUnits must both be specified when "
                + "BillingMode is PROVISIONED");
    }

    private static String requireOneOf(String value, String member, Set<String> allowed) {
        if (!allowed.contains(value)) {
            throw Errors.constraint(value, member, "Member must satisfy enum value set: " + allowed);
        }
        return value;
    }
}
