package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.contract.RecorderContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.AfterAll;

/** The sandbox keeps the contract of AWS Config's recorders. */
class SandboxRecorderContractTest extends RecorderContract {

    private final Sandbox sandbox = Sandbox.start();

    @Override
    protected Target target() {
        sandbox.config().recorder(false);
        return new SandboxTarget(sandbox);
    }

    @AfterAll
    void close() {
        sandbox.close();
        assertThat(sandbox.failures()).isEmpty();
    }
}
