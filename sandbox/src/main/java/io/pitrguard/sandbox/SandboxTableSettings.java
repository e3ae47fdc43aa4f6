package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.ContributorInsights.Insights;
import io.pitrguard.sandbox.state.Encryption;
import io.pitrguard.sandbox.state.KinesisDestinations.Destination;
import io.pitrguard.sandbox.state.Lag;
import io.pitrguard.sandbox.state.OnDemandMaxima.Maximum;
import io.pitrguard.sandbox.state.ResourcePolicies.Policy;
import io.pitrguard.sandbox.state.TableSchema;
import io.pitrguard.sandbox.state.TableSchema.GlobalIndex;
import io.pitrguard.sandbox.state.TableSchema.Projection;
import io.pitrguard.sandbox.state.TableSchema.Throughput;
import io.pitrguard.sandbox.state.TableSettings;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.state.TimeToLive;
import io.pitrguard.sandbox.state.WarmThroughput.Units;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The settings of one table: sets each directly, which every read sees at once and no limit counts. */
public final class SandboxTableSettings {

    private final String arn;
    private final Supplier<TableSettings> state;
    private final Consumer<UnaryOperator<TableState>> table;
    private final Instant now;

    /**
     * The settings of a table.
     *
     * @param state reads them
     * @param table changes the table
     */
    SandboxTableSettings(
            String arn, Instant now, Supplier<TableSettings> state, Consumer<UnaryOperator<TableState>> table) {
        this.arn = arn;
        this.now = now;
        this.state = state;
        this.table = table;
    }

    /** Sets the table class, {@code STANDARD} or {@code STANDARD_INFREQUENT_ACCESS}. */
    public SandboxTableSettings tableClass(String name) {
        return settings(old -> old.withTableClass(name));
    }

    /** Provisions capacity, of the table and, the same, of each global secondary index. */
    public SandboxTableSettings provisioned(long read, long write) {
        Throughput capacity = new Throughput(read, write);
        return schema(old -> old.withIndexes(
                        old.localIndexes(),
                        old.globalIndexes().stream()
                                .map(index -> index.with(capacity))
                                .toList())
                .withThroughput(capacity));
    }

    /** Sets on-demand capacity. */
    public SandboxTableSettings onDemand() {
        return schema(TableSchema::withoutThroughput);
    }

    /**
     * Sets the maximum on-demand throughput of the table, in units per second.
     *
     * @param read -1 for none
     * @param write -1 for none
     */
    public SandboxTableSettings onDemandMaximum(long read, long write) {
        return onDemandMaximum("", read, write);
    }

    /** The same for a global secondary index. */
    public SandboxTableSettings onDemandMaximum(String index, long read, long write) {
        return settings(old -> old.with(old.maxima().with(index, new Maximum(read, write))));
    }

    /** Sets the warm throughput of the table, in units per second. */
    public SandboxTableSettings warm(long read, long write) {
        return settings(old -> old.with(old.warm().with("", new Units(read, write))));
    }

    /**
     * Adds a global secondary index on attributes of type String, which holds all attributes.
     *
     * @param keys the partition key, and the sort key if there is one
     */
    public SandboxTableSettings globalIndex(String name, String... keys) {
        TableSchema keyed = TableSchema.keyed(keys);
        return schema(old -> {
            Map<String, String> attributes = new LinkedHashMap<>(old.attributes());
            keyed.attributes().forEach(attributes::putIfAbsent);
            List<GlobalIndex> indexes = new ArrayList<>(old.globalIndexes());
            indexes.add(new GlobalIndex(name, keyed.keys(), Projection.ALL, old.throughput()));
            return new TableSchema(old.keys(), attributes, old.localIndexes(), indexes, old.throughput());
        });
    }

    /** Encrypts the table with a key in KMS. */
    public SandboxTableSettings encrypted(String keyArn) {
        return change(old -> old.withEncryption(new Encryption(keyArn)));
    }

    /** Enables a new stream, such as one with {@code NEW_AND_OLD_IMAGES}; another one is disabled before. */
    public SandboxTableSettings stream(String viewType) {
        return settings(old -> old.with(old.streams().disabled().enabled(viewType, now)));
    }

    /** Disables the stream. */
    public SandboxTableSettings withoutStream() {
        return settings(old -> old.with(old.streams().disabled()));
    }

    /** Replaces all tags of the latest stream. */
    public SandboxTableSettings streamTags(Map<String, String> tags) {
        return settings(
                old -> old.with(old.streams().tagged(old.streams().latestLabel().orElseThrow(), tags)));
    }

    /** Sets the attribute by which items expire. */
    public SandboxTableSettings timeToLive(String attribute) {
        return settings(old -> old.with(new TimeToLive(attribute, null, Instant.MIN)));
    }

    /** Sets the resource policy of the table. */
    public SandboxTableSettings resourcePolicy(String document) {
        Policy policy = new Policy(document, Long.toString(now.toEpochMilli()));
        return settings(old -> old.with(old.policies().write("", Optional.of(policy), now, Lag.NONE)));
    }

    /**
     * Adds a Kinesis data stream as a destination, with timestamps in milliseconds.
     *
     * @param status {@code ACTIVE}, {@code DISABLED} or {@code ENABLE_FAILED}
     */
    public SandboxTableSettings kinesis(String streamArn, String status) {
        Destination destination = new Destination(streamArn, status, "MILLISECOND", Instant.MIN);
        return settings(old -> old.with(old.kinesis().with(destination)));
    }

    /** Enables contributor insights for the table, in a mode such as {@code THROTTLED_KEYS}. */
    public SandboxTableSettings insights(String mode) {
        return insights("", mode);
    }

    /** The same for a global secondary index. */
    public SandboxTableSettings insights(String index, String mode) {
        Insights insights = new Insights(true, mode, now, Instant.MIN);
        return settings(old -> old.with(old.insights().with(index, insights)));
    }

    /** Lets DescribeTable show replicas in these regions; nothing is replicated. */
    public SandboxTableSettings replicas(String... regions) {
        return unknown(
                "Replicas",
                Arrays.stream(regions)
                        .map("{\"RegionName\":\"%s\",\"ReplicaStatus\":\"ACTIVE\"}"::formatted)
                        .collect(Collectors.joining(",", "[", "]")));
    }

    /**
     * Lets DescribeTable show a member that it does not have yet.
     *
     * @param json its value
     */
    public SandboxTableSettings unknown(String member, String json) {
        return settings(old -> {
            Map<String, String> members = new TreeMap<>(old.unknown());
            members.put(member, json);
            return old.withUnknown(members);
        });
    }

    /** Returns the ARN of the stream that was enabled last; empty when there was none. */
    public Optional<String> latestStreamArn() {
        return state().streams().latestLabel().map(label -> arn + "/stream/" + label);
    }

    /** Returns all settings. */
    public TableSettings state() {
        return state.get();
    }

    private SandboxTableSettings settings(UnaryOperator<TableSettings> change) {
        return change(old -> old.withSettings(change.apply(old.settings())));
    }

    private SandboxTableSettings schema(UnaryOperator<TableSchema> change) {
        return change(old -> old.withSchema(change.apply(old.schema())));
    }

    private SandboxTableSettings change(UnaryOperator<TableState> change) {
        table.accept(change);
        return this;
    }
}
