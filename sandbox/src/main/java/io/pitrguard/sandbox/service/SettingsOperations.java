package io.pitrguard.sandbox.service;

import java.util.Map;

/** The operations on settings of tables. */
final class SettingsOperations {

    private SettingsOperations() {}

    /** Returns all of them, by name. */
    static Map<String, Operation> all() {
        return Map.ofEntries(
                Map.entry("UpdateTable", UpdateTableOperation::update),
                Map.entry("DescribeTimeToLive", TimeToLiveOperations::describe),
                Map.entry("UpdateTimeToLive", TimeToLiveOperations::update),
                Map.entry("ListTagsOfResource", TagOperations::list),
                Map.entry("TagResource", TagOperations::tag),
                Map.entry("UntagResource", TagOperations::untag),
                Map.entry("GetResourcePolicy", ResourcePolicyOperations::get),
                Map.entry("PutResourcePolicy", ResourcePolicyOperations::put),
                Map.entry("DeleteResourcePolicy", ResourcePolicyOperations::delete),
                Map.entry("DescribeKinesisStreamingDestination", KinesisOperations::describe),
                Map.entry("EnableKinesisStreamingDestination", KinesisOperations::enable),
                Map.entry("DisableKinesisStreamingDestination", KinesisOperations::disable),
                Map.entry("UpdateKinesisStreamingDestination", KinesisOperations::update),
                Map.entry("DescribeTableReplicaAutoScaling", ReplicaScalingOperation::describe),
                Map.entry("DescribeContributorInsights", InsightsOperations::describe),
                Map.entry("UpdateContributorInsights", InsightsOperations::update),
                Map.entry("ListContributorInsights", InsightsOperations::list));
    }
}
