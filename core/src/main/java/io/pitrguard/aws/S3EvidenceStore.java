package io.pitrguard.aws;

import io.pitrguard.domain.evidence.EvidenceObject;
import io.pitrguard.domain.evidence.Sha256;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.EvidenceStore;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.Result;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Keeps evidence in an S3 bucket with versions. S3 itself checks the SHA-256 of what it stores. */
public final class S3EvidenceStore implements EvidenceStore {
    /** What storing takes of the caller's permissions, on objects of the bucket. */
    public static final String WRITE_ACTION = "s3:PutObject";

    /** What reading takes on objects, the newest version and others. */
    public static final Set<String> READ_ACTIONS = Set.of("s3:GetObject", "s3:GetObjectVersion");

    /** What listing takes on the bucket. */
    public static final String LIST_ACTION = "s3:ListBucketVersions";

    /** What S3 calls an object that does not exist, or not in that version. */
    private static final Set<String> NONE = Set.of("NoSuchKey", "NoSuchVersion", "InvalidVersion", "MethodNotAllowed");

    private static final int PRECONDITION_FAILED = 412;

    /** Two invocations of the same sweep write at once: the other one may have the key. */
    private static final String CONFLICT = "ConditionalRequestConflict";

    private static final int CHUNK = 65_536;

    private final Supplier<S3Client> client;
    private final String bucket;

    /** Keeps it in the bucket of this name. */
    public S3EvidenceStore(Supplier<S3Client> client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    @Override
    public String bucket() {
        return bucket;
    }

    /** S3 answers 412 where there is an object, and 409 where another write of the same key is under way. */
    @Override
    public Result<Optional<EvidenceObject>> writeNew(String key, String contentType, byte[] content) {
        String digest = Sha256.of(content);
        try {
            PutObjectResponse answer = client.get()
                    .putObject(
                            b -> b.bucket(bucket)
                                    .key(key)
                                    .contentType(contentType)
                                    .checksumSHA256(base64(digest))
                                    .ifNoneMatch("*"),
                            RequestBody.fromBytes(content));
            return object(WRITE_ACTION, key, answer.eTag(), answer.versionId(), digest);
        } catch (S3Exception e) {
            return e.statusCode() == PRECONDITION_FAILED || AwsErrors.code(e).equals(CONFLICT)
                    ? new Result.Success<>(Optional.empty())
                    : new Result.Failure<>(sorted(WRITE_ACTION, e));
        } catch (SdkException e) {
            return new Result.Failure<>(sorted(WRITE_ACTION, e));
        }
    }

    @Override
    public Result<Optional<EvidenceObject>> newest(String key) {
        return read("s3:GetObject", key, null);
    }

    @Override
    public Result<Optional<EvidenceObject>> version(String key, String version) {
        return read("s3:GetObjectVersion", key, version);
    }

    @Override
    public Result<List<StoredKey>> keys(String prefix) {
        try {
            SortedMap<String, Instant> keys = new TreeMap<>();
            PageTrail<List<String>> trail = new PageTrail<>();
            ListObjectVersionsResponse page = page(prefix, null, null);
            add(page, keys);
            while (Objects.requireNonNullElse(page.isTruncated(), false)) {
                if (page.nextKeyMarker() == null
                        || trail.isEndless(List.of(page.nextKeyMarker(), String.valueOf(page.nextVersionIdMarker())))) {
                    return new Result.Failure<>(broken("AWS answered %s on %s without the start of the next page."
                            .formatted(LIST_ACTION, bucket)));
                }
                page = page(prefix, page.nextKeyMarker(), page.nextVersionIdMarker());
                add(page, keys);
            }
            return page.isTruncated() == null
                    ? new Result.Failure<>(broken("AWS answered %s on %s without saying whether there is another page."
                            .formatted(LIST_ACTION, bucket)))
                    : new Result.Success<>(keys.entrySet().stream()
                            .map(each -> new StoredKey(each.getKey(), each.getValue()))
                            .toList());
        } catch (SdkException e) {
            return new Result.Failure<>(sorted(LIST_ACTION, e));
        }
    }

    private ListObjectVersionsResponse page(String prefix, @Nullable String key, @Nullable String version) {
        return client.get()
                .listObjectVersions(
                        b -> b.bucket(bucket).prefix(prefix).keyMarker(key).versionIdMarker(version));
    }

    /** A version without a time may be of any. */
    private static void add(ListObjectVersionsResponse page, Map<String, Instant> keys) {
        page.versions().stream()
                .filter(version -> version != null && version.key() != null)
                .forEach(version -> keys.merge(
                        version.key(),
                        Objects.requireNonNullElse(version.lastModified(), Instant.EPOCH),
                        (one, other) -> one.isBefore(other) ? one : other));
    }

    private Result<Optional<EvidenceObject>> read(String action, String key, @Nullable String version) {
        try (ResponseInputStream<GetObjectResponse> object =
                client.get().getObject(b -> b.bucket(bucket).key(key).versionId(version))) {
            MessageDigest digest = Sha256.start();
            byte[] chunk = new byte[CHUNK];
            for (int length = object.read(chunk); length >= 0; length = object.read(chunk)) {
                digest.update(chunk, 0, length);
            }
            return object(
                    action,
                    key,
                    object.response().eTag(),
                    object.response().versionId(),
                    HexFormat.of().formatHex(digest.digest()));
        } catch (S3Exception e) {
            return NONE.contains(AwsErrors.code(e))
                    ? new Result.Success<>(Optional.empty())
                    : new Result.Failure<>(sorted(action, e));
        } catch (SdkException e) {
            return new Result.Failure<>(sorted(action, e));
        } catch (IOException e) {
            return new Result.Failure<>(broken("%s on %s ended early: %s.".formatted(action, key, e.getMessage())));
        }
    }

    private Result<Optional<EvidenceObject>> object(
            String action, String key, @Nullable String tag, @Nullable String version, String digest) {
        // Without it the answer is not S3's, and an object that it seems to have stored may not be.
        if (tag == null) {
            return new Result.Failure<>(
                    broken("AWS answered %s on %s without the object's ETag.".formatted(action, bucket)));
        }
        if (version == null) {
            return new Result.Failure<>(new Cause(
                    Cause.Kind.REFUSED,
                    "The bucket %s keeps no versions.".formatted(bucket),
                    Optional.of("Turn its versioning on; without it, evidence could be replaced.")));
        }
        return new Result.Success<>(Optional.of(new EvidenceObject(key, version, digest)));
    }

    private Cause sorted(String action, SdkException e) {
        return DeployedResource.EVIDENCE_BUCKET.sort(action, bucket, e);
    }

    private static Cause broken(String what) {
        return new Cause(Cause.Kind.BROKEN, what);
    }

    private static String base64(String digest) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest));
    }
}
