package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.state.Encryption;
import io.pitrguard.sandbox.state.TableSchema;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Input;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A validated CreateTable request (API reference, CreateTable).
 *
 * @param request the whole of it, for the settings
 */
record NewTable(
        String name,
        TableSchema schema,
        Encryption encryption,
        Map<String, String> tags,
        boolean deletionProtection,
        Input request) {

    private static final Set<String> SUPPORTED = Set.of(
            "TableName",
            "KeySchema",
            "AttributeDefinitions",
            "BillingMode",
            "ProvisionedThroughput",
            "LocalSecondaryIndexes",
            "GlobalSecondaryIndexes",
            "SSESpecification",
            "StreamSpecification",
            "TableClass",
            "OnDemandThroughput",
            "WarmThroughput",
            "ResourcePolicy",
            "DeletionProtectionEnabled",
            "Tags");

    static NewTable of(Input input, AccountRegion location) {
        String name = TableNames.requireName(input.text("TableName").orElseThrow(() -> Errors.missing("tableName")));
        TableOperations.requireSupported(input, SUPPORTED);
        TableSchema schema = new TableSchema(
                IndexInput.keys(input),
                attributes(input),
                IndexInput.local(input, "LocalSecondaryIndexes"),
                IndexInput.global(input, "GlobalSecondaryIndexes"),
                throughput(input));
        requireDefined(schema);
        requireCapacityOfIndexes(schema);
        Encryption encryption =
                EncryptionInput.of(input, "SSESpecification", location).orElse(Encryption.AWS_OWNED);
        boolean deletionProtection = input.flag("DeletionProtectionEnabled").orElse(false);
        return new NewTable(name, schema, encryption, TagOperations.tags(input), deletionProtection, input);
    }

    TableState state(Account account) {
        TableState table = TableState.created(account.tables().identify(name, account.now()), schema);
        return NewSettings.apply(
                table.withEncryption(encryption)
                        .withTags(table.tags().with(tags))
                        .withDeletionProtection(deletionProtection),
                request,
                account);
    }

    /** Returns the types of attributes by their names. */
    static Map<String, String> attributes(Input input) {
        if (!input.has("AttributeDefinitions")) {
            throw Errors.missing("attributeDefinitions");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Input definition : input.structures("AttributeDefinitions")) {
            String name = definition.text("AttributeName").orElseThrow(() -> Errors.missing("attributeName"));
            String type = definition.text("AttributeType").orElseThrow(() -> Errors.missing("attributeType"));
            attributes.put(
                    name,
                    IndexInput.requireOneOf(
                            type, "attributeDefinitions.1.member.attributeType", Set.of("S", "N", "B")));
        }
        return attributes;
    }

    private static void requireDefined(TableSchema schema) {
        Map<String, String> attributes = schema.attributes();
        Set<String> used = new HashSet<>();
        schema.keys().forEach(key -> used.add(key.attribute()));
        schema.localIndexes().forEach(index -> index.keys().forEach(key -> used.add(key.attribute())));
        schema.globalIndexes().forEach(index -> index.keys().forEach(key -> used.add(key.attribute())));
        if (!attributes.keySet().containsAll(used)) {
            throw Errors.validation(IndexInput.INVALID
                    + "Some index key attributes are not defined in AttributeDefinitions. "
                    + "Keys: " + used + ", AttributeDefinitions: " + attributes.keySet());
        }
        if (attributes.size() > used.size()) {
            throw Errors.validation(IndexInput.INVALID
                    + "Number of attributes in KeySchema does not exactly match number of "
                    + "attributes defined in AttributeDefinitions");
        }
    }

    private static void requireCapacityOfIndexes(TableSchema schema) {
        boolean provisioned = schema.throughput() != null;
        if (schema.globalIndexes().stream().anyMatch(index -> (index.throughput() != null) != provisioned)) {
            throw provisioned ? IndexInput.capacityMissing() : capacityNotAllowed();
        }
    }

    private static TableSchema.@Nullable Throughput throughput(Input input) {
        String mode = IndexInput.requireOneOf(
                input.text("BillingMode").orElse("PROVISIONED"),
                "billingMode",
                Set.of("PROVISIONED", "PAY_PER_REQUEST"));
        TableSchema.Throughput throughput = IndexInput.throughput(input, "ProvisionedThroughput");
        if (mode.equals("PAY_PER_REQUEST")) {
            if (throughput != null) {
                throw capacityNotAllowed();
            }
            return null;
        }
        if (throughput == null) {
            throw IndexInput.capacityMissing();
        }
        return throughput;
    }

    private static RuntimeException capacityNotAllowed() {
        return Errors.validation(IndexInput.INVALID
                + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is "
                + "PAY_PER_REQUEST");
    }
}
