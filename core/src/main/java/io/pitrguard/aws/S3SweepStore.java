package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** TEMPORARY local seam. */
public final class S3SweepStore implements SweepStore {
    private final S3Client client;
    private final String bucket;

    public S3SweepStore(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    @Override
    public Result<Optional<String>> read(String key) {
        try {
            return new Result.Success<>(Optional.of(client.getObjectAsBytes(b -> b.bucket(bucket).key(key))
                    .asString(StandardCharsets.UTF_8)));
        } catch (NoSuchKeyException e) {
            return new Result.Success<>(Optional.empty());
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort("s3:GetObject", key + " in bucket " + bucket, e));
        }
    }

    @Override
    public Optional<Cause> write(String key, String json) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Result<Page<List<String>>> list(String prefix, Optional<String> after) {
        throw new UnsupportedOperationException();
    }
}
