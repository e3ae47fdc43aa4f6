package io.pitrguard.port;

import java.time.Instant;
import java.util.Optional;

/** The configuration items that AWS Config recorded. Never throws for what AWS answers. */
@FunctionalInterface
public interface RecordedItems {
    /**
     * What Config recorded of a resource.
     *
     * @param status {@code OK}, {@code ResourceDeleted}, …
     * @param capturedAt when Config looked; orders the verdicts that follow from it
     * @param continuousBackups the JSON under {@code supplementaryConfiguration.ContinuousBackupsDescription}; empty
     *     where the item has none
     */
    record Item(
            String resourceType,
            String resourceId,
            String status,
            Instant capturedAt,
            Optional<String> continuousBackups) {}

    /** Reads the newest item of a resource. */
    Result<Item> latest(String resourceType, String resourceId);
}
