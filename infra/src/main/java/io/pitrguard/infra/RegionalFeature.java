package io.pitrguard.infra;

import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.regioninfo.RegionInfo;

/** A feature of Lambda that some regions lack: the only list of what differs between regions. */
enum RegionalFeature {
    /** https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html#snapstart-supported-regions */
    SNAP_START(
            Set.of("aws-us-gov", "aws-cn", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"),
            Set.of("ap-southeast-6", "ap-east-2", "ca-west-1", "mx-central-1"),
            false),
    /** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
    JSON_LOGS(Set.of("aws-us-gov"), Set.of(), true),
    /** https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html */
    RECURSION_DETECTION(Set.of("aws-cn"), Set.of(), true);

    // Set.of returns an immutable set, which its type does not show.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> lackingPartitions;

    // As above.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> lackingRegions;

    private final boolean newRegions;

    /**
     * Creates a feature.
     *
     * @param newRegions whether a region that the CDK does not know yet has it
     */
    RegionalFeature(Set<String> lackingPartitions, Set<String> lackingRegions, boolean newRegions) {
        this.lackingPartitions = lackingPartitions;
        this.lackingRegions = lackingRegions;
        this.newRegions = newRegions;
    }

    /**
     * Returns whether a region has the feature.
     *
     * @param region empty for a template of no certain region, which is one for the large regions
     */
    boolean in(Optional<String> region) {
        return region.map(this::isIn).orElse(true);
    }

    private boolean isIn(String region) {
        return !lackingRegions.contains(region)
                && Optional.ofNullable(RegionInfo.get(region).getPartition())
                        .map(partition -> !lackingPartitions.contains(partition))
                        .orElse(newRegions);
    }
}
