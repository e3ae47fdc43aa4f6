package io.pitrguard.sandbox.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.sandbox.SandboxTarget;
import io.pitrguard.sandbox.contract.ItemReadContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.AfterAll;

/** The sandbox keeps the contract of reads that check a table. */
class ItemReadContractTest extends ItemReadContract {

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withoutLimit());

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
