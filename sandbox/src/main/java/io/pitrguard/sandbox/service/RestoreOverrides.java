package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Encryption;
import io.pitrguard.sandbox.state.OnDemandMaxima;
import io.pitrguard.sandbox.state.TableSchema;
import io.pitrguard.sandbox.state.TableSettings;
import io.pitrguard.sandbox.state.TableSize;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a restore changes of what it carries (API reference, RestoreTableToPointInTime, Request Parameters). */
final class RestoreOverrides {

    private static final String BILLING = "BillingModeOverride";
    private static final String CAPACITY = "ProvisionedThroughputOverride";
    private static final String MAXIMA = "OnDemandThroughputOverride";
    private static final String LOCAL = "LocalSecondaryIndexOverride";
    private static final String GLOBAL = "GlobalSecondaryIndexOverride";
    private static final String ENCRYPTION = "SSESpecificationOverride";
    private static final Set<String> MODES = Set.of("PROVISIONED", "PAY_PER_REQUEST");

    private RestoreOverrides() {}

    /** Refuses members that are neither overrides nor among the given ones. */
    static void requireSupported(Input input, Set<String> others) {
        List<String> supported = new ArrayList<>(List.of(BILLING, CAPACITY, MAXIMA, LOCAL, GLOBAL, ENCRYPTION));
        supported.addAll(others);
        TableOperations.requireSupported(input, supported);
    }

    /** Returns the source with the indexes, capacity, encryption and settings of the new table. */
    static TableState apply(Input input, TableState source, boolean toOtherRegion, Account account) {
        TableSchema schema = schema(input, source.schema());
        TableSize size = source.size();
        boolean withoutLocal = input.has(LOCAL) && schema.localIndexes().isEmpty();
        return source.withSchema(schema)
                .withSize(withoutLocal ? new TableSize(size.bytes(), 0) : size)
                .withEncryption(encryption(input, source, toOtherRegion, account))
                .withSettings(settings(input, source, schema));
    }

    private static TableSchema schema(Input input, TableSchema source) {
        String mode = input.text(BILLING)
                .map(given -> IndexInput.requireOneOf(given, "billingModeOverride", MODES))
                .orElse(source.throughput() == null ? "PAY_PER_REQUEST" : "PROVISIONED");
        TableSchema.Throughput given = IndexInput.throughput(input, CAPACITY);
        boolean onDemand = mode.equals("PAY_PER_REQUEST");
        if (onDemand && given != null) {
            throw Errors.validation(IndexInput.INVALID
                    + "ProvisionedThroughputOverride cannot be specified when BillingMode is PAY_PER_REQUEST");
        }
        TableSchema.Throughput capacity = onDemand ? null : given == null ? source.throughput() : given;
        if (!onDemand && capacity == null) {
            throw IndexInput.capacityMissing();
        }
        List<TableSchema.GlobalIndex> global = global(input, source).stream()
                .map(index -> withCapacity(index, source, onDemand))
                .toList();
        return source.withIndexes(local(input, source), global).withThroughput(capacity);
    }

    private static List<TableSchema.LocalIndex> local(Input input, TableSchema source) {
        if (!input.has(LOCAL)) {
            return source.localIndexes();
        }
        List<TableSchema.LocalIndex> given = IndexInput.local(input, LOCAL);
        requireExisting(given, source.localIndexes()::contains);
        return given;
    }

    private static List<TableSchema.GlobalIndex> global(Input input, TableSchema source) {
        if (!input.has(GLOBAL)) {
            return source.globalIndexes();
        }
        if (input.structures(GLOBAL).stream().anyMatch(index -> index.has("WarmThroughput"))) {
            throw Errors.validation(IndexInput.INVALID + "WarmThroughput cannot be specified in a restore");
        }
        List<TableSchema.GlobalIndex> given = IndexInput.global(input, GLOBAL);
        requireExisting(
                given,
                index -> source.globalIndexes().stream()
                        .anyMatch(existing -> existing.with(null).equals(index.with(null))));
        return given;
    }

    // "The indexes provided should match existing secondary indexes" (API reference).
    private static <T> void requireExisting(List<T> given, Predicate<T> exists) {
        for (T index : given) {
            if (!exists.test(index)) {
                throw Errors.validation(IndexInput.INVALID
                        + "The indexes of a restore must match indexes of the source table: " + index);
            }
        }
    }

    private static TableSchema.GlobalIndex withCapacity(
            TableSchema.GlobalIndex index, TableSchema source, boolean onDemand) {
        if (onDemand) {
            return index.with(null);
        }
        TableSchema.Throughput capacity = index.throughput() == null ? carried(index, source) : index.throughput();
        if (capacity == null) {
            throw IndexInput.capacityMissing();
        }
        return index.with(capacity);
    }

    private static TableSchema.@Nullable Throughput carried(TableSchema.GlobalIndex index, TableSchema source) {
        for (TableSchema.GlobalIndex existing : source.globalIndexes()) {
            if (existing.name().equals(index.name())) {
                return existing.throughput();
            }
        }
        return null;
    }

    private static Encryption encryption(Input input, TableState source, boolean toOtherRegion, Account account) {
        Optional<Encryption> given = EncryptionInput.of(input, ENCRYPTION, account.location());
        // Keys stay in their region.
        if (given.isEmpty() && toOtherRegion && source.encryption().keyArn() != null) {
            throw Errors.validation(IndexInput.INVALID
                    + "SSESpecificationOverride must be specified to restore a table with a KMS key to another region");
        }
        return given.orElse(source.encryption());
    }

    private static TableSettings settings(Input input, TableState source, TableSchema schema) {
        TableSettings carried = source.settings().carried();
        for (TableSchema.GlobalIndex index : source.schema().globalIndexes()) {
            if (schema.globalIndexes().stream().noneMatch(kept -> kept.name().equals(index.name()))) {
                carried = carried.with(carried.maxima().without(index.name()));
            }
        }
        if (schema.throughput() != null) {
            if (input.has(MAXIMA)) {
                throw Errors.validation(IndexInput.INVALID
                        + "OnDemandThroughputOverride cannot be specified when BillingMode is PROVISIONED");
            }
            return carried.with(OnDemandMaxima.NONE);
        }
        Optional<Input> given = input.structure(MAXIMA);
        return given.isEmpty() ? carried : carried.with(carried.maxima().with("", maximum(given.get())));
    }

    private static OnDemandMaxima.Maximum maximum(Input given) {
        return new OnDemandMaxima.Maximum(
                given.number("MaxReadRequestUnits").orElse(OnDemandMaxima.UNLIMITED),
                given.number("MaxWriteRequestUnits").orElse(OnDemandMaxima.UNLIMITED));
    }
}
