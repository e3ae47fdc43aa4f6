package io.pitrguard.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What the product relies on in S3, phrased so that it holds for AWS, for the sandbox and for moto. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ObjectContract {

    private final String bucket = "contract-" + UUID.randomUUID();
    private S3Client s3;

    /** What to check; asked once. */
    protected abstract Target target();

    @BeforeAll
    void connect() {
        s3 = target().configure(S3Client.builder(), target().region())
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        s3.createBucket(request -> request.bucket(bucket)
                .createBucketConfiguration(configuration -> configuration.locationConstraint(target().region())));
    }

    @AfterAll
    void disconnect() {
        s3.close();
    }

    @Test
    void givesBackWhatWasStored() {
        String tag = put("sweeps/1/plan.json", "{\"name\": \"übung\"}");

        ResponseBytes<GetObjectResponse> object = get("sweeps/1/plan.json");

        assertThat(object.asUtf8String()).isEqualTo("{\"name\": \"übung\"}");
        assertThat(object.response().contentType()).isEqualTo("application/json");
        assertThat(object.response().eTag()).isEqualTo(tag).matches("\"[0-9a-f]{32}\"");
        assertThat(object.response().lastModified()).isNotNull();
    }

    @Test
    void headTellsOfTheObjectWithoutItsContent() {
        put("head.json", "12345");

        HeadObjectResponse head =
                s3.headObject(request -> request.bucket(bucket).key("head.json"));

        assertThat(head.contentLength()).isEqualTo(5);
        assertThat(head.contentType()).isEqualTo("application/json");
    }

    @Test
    void aSecondPutReplacesTheFirst() {
        put("twice.json", "first");
        put("twice.json", "second");

        assertThat(get("twice.json").asUtf8String()).isEqualTo("second");
        assertThat(keys("twice", 10)).containsExactly("twice.json");
    }

    @Test
    void storesALargeObjectInChunks() {
        String large = "{\"tables\": \"" + "0123456789".repeat(200_000) + "\"}";
        put("large.json", large);

        assertThat(get("large.json").asUtf8String()).isEqualTo(large);
    }

    @Test
    void listsKeysInTheirOrderByPages() {
        List<String> all = new ArrayList<>();
        for (String name : List.of("b", "a/2", "a/10", "a/1", "c")) {
            put("pages/" + name, "x");
            all.add("pages/" + name);
        }

        assertThat(keys("pages/", 2))
                .containsExactlyElementsOf(all.stream().sorted().toList());
        assertThat(keys("pages/a/", 2)).containsExactly("pages/a/1", "pages/a/10", "pages/a/2");
        assertThat(keys("nothing/", 2)).isEmpty();
    }

    @Test
    void listsWithinAKeyThatTheCallerNames() {
        put("after/1", "x");
        put("after/2", "x");

        assertThat(s3.listObjectsV2(request ->
                                request.bucket(bucket).prefix("after/").startAfter("after/1"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("after/2");
    }

    @Test
    void keysMayHaveAnyCharacter() {
        Map<String, String> odd = Map.of("odd/a b+c", "1", "odd/ü&<x>", "2", "odd/100%", "3", "odd//double", "4");
        odd.forEach(this::put);

        odd.forEach(
                (key, content) -> assertThat(get(key).asUtf8String()).as(key).isEqualTo(content));
        assertThat(keys("odd/", 2)).containsExactlyInAnyOrderElementsOf(odd.keySet());
    }

    @Test
    void aDeletedObjectIsGone() {
        put("gone.json", "x");

        s3.deleteObject(request -> request.bucket(bucket).key("gone.json"));
        s3.deleteObject(request -> request.bucket(bucket).key("gone.json"));

        assertThatExceptionOfType(NoSuchKeyException.class)
                .isThrownBy(() -> get("gone.json"))
                .satisfies(refusal -> assertThat(refusal.statusCode()).isEqualTo(404));
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(
                        () -> s3.headObject(request -> request.bucket(bucket).key("gone.json")))
                .satisfies(refusal -> assertThat(refusal.statusCode()).isEqualTo(404));
    }

    @Test
    void keepsVersionsWhereTheBucketIsAskedTo() {
        String versioned = "versioned-" + UUID.randomUUID();
        s3.createBucket(request -> request.bucket(versioned)
                .createBucketConfiguration(configuration -> configuration.locationConstraint(target().region())));
        s3.putBucketVersioning(request -> request.bucket(versioned)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));

        String first = version(versioned, "first");
        String second = version(versioned, "second");

        assertThat(first).isNotBlank().isNotEqualTo(second);
        assertVersion(versioned, null, "second", second);
        assertVersion(versioned, first, "first", first);

        s3.deleteObject(request -> request.bucket(versioned).key("one.json"));

        assertThat(s3
                        .listObjectVersionsPaginator(request ->
                                request.bucket(versioned).prefix("one").maxKeys(1))
                        .versions()
                        .stream()
                        .map(ObjectVersion::versionId))
                .as("what is left of a deleted object")
                .containsExactlyInAnyOrder(first, second);
        assertThatExceptionOfType(NoSuchKeyException.class)
                .isThrownBy(() ->
                        s3.getObjectAsBytes(request -> request.bucket(versioned).key("one.json")));
        assertVersion(versioned, first, "first", first);

        s3.deleteObject(request -> request.bucket(versioned).key("one.json").versionId(first));

        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> assertVersion(versioned, first, "first", first))
                .satisfies(refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                        .isIn("NoSuchVersion", "NoSuchKey", "InvalidVersion"));
        assertVersion(versioned, second, "second", second);
    }

    private String version(String versioned, String content) {
        return s3.putObject(request -> request.bucket(versioned).key("one.json"), RequestBody.fromString(content))
                .versionId();
    }

    private void assertVersion(String versioned, @Nullable String version, String content, String read) {
        ResponseBytes<GetObjectResponse> object = s3.getObjectAsBytes(
                request -> request.bucket(versioned).key("one.json").versionId(version));
        assertThat(object.asUtf8String()).isEqualTo(content);
        assertThat(object.response().versionId()).isEqualTo(read);
    }

    @Test
    void aBucketThatIsNotAskedToKeepsNoVersions() {
        put("unversioned.json", "x");

        assertThat(get("unversioned.json").response().versionId()).isNull();
    }

    @Test
    void refusesABucketThatIsNotThere() {
        String missing = "missing-" + UUID.randomUUID();

        assertThatExceptionOfType(NoSuchBucketException.class)
                .isThrownBy(() -> s3.listObjectsV2(request -> request.bucket(missing)));
        assertThatExceptionOfType(NoSuchBucketException.class)
                .isThrownBy(
                        () -> s3.putObject(request -> request.bucket(missing).key("x"), RequestBody.fromString("x")));
    }

    /** Returns the client. */
    protected S3Client s3() {
        return s3;
    }

    /** Returns the bucket. */
    protected String bucket() {
        return bucket;
    }

    private String put(String key, String content) {
        return s3.putObject(
                        request -> request.bucket(bucket).key(key).contentType("application/json"),
                        RequestBody.fromString(content))
                .eTag();
    }

    private ResponseBytes<GetObjectResponse> get(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
    }

    private List<String> keys(String prefix, int page) {
        return s3
                .listObjectsV2Paginator(
                        request -> request.bucket(bucket).prefix(prefix).maxKeys(page))
                .stream()
                .peek(answer -> assertPage(answer, page))
                .flatMap(answer -> answer.contents().stream())
                .map(S3Object::key)
                .toList();
    }

    private static void assertPage(ListObjectsV2Response answer, int page) {
        assertThat(answer.contents()).hasSizeLessThanOrEqualTo(page);
        assertThat(answer.keyCount()).isEqualTo(answer.contents().size());
        assertThat(answer.isTruncated()).isEqualTo(answer.nextContinuationToken() != null);
    }
}
