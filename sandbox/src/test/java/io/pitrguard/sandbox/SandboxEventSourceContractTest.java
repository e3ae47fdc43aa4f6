package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.contract.EventSourceContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.AfterAll;

/** The sandbox keeps the contract of Lambda's event source mappings. */
class SandboxEventSourceContractTest extends EventSourceContract {

    private final Sandbox sandbox = Sandbox.start();

    @Override
    protected Target target() {
        return new SandboxTarget(sandbox);
    }

    /** The sandbox takes any function. */
    @Override
    protected void createFunction(String name) {
        assertThat(name).matches("[a-z]+");
    }

    @AfterAll
    void close() {
        sandbox.close();
        assertThat(sandbox.failures()).isEmpty();
    }
}
