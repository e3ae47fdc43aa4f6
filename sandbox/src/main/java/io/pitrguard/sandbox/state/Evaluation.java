package io.pitrguard.sandbox.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One verdict on one resource, as PutEvaluations sends it.
 *
 * @param annotation 1 to 256 characters; null for none
 * @param orderingTimestamp decides between two verdicts on the same resource
 */
public record Evaluation(
        String resourceType,
        String resourceId,
        Compliance compliance,
        @Nullable String annotation,
        Instant orderingTimestamp) {}
