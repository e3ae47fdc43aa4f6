package io.pitrguard.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evidence.EvidenceObject;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.EvidenceStore;
import io.pitrguard.port.EvidenceStoreContract;
import io.pitrguard.port.Result;
import io.pitrguard.sandbox.SandboxBucket;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Evidence in the sandbox's S3. */
class S3EvidenceStoreTest extends EvidenceStoreContract {
    private final SandboxAws aws = SandboxAws.start();
    private final SandboxBucket bucket =
            aws.sandbox().buckets().create("evidence").keepVersions();
    private final EvidenceStore store = new S3EvidenceStore(aws.clients()::s3, "evidence");

    @AfterEach
    void stop() {
        aws.close();
    }

    @Override
    protected EvidenceStore store() {
        return store;
    }

    @Override
    protected void overwrite(String key, String content) {
        bucket.put(key, content);
    }

    @Override
    protected void delete(String key) {
        bucket.delete(key);
    }

    private static List<Optional<Cause>> failures(EvidenceStore of) {
        return Stream.<Result<?>>of(
                        of.writeNew("new.json", "application/json", "{}".getBytes(UTF_8)),
                        of.newest(KEY),
                        of.version(KEY, "v1"))
                .map(Result::failure)
                .toList();
    }

    private static void assertAll(EvidenceStore of, Cause.Kind kind, String words) {
        assertThat(failures(of))
                .allSatisfy(failure -> assertThat(failure).hasValueSatisfying(cause -> {
                    assertThat(cause.kind()).isEqualTo(kind);
                    assertThat(cause.message()).contains(words);
                }));
    }

    @Test
    void namesABucketThatDoesNotExist() {
        assertAll(
                new S3EvidenceStore(aws.clients()::s3, "no-such-bucket"),
                Cause.Kind.MISSING,
                "There is no bucket no-such-bucket");
    }

    /** What may not be read is not missing. */
    @ParameterizedTest
    @EnumSource(
            value = Effect.class,
            names = {"DENIED", "THROTTLED"})
    void whatMayNotBeReadIsNotMissing(Effect effect) {
        for (String operation : List.of("GetObject", "PutObject")) {
            aws.sandbox().faults().add(Fault.on(operation, effect));
        }

        assertAll(store, Cause.Kind.valueOf(effect.name()), "evidence");
    }

    @Test
    void refusesABucketWithoutVersions() {
        aws.sandbox().buckets().create("plain").put(KEY, "{}");
        EvidenceStore plain = new S3EvidenceStore(aws.clients()::s3, "plain");

        assertThat(failures(plain).subList(0, 2))
                .allSatisfy(failure -> assertThat(failure)
                        .hasValueSatisfying(cause -> assertThat(cause.message()).contains("plain keeps no versions")));
    }

    /** What answers in S3's place stored nothing, and knows of no object. */
    @ParameterizedTest
    @EnumSource(
            value = Effect.class,
            names = {"EMPTY", "MALFORMED"})
    void takesNoAnswerForS3sThatLacksWhatS3AlwaysSends(Effect effect) {
        for (String operation : List.of("GetObject", "PutObject")) {
            aws.sandbox().faults().add(Fault.on(operation, effect));
        }

        assertAll(store, Cause.Kind.BROKEN, "ETag");
    }

    @Test
    void aVersionThatWasDeletedIsMissing() {
        EvidenceObject stored = store.writeNew(KEY, "application/json", "{}".getBytes(UTF_8))
                .success()
                .orElseThrow()
                .orElseThrow();

        bucket.delete(KEY, stored.version());

        assertThat(store.version(KEY, stored.version())).isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(store.newest(KEY)).isEqualTo(new Result.Success<>(Optional.empty()));
    }
}
