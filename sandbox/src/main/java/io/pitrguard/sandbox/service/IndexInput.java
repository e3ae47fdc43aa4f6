package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.TableSchema;
import io.pitrguard.sandbox.wire.Input;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys, indexes and capacity as requests give them. */
final class IndexInput {

    static final String INVALID = "One or more parameter values were invalid: ";
    private static final Set<String> PROJECTIONS = Set.of("ALL", "KEYS_ONLY", "INCLUDE");

    private IndexInput() {}

    /** Returns the KeySchema of a table or of an index. */
    static List<TableSchema.Key> keys(Input input) {
        if (!input.has("KeySchema")) {
            throw Errors.missing("keySchema");
        }
        List<TableSchema.Key> keys =
                input.structures("KeySchema").stream().map(IndexInput::key).toList();
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

    /** Returns the local secondary indexes of a member. */
    static List<TableSchema.LocalIndex> local(Input input, String member) {
        return input.structures(member).stream()
                .map(index -> new TableSchema.LocalIndex(name(index), keys(index), projection(index)))
                .toList();
    }

    /** Returns the global secondary indexes of a member. */
    static List<TableSchema.GlobalIndex> global(Input input, String member) {
        return input.structures(member).stream().map(IndexInput::global).toList();
    }

    /** Returns the capacity of a member; null when it is missing. */
    static TableSchema.@Nullable Throughput throughput(Input input, String member) {
        return input.structure(member).map(IndexInput::provisioned).orElse(null);
    }

    /** Returns the value if it is one of those allowed. */
    static String requireOneOf(String value, String member, Set<String> allowed) {
        if (!allowed.contains(value)) {
            throw Errors.constraint(value, member, "Member must satisfy enum value set: " + allowed);
        }
        return value;
    }

    static RuntimeException capacityMissing() {
        return Errors.validation(INVALID + "ReadCapacityUnits and WriteCapacityUnits must both be specified when "
                + "BillingMode is PROVISIONED");
    }

    /** Returns one global secondary index. */
    static TableSchema.GlobalIndex global(Input index) {
        return new TableSchema.GlobalIndex(
                name(index), keys(index), projection(index), throughput(index, "ProvisionedThroughput"));
    }

    /** Returns the name of an index. */
    static String name(Input index) {
        return index.text("IndexName").orElseThrow(() -> Errors.missing("indexName"));
    }

    private static TableSchema.Projection projection(Input index) {
        Input projection = index.structure("Projection").orElseThrow(() -> Errors.missing("projection"));
        String type =
                requireOneOf(projection.text("ProjectionType").orElse("ALL"), "projection.projectionType", PROJECTIONS);
        return new TableSchema.Projection(type, projection.texts("NonKeyAttributes"));
    }

    private static TableSchema.Key key(Input element) {
        String attribute = element.text("AttributeName").orElseThrow(() -> Errors.missing("keySchema.attributeName"));
        String type = element.text("KeyType").orElseThrow(() -> Errors.missing("keySchema.keyType"));
        return new TableSchema.Key(
                attribute, requireOneOf(type, "keySchema.1.member.keyType", Set.of("HASH", "RANGE")));
    }

    private static TableSchema.Throughput provisioned(Input throughput) {
        long read = throughput.number("ReadCapacityUnits").orElseThrow(IndexInput::capacityMissing);
        long write = throughput.number("WriteCapacityUnits").orElseThrow(IndexInput::capacityMissing);
        if (Math.min(read, write) < 1) {
            throw Errors.constraint(
                    Math.min(read, write),
                    "provisionedThroughput",
                    "Member must have value greater than or equal to 1");
        }
        return new TableSchema.Throughput(read, write);
    }
}
