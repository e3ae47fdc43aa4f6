package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.SweepStore;
import io.pitrguard.port.SweepStoreContract;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
}
