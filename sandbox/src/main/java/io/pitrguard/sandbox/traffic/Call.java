package io.pitrguard.sandbox.traffic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call and how it was answered.
 *
 * @param account whose credentials the call was signed with; null when it was not signed
 * @param operation as the caller named it; empty when it named none
 * @param table the name, also when the caller gave an ARN; the first, when there are several; for SQS the queue's,
 *     for CloudTrail the trail's, for EventBridge the rule's, for S3 the object's key; null for a call on none of them
 * @param at on the sandbox's clock
 * @param status of HTTP; 0 when the connection was dropped
 * @param error the error code; null for success
 */
public record Call(
        @Nullable String account,
        String operation,
        @Nullable String table,
        Instant at,
        int status,
        @Nullable String error) {

    /** Returns whether the call was throttled. */
    public boolean throttled() {
        return error != null
                && switch (error) {
                    case "ThrottlingException",
                            "ThrottledException",
                            "Throttling",
                            "ProvisionedThroughputExceededException",
                            "RequestLimitExceeded",
                            "RequestThrottled" -> true;
                    default -> false;
                };
    }
}
