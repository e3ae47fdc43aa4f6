package io.pitrguard.aws;

import io.pitrguard.domain.export.BucketLock;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.BucketLocks;
import io.pitrguard.port.Result;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;

/**
 * Reads S3 Object Lock.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLockConfiguration.html
 */
public final class S3BucketLocks implements BucketLocks {
    /** What reading takes of the caller's permissions, on the bucket. */
    public static final String ACTION = "s3:GetBucketObjectLockConfiguration";

    private static final String NO_BUCKET = "NoSuchBucket";
    private static final String NONE = "ObjectLockConfigurationNotFoundError";

    private final Supplier<S3Client> client;

    /** Reads with this client. */
    public S3BucketLocks(Supplier<S3Client> client) {
        this.client = client;
    }

    @Override
    public Result<BucketLock> of(String bucket) {
        try {
            ObjectLockConfiguration read = client.get()
                    .getObjectLockConfiguration(b -> b.bucket(bucket))
                    .objectLockConfiguration();
            return lock(read)
                    .<Result<BucketLock>>map(Result.Success::new)
                    .orElseGet(() -> new Result.Failure<>(new Cause(
                            Cause.Kind.BROKEN,
                            "AWS answered " + ACTION + " on " + bucket + " with a lock that is not understood.")));
        } catch (AwsServiceException e) {
            return switch (AwsErrors.code(e)) {
                case NONE -> new Result.Success<>(new BucketLock.None());
                case NO_BUCKET ->
                    new Result.Failure<>(new Cause(
                            Cause.Kind.MISSING,
                            "There is no bucket " + bucket + ".",
                            Optional.of("Check its name, or create it.")));
                default -> new Result.Failure<>(AwsErrors.sort(ACTION, bucket, e));
            };
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(ACTION, bucket, e));
        }
    }

    private static Optional<BucketLock> lock(@Nullable ObjectLockConfiguration read) {
        if (read == null || read.objectLockEnabled() != ObjectLockEnabled.ENABLED) {
            return Optional.empty();
        }
        DefaultRetention retention = read.rule() == null ? null : read.rule().defaultRetention();
        return retention == null ? Optional.of(new BucketLock.WithoutDefault()) : retained(retention);
    }

    private static Optional<BucketLock> retained(DefaultRetention retention) {
        Optional<BucketLock.Mode> mode = switch (String.valueOf(retention.modeAsString())) {
            case "COMPLIANCE" -> Optional.of(BucketLock.Mode.COMPLIANCE);
            case "GOVERNANCE" -> Optional.of(BucketLock.Mode.GOVERNANCE);
            default -> Optional.empty();
        };
        Optional<Integer> days = Optional.ofNullable(retention.days());
        Optional<Integer> years = Optional.ofNullable(retention.years());
        return mode.flatMap(known -> days.<BucketLock>map(
                        amount -> new BucketLock.Retained(known, amount, BucketLock.Unit.DAYS))
                .or(() -> years.map(amount -> new BucketLock.Retained(known, amount, BucketLock.Unit.YEARS))));
    }
}
