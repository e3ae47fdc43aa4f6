package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Keeps the documents in an S3 bucket, one object for each. */
public final class S3SweepStore implements SweepStore {
    /** What reading takes of the caller's permissions, on objects of the bucket. */
    public static final String READ_ACTION = "s3:GetObject";

    /** What storing takes of the caller's permissions, on objects of the bucket. */
    public static final String WRITE_ACTION = "s3:PutObject";

    /** What listing takes on the bucket; without it, S3 does not say that an object is missing, but denies the read. */
    public static final String LIST_ACTION = "s3:ListBucket";

    private static final int PRECONDITION_FAILED = 412;
    // Without it the answer is not S3's, and a document that it seems to have stored may not be.
    private static final String TAG = "the object's ETag";

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
            ResponseBytes<GetObjectResponse> object =
                    client.get().getObjectAsBytes(b -> b.bucket(bucket).key(key));
            return object.response().eTag() == null
                    ? new Result.Failure<>(broken(READ_ACTION, TAG))
                    : new Result.Success<>(Optional.of(object.asUtf8String()));
        } catch (NoSuchKeyException missing) {
            return new Result.Success<>(Optional.empty());
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.SWEEPS_BUCKET.sort(READ_ACTION, bucket, e));
        }
    }

    @Override
    public Optional<Cause> write(String key, String json) {
        try {
            return stored(client.get()
                    .putObject(
                            b -> b.bucket(bucket).key(key).contentType("application/json"),
                            RequestBody.fromString(json)));
        } catch (SdkException e) {
            return Optional.of(DeployedResource.SWEEPS_BUCKET.sort(WRITE_ACTION, bucket, e));
        }
    }

    /** S3 answers 412 where there is an object, and 409 where another write of the same key is under way. */
    @Override
    public Result<Boolean> writeNew(String key, String json) {
        try {
            return stored(client.get()
                            .putObject(
                                    b -> b.bucket(bucket)
                                            .key(key)
                                            .contentType("application/json")
                                            .ifNoneMatch("*"),
                                    RequestBody.fromString(json)))
                    .<Result<Boolean>>map(Result.Failure::new)
                    .orElseGet(() -> new Result.Success<>(true));
        } catch (S3Exception e) {
            return e.statusCode() == PRECONDITION_FAILED
                    ? new Result.Success<>(false)
                    : new Result.Failure<>(DeployedResource.SWEEPS_BUCKET.sort(WRITE_ACTION, bucket, e));
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.SWEEPS_BUCKET.sort(WRITE_ACTION, bucket, e));
        }
    }

    @Override
    public Result<Page<List<String>>> list(String prefix, Optional<String> after) {
        try {
            ListObjectsV2Response page = client.get()
                    .listObjectsV2(b -> b.bucket(bucket).prefix(prefix).continuationToken(after.orElse(null)));
            Optional<String> next = Optional.ofNullable(page.nextContinuationToken());
            @Nullable Boolean cut = page.isTruncated();
            if (cut == null) {
                return new Result.Failure<>(broken(LIST_ACTION, "whether there is another page"));
            }
            return cut && next.isEmpty()
                    ? new Result.Failure<>(broken(LIST_ACTION, "the start of the next page"))
                    : new Result.Success<>(new Page<>(keys(page), next.filter(_ -> cut)));
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.SWEEPS_BUCKET.sort(LIST_ACTION, bucket, e));
        }
    }

    /** Returns why a document is not stored although S3 seems to have answered; empty if it is. */
    private Optional<Cause> stored(PutObjectResponse answer) {
        return answer.eTag() == null ? Optional.of(broken(WRITE_ACTION, TAG)) : Optional.empty();
    }

    private Cause broken(String action, String missing) {
        return new Cause(Cause.Kind.BROKEN, "AWS answered %s on %s without %s.".formatted(action, bucket, missing));
    }

    private static List<String> keys(ListObjectsV2Response page) {
        return page.contents().stream()
                .map(S3Object::key)
                .filter(Objects::nonNull)
                .toList();
    }
}
