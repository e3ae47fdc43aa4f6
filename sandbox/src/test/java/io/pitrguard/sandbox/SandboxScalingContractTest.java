package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.contract.ScalingContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.AfterAll;

/** The sandbox keeps the contract of Application Auto Scaling. */
class SandboxScalingContractTest extends ScalingContract {

    private final Sandbox sandbox = Sandbox.start();

    @Override
    protected Target target() {
        return new SandboxTarget(sandbox);
    }

    @AfterAll
    void close() {
        sandbox.close();
        assertThat(sandbox.failures()).isEmpty();
    }
}
