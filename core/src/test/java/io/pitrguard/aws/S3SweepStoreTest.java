package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.SweepStore;
import io.pitrguard.port.SweepStoreContract;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The documents of a sweep in the sandbox's S3. */
class S3SweepStoreTest extends SweepStoreContract {
    private final SandboxAws aws = SandboxAws.start();
    private final SweepStore store = new S3SweepStore(aws.clients()::s3, "sweeps");

    S3SweepStoreTest() {
        aws.sandbox().buckets().create("sweeps");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Override
    protected SweepStore store() {
        return store;
    }

    @Test
    void namesABucketThatDoesNotExist() {
        SweepStore lost = new S3SweepStore(aws.clients()::s3, "no-such-bucket");

        assertThat(lost.read("a.json").failure()).hasValueSatisfying(S3SweepStoreTest::isMissing);
        assertThat(lost.write("a.json", "{}")).hasValueSatisfying(S3SweepStoreTest::isMissing);
        assertThat(lost.writeNew("a.json", "{}").failure()).hasValueSatisfying(S3SweepStoreTest::isMissing);
        assertThat(lost.list("a", Optional.empty()).failure()).hasValueSatisfying(S3SweepStoreTest::isMissing);
    }

    private static void isMissing(Cause cause) {
        assertThat(cause.kind()).isEqualTo(Cause.Kind.MISSING);
        assertThat(cause.message()).contains("There is no bucket no-such-bucket", "PITR_GUARD_SWEEPS_BUCKET");
    }

    @Test
    void namesTheActionThatAwsDenies() {
        aws.sandbox().faults().add(Fault.on("GetObject", Effect.DENIED));
        aws.sandbox().faults().add(Fault.on("PutObject", Effect.DENIED));
        aws.sandbox().faults().add(Fault.on("ListObjectsV2", Effect.DENIED));

        assertThat(store.read("a.json").failure())
                .map(Cause::message)
                .hasValueSatisfying(message -> assertThat(message).contains(S3SweepStore.READ_ACTION));
        assertThat(store.write("a.json", "{}"))
                .map(Cause::message)
                .hasValueSatisfying(message -> assertThat(message).contains(S3SweepStore.WRITE_ACTION));
        assertThat(store.list("a", Optional.empty()).failure())
                .map(Cause::message)
                .hasValueSatisfying(message -> assertThat(message).contains(S3SweepStore.LIST_ACTION));
    }

    /** What answers in S3's place stored nothing, and knows of no document. */
    @ParameterizedTest
    @EnumSource(
            value = Effect.class,
            names = {"EMPTY", "MALFORMED"})
    void takesNoAnswerForS3sThatLacksWhatS3AlwaysSends(Effect effect) {
        assertThat(store.write("a.json", "{}")).isEmpty();
        for (String operation : List.of("GetObject", "PutObject", "ListObjectsV2")) {
            aws.sandbox().faults().add(Fault.on(operation, effect));
        }

        assertThat(store.read("a.json").failure()).hasValueSatisfying(S3SweepStoreTest::isBroken);
        assertThat(store.write("b.json", "{}")).hasValueSatisfying(S3SweepStoreTest::isBroken);
        assertThat(store.writeNew("c.json", "{}").failure()).hasValueSatisfying(S3SweepStoreTest::isBroken);
        assertThat(store.list("a", Optional.empty()).failure()).hasValueSatisfying(S3SweepStoreTest::isBroken);
    }

    private static void isBroken(Cause cause) {
        assertThat(cause.kind()).isEqualTo(Cause.Kind.BROKEN);
    }
}
