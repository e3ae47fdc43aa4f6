package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.contract.EventRuleContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.AfterAll;

/** The sandbox keeps the contract of EventBridge. */
class SandboxEventRuleContractTest extends EventRuleContract {

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
