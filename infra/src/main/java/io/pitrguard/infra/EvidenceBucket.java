package io.pitrguard.infra;

import io.pitrguard.infra.DeploymentOptions.Evidence;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectLockRetention;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/** The bucket with the reports of sweeps, every version of them. It outlives the stack: S3 deletes no bucket with objects. */
final class EvidenceBucket extends Construct {
    /** What the keys of all reports begin with. */
    static final String FOLDER = "evidence/";

    /** How long a report stays that somebody deleted or wrote over: {@code report --verify} finds it until then. */
    private static final int DAYS_AFTER_DELETION = 30;

    private final Bucket bucket;

    /**
     * Creates the bucket.
     *
     * @param key the user's key, which outlives the stack, too; empty for one that S3 manages
     */
    EvidenceBucket(Construct scope, String id, Evidence evidence, Optional<IKey> key) {
        super(scope, id);
        Bucket.Builder builder = Bucket.Builder.create(this, "Bucket")
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .enforceSsl(true)
                .versioned(true)
                // It costs nothing; turned on later, it would be another bucket.
                .objectLockEnabled(true)
                .lifecycleRules(rules(evidence.days()))
                .removalPolicy(RemovalPolicy.RETAIN);
        key.ifPresentOrElse(
                own -> builder.encryption(BucketEncryption.KMS)
                        .encryptionKey(own)
                        .bucketKeyEnabled(true),
                () -> builder.encryption(BucketEncryption.S3_MANAGED));
        evidence.lock().ifPresent(lock -> builder.objectLockDefaultRetention(retention(lock)));
        bucket = builder.build();
    }

    private static List<LifecycleRule> rules(int days) {
        return List.of(
                LifecycleRule.builder()
                        .expiration(Duration.days(days))
                        .noncurrentVersionExpiration(Duration.days(DAYS_AFTER_DELETION))
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build(),
                LifecycleRule.builder().expiredObjectDeleteMarker(true).build());
    }

    private static ObjectLockRetention retention(DeploymentOptions.Lock lock) {
        Duration days = Duration.days(lock.days());
        return lock.compliance() ? ObjectLockRetention.compliance(days) : ObjectLockRetention.governance(days);
    }

    Bucket bucket() {
        return bucket;
    }
}
