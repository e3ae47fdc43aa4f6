package io.pitrguard.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/** The bucket for what AWS Config and CloudTrail record. It outlives the stack: S3 deletes no bucket with objects. */
final class RecordsBucket extends Construct {
    private final Bucket bucket;

    /**
     * Creates the bucket.
     *
     * @param days the days that records are kept
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

    /**
     * Lets one trail write under a prefix.
     * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
     */
    void allowTrail(String name, String prefix) {
        String trail = Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("cloudtrail")
                        .resource("trail")
                        .resourceName(name)
                        .build());
        allowWriting(
                "cloudtrail.amazonaws.com",
                Map.of("aws:SourceArn", trail),
                List.of("s3:GetBucketAcl"),
                prefix + "/" + logs());
    }

    /**
     * Lets AWS Config write, for this account.
     * https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
     */
    void allowConfig() {
        allowWriting(
                "config.amazonaws.com",
                Map.of("aws:SourceAccount", Stack.of(this).getAccount()),
                List.of("s3:GetBucketAcl", "s3:ListBucket"),
                logs() + "Config/");
    }

    /**
     * Lets AWS Config's role write, for this account.
     * https://docs.aws.amazon.com/config/latest/developerguide/iamrole-permissions.html
     */
    void letConfigWrite(Role role) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("s3:GetBucketAcl"))
                .resources(List.of(bucket.getBucketArn()))
                .build());
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("s3:PutObject"))
                .resources(List.of(bucket.arnForObjects(logs() + "Config/*")))
                .conditions(Map.of("StringLike", Map.of("s3:x-amz-acl", "bucket-owner-full-control")))
                .build());
    }

    private String logs() {
        return "AWSLogs/" + Stack.of(this).getAccount() + "/";
    }

    private void allowWriting(String service, Map<String, String> source, List<String> onBucket, String folder) {
        allow(service, onBucket, bucket.getBucketArn(), source);
        Map<String, String> owned = new TreeMap<>(source);
        owned.put("s3:x-amz-acl", "bucket-owner-full-control");
        allow(service, List.of("s3:PutObject"), bucket.arnForObjects(folder + "*"), owned);
    }

    private void allow(String service, List<String> actions, String on, Map<String, String> condition) {
        bucket.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal(service)))
                .actions(actions)
                .resources(List.of(on))
                .conditions(Map.of("StringEquals", condition))
                .build());
    }
}
