package io.pitrguard.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/** Where AWS Config and CloudTrail put what they record; it outlives the stack, because S3 deletes no full bucket. */
final class RecordsBucket extends Construct {
    private final Bucket bucket;

    /**
     * Makes the bucket.
     *
     * @param days how long records are kept
     */
    RecordsBucket(Construct scope, String id, int days) {
        super(scope, id);
        bucket = Bucket.Builder.create(this, "Bucket")
                .encryption(BucketEncryption.S3_MANAGED)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .enforceSsl(true)
                .versioned(true)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .expiration(Duration.days(days))
                        .noncurrentVersionExpiration(Duration.days(1))
                        .build()))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    Bucket bucket() {
        return bucket;
    }

    /** Lets a service look at the bucket and write below a prefix, for this account only. */
    void letWrite(String service, String prefix) {
        allow(service, List.of("s3:GetBucketAcl", "s3:ListBucket"), bucket.getBucketArn(), Map.of());
        allow(
                service,
                List.of("s3:PutObject"),
                bucket.arnForObjects(prefix + "AWSLogs/" + Stack.of(this).getAccount() + "/*"),
                Map.of("s3:x-amz-acl", "bucket-owner-full-control"));
    }

    private void allow(String service, List<String> actions, String on, Map<String, String> condition) {
        Map<String, String> all = new TreeMap<>(condition);
        all.put("aws:SourceAccount", Stack.of(this).getAccount());
        bucket.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal(service)))
                .actions(actions)
                .resources(List.of(on))
                .conditions(Map.of("StringEquals", all))
                .build());
    }
}
