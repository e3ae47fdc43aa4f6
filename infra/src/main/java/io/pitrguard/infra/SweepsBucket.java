package io.pitrguard.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/**
 * The bucket with plans and parts of sweeps, and the latest plan's accounts. It outlives the stack: S3 deletes no bucket
 * with objects.
 */
final class SweepsBucket extends Construct {
    /** What the parts of sweeps begin with; they are evidence, and read by people only. */
    static final String SWEEPS = "sweeps/";

    private static final int DAYS = 30;

    private final Bucket bucket;

    SweepsBucket(Construct scope, String id) {
        super(scope, id);
        bucket = Bucket.Builder.create(this, "Bucket")
                .encryption(BucketEncryption.S3_MANAGED)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .enforceSsl(true)
                // A retried call overwrites its own part, and only the last one counts.
                .versioned(false)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .prefix(SWEEPS)
                        .expiration(Duration.days(DAYS))
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    Bucket bucket() {
        return bucket;
    }
}
