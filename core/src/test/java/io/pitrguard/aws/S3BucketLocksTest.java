package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.export.BucketLock;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.BucketLocks;
import io.pitrguard.port.Result;
import io.pitrguard.sandbox.SandboxBucket;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.wiring.TableReadWiring;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S3 Object Lock behind the port, on the sandbox. */
class S3BucketLocksTest {
    private final SandboxAws aws = SandboxAws.start();
    private final SandboxBucket bucket = aws.sandbox().buckets().create("audit");
    private final BucketLocks locks = TableReadWiring.locks(aws.clients());

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void readsABucketWithoutLock() {
        assertThat(locks.of("audit")).isEqualTo(new Result.Success<>(new BucketLock.None()));
    }

    @Test
    void readsALockWithoutDefault() {
        bucket.lockable();

        assertThat(locks.of("audit")).isEqualTo(new Result.Success<>(new BucketLock.WithoutDefault()));
    }

    @ParameterizedTest
    @CsvSource({"COMPLIANCE, Years, 7, YEARS", "GOVERNANCE, Days, 30, DAYS"})
    void readsTheDefaultRetention(BucketLock.Mode mode, String unit, int amount, BucketLock.Unit expected) {
        bucket.locked(mode.name(), unit, amount);

        assertThat(locks.of("audit")).isEqualTo(new Result.Success<>(new BucketLock.Retained(mode, amount, expected)));
    }

    @ParameterizedTest
    @CsvSource({"ETERNAL, Days", "COMPLIANCE, Moons"})
    void takesNoUnknownRetentionForNone(String mode, String unit) {
        bucket.locked(mode, unit, 1);

        assertThat(locks.of("audit").failure()).map(Cause::kind).hasValue(Cause.Kind.BROKEN);
    }

    @Test
    void takesNoFailureForNone() {
        aws.sandbox().faults().add(Fault.on("GetObjectLockConfiguration", Effect.DENIED));

        assertThat(locks.of("audit").failure()).map(Cause::kind).hasValue(Cause.Kind.DENIED);
    }

    @Test
    void namesABucketThatDoesNotExist() {
        assertThat(locks.of("no-such-bucket").failure())
                .map(Cause::message)
                .hasValue("There is no bucket no-such-bucket. Check its name, or create it.");
    }
}
