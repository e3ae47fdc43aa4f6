package io.pitrguard.sandbox.state;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A configuration item: what AWS Config recorded of a resource at a moment.
 *
 * @param captured in whole milliseconds, as AWS writes it
 * @param created when the resource was created; null for one that is gone
 * @param configuration JSON; null when the status shows none
 * @param supplementary JSON by name
 */
public record ConfigItem(
        String resourceType,
        String resourceId,
        String arn,
        ItemStatus status,
        Instant captured,
        @Nullable Instant created,
        Map<String, String> tags,
        @Nullable String configuration,
        Map<String, String> supplementary) {

    /** The type of a DynamoDB table. */
    public static final String TABLE = "AWS::DynamoDB::Table";

    /** Copies, in the order of keys. */
    public ConfigItem {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        supplementary = Collections.unmodifiableMap(new TreeMap<>(supplementary));
    }

    /** Returns a copy without its supplementary configuration, as AWS Config writes it at times. */
    public ConfigItem withoutSupplementary() {
        return new ConfigItem(resourceType, resourceId, arn, status, captured, created, tags, configuration, Map.of());
    }
}
