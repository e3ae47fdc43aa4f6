package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.contract.BackupContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.AfterAll;

/** The sandbox keeps the contract of backups. */
class BackupContractTest extends BackupContract {
    // The contract reads back what it writes.
    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.defaults().withoutLimit().withStaleReads(0));

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
