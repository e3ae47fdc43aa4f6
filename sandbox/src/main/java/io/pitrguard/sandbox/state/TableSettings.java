package io.pitrguard.sandbox.state;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What DynamoDB holds of a table beside its identity, keys, indexes, encryption, tags and continuous backups. One record
 * per setting; {@link #carried()} is what a restore keeps.
 *
 * @param tableClass {@code STANDARD} or {@code STANDARD_INFREQUENT_ACCESS}
 * @param maxima of on-demand throughput
 * @param unknown further members of DescribeTable, as JSON by name: what AWS may invent
 */
public record TableSettings(
        String tableClass,
        OnDemandMaxima maxima,
        WarmThroughput warm,
        TableStreams streams,
        TimeToLive timeToLive,
        ResourcePolicies policies,
        KinesisDestinations kinesis,
        ContributorInsights insights,
        TableUpdates updates,
        Map<String, String> unknown) {

    /** The default table class. */
    public static final String STANDARD = "STANDARD";

    /** The settings of a table that nobody changed. */
    public static final TableSettings NONE = new TableSettings(
            STANDARD,
            OnDemandMaxima.NONE,
            WarmThroughput.DEFAULT,
            TableStreams.NONE,
            TimeToLive.OFF,
            ResourcePolicies.NONE,
            KinesisDestinations.NONE,
            ContributorInsights.OFF,
            TableUpdates.NONE,
            Map.of());

    /** Copies. */
    public TableSettings {
        unknown = Collections.unmodifiableMap(new TreeMap<>(unknown));
    }

    /** Returns the settings of a table that is restored from one with these. */
    public TableSettings carried() {
        return NONE.with(maxima);
    }

    /** Returns the moment until which the table is UPDATING; in the past for a table that is not. */
    public Instant busyUntil() {
        return updates.busyUntil();
    }

    /** Returns a copy with another table class. */
    public TableSettings withTableClass(String value) {
        return new TableSettings(
                value, maxima, warm, streams, timeToLive, policies, kinesis, insights, updates, unknown);
    }

    /** Returns a copy with other maxima of on-demand throughput. */
    public TableSettings with(OnDemandMaxima value) {
        return new TableSettings(
                tableClass, value, warm, streams, timeToLive, policies, kinesis, insights, updates, unknown);
    }

    /** Returns a copy with another warm throughput. */
    public TableSettings with(WarmThroughput value) {
        return new TableSettings(
                tableClass, maxima, value, streams, timeToLive, policies, kinesis, insights, updates, unknown);
    }

    /** Returns a copy with other streams. */
    public TableSettings with(TableStreams value) {
        return new TableSettings(
                tableClass, maxima, warm, value, timeToLive, policies, kinesis, insights, updates, unknown);
    }

    /** Returns a copy with another time to live. */
    public TableSettings with(TimeToLive value) {
        return new TableSettings(
                tableClass, maxima, warm, streams, value, policies, kinesis, insights, updates, unknown);
    }

    /** Returns a copy with other resource policies. */
    public TableSettings with(ResourcePolicies value) {
        return new TableSettings(
                tableClass, maxima, warm, streams, timeToLive, value, kinesis, insights, updates, unknown);
    }

    /** Returns a copy with other Kinesis destinations. */
    public TableSettings with(KinesisDestinations value) {
        return new TableSettings(
                tableClass, maxima, warm, streams, timeToLive, policies, value, insights, updates, unknown);
    }

    /** Returns a copy with other contributor insights. */
    public TableSettings with(ContributorInsights value) {
        return new TableSettings(
                tableClass, maxima, warm, streams, timeToLive, policies, kinesis, value, updates, unknown);
    }

    /** Returns a copy with other records of updates. */
    public TableSettings with(TableUpdates value) {
        return new TableSettings(
                tableClass, maxima, warm, streams, timeToLive, policies, kinesis, insights, value, unknown);
    }

    /** Returns a copy with other unknown members of DescribeTable. */
    public TableSettings withUnknown(Map<String, String> value) {
        return new TableSettings(
                tableClass, maxima, warm, streams, timeToLive, policies, kinesis, insights, updates, value);
    }

    /** Returns a copy without anything that is kept for an index. */
    public TableSettings withoutIndex(String index) {
        return with(maxima.without(index)).with(warm.without(index)).with(insights.without(index));
    }
}
