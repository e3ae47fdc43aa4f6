package io.pitrguard.sandbox.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.sandbox.SandboxTarget;
import io.pitrguard.sandbox.contract.ExportContract;
import io.pitrguard.sandbox.contract.Target;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;

/** The sandbox keeps the contract of exports. */
class ExportContractTest extends ExportContract {

    // The contract reads back what it writes, and does not wait for exports.
    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.defaults().withoutLimit().withStaleReads(0));

    @Override
    protected Target target() {
        sandbox.exports().take(Duration.ZERO);
        return new SandboxTarget(sandbox);
    }

    @AfterAll
    void close() {
        sandbox.close();
        assertThat(sandbox.failures()).isEmpty();
    }
}
