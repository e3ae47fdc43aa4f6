package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.contract.Target;
import io.pitrguard.sandbox.contract.TrailContract;
import org.junit.jupiter.api.AfterAll;

/** The sandbox keeps the contract of CloudTrail. */
class SandboxTrailContractTest extends TrailContract {

    private final Sandbox sandbox = Sandbox.start();

    @Override
    protected Target target() {
        return new SandboxTarget(sandbox);
    }

    /** The sandbox has no S3: every bucket is there. */
    @Override
    protected void createBucket(String bucketName) {}

    @Override
    protected void delete(String trail) {
        sandbox.trails().get(trail).delete();
    }

    @AfterAll
    void close() {
        sandbox.close();
        assertThat(sandbox.failures()).isEmpty();
    }
}
