package io.pitrguard.sandbox.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.sandbox.SandboxTarget;
import io.pitrguard.sandbox.contract.RestoreContract;
import io.pitrguard.sandbox.contract.Target;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;

/** The sandbox keeps the contract of restores. */
class RestoreContractTest extends RestoreContract {

    // The contract reads back what it writes, and does not wait for restores.
    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.defaults().withoutLimit().withStaleReads(0));

    @Override
    protected Target target() {
        sandbox.restores().take(Duration.ZERO);
        return new SandboxTarget(sandbox);
    }

    @AfterAll
    void close() {
        sandbox.close();
        assertThat(sandbox.failures()).isEmpty();
    }
}
