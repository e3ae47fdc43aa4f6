package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** A resource that a deployment makes and that everything else only names: it may not exist, or not here. */
enum DeployedResource {
    LEDGER("table", "name the ledger of a deployment (--ledger or PITR_GUARD_LEDGER_TABLE)"),
    DRIFT_QUEUE("queue", "name the drift queue of a deployment (PITR_GUARD_DRIFT_QUEUE_URL)"),
    DEAD_LETTER_QUEUE(
            "queue",
            "name the drift function's dead-letter queue in this region (--queue or PITR_GUARD_DRIFT_DLQ_URL, --region)"),
    SWEEPS_BUCKET("bucket", "name the bucket of a deployment (PITR_GUARD_SWEEPS_BUCKET)"),
    EVIDENCE_BUCKET("bucket", "name the bucket of evidence (--bucket or PITR_GUARD_EVIDENCE_BUCKET)");

    private static final Set<String> MISSING = Set.of(
            "ResourceNotFoundException",
            "QueueDoesNotExist",
            "NoSuchBucket",
            // The code of the query protocol, which the SDK still gives.
            "AWS.SimpleQueueService.NonExistentQueue");

    private final String noun;
    private final String alternative;

    DeployedResource(String noun, String alternative) {
        this.noun = noun;
        this.alternative = alternative;
    }

    /**
     * Sorts the failure of a call on a resource of this kind.
     *
     * @param action what was called, as an IAM action such as {@code dynamodb:Query}
     * @param name the resource's name or URL
     */
    Cause sort(String action, String name, SdkException e) {
        return e instanceof AwsServiceException service && MISSING.contains(AwsErrors.code(service))
                ? new Cause(
                        Cause.Kind.MISSING,
                        "There is no %s %s in this account and region (%s: %s: %s)."
                                .formatted(noun, name, action, AwsErrors.code(service), AwsErrors.detail(service)),
                        Optional.of("Deploy pitr-guard there, or " + alternative + "."))
                : AwsErrors.sort(action, name, e);
    }
}
