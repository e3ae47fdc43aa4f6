package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
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

    /** The newest item of a resource. */
    sealed interface Answer {
        /** Config has one. */
        record Found(Item item) implements Answer {}

        /** Config has none, or did not say. */
        record Failed(Cause cause) implements Answer {}
    }

    /** Looks up the newest item of a resource. */
    Answer latest(String resourceType, String resourceId);
}
