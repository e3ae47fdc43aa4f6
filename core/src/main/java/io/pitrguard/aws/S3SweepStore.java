package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Keeps the documents in an S3 bucket, one object for each. */
public final class S3SweepStore implements SweepStore {
    /** What reading takes of the caller's permissions, on objects of the bucket. */
    public static final String READ_ACTION = "s3:GetObject";

    /** What storing takes of the caller's permissions, on objects of the bucket. */
    public static final String WRITE_ACTION = "s3:PutObject";

    /** What listing takes on the bucket; without it, S3 does not say that an object is missing, but denies the read. */
    public static final String LIST_ACTION = "s3:ListBucket";

    private final Supplier<S3Client> client;
    private final String bucket;

    /** Keeps them in the bucket of this name. */
    public S3SweepStore(Supplier<S3Client> client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    @Override
    public Result<Optional<String>> read(String key) {
        try {
            return new Result.Success<>(Optional.of(client.get()
                    .getObjectAsBytes(b -> b.bucket(bucket).key(key))
                    .asUtf8String()));
        } catch (NoSuchKeyException missing) {
            return new Result.Success<>(Optional.empty());
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.SWEEPS_BUCKET.sort(READ_ACTION, bucket, e));
        }
    }

    @Override
    public Optional<Cause> write(String key, String json) {
        try {
            client.get()
                    .putObject(
                            b -> b.bucket(bucket).key(key).contentType("application/json"),
                            RequestBody.fromString(json));
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(DeployedResource.SWEEPS_BUCKET.sort(WRITE_ACTION, bucket, e));
        }
    }

    @Override
    public Result<Page<List<String>>> list(String prefix, Optional<String> after) {
        try {
            ListObjectsV2Response page = client.get()
                    .listObjectsV2(b -> b.bucket(bucket).prefix(prefix).continuationToken(after.orElse(null)));
            Optional<String> next = Optional.ofNullable(page.nextContinuationToken());
            boolean cut = Boolean.TRUE.equals(page.isTruncated());
            return cut && next.isEmpty()
                    ? new Result.Failure<>(new Cause(
                            Cause.Kind.BROKEN,
                            "AWS answered %s on %s without the start of the next page.".formatted(LIST_ACTION, bucket)))
                    : new Result.Success<>(new Page<>(keys(page), next.filter(_ -> cut)));
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.SWEEPS_BUCKET.sort(LIST_ACTION, bucket, e));
        }
    }

    private static List<String> keys(ListObjectsV2Response page) {
        return page.contents().stream()
                .map(S3Object::key)
                .filter(Objects::nonNull)
                .toList();
    }
}
