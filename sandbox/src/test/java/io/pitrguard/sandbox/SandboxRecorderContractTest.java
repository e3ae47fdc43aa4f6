package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.contract.RecorderContract;
import io.pitrguard.sandbox.contract.Target;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import software.amazon.awssdk.services.config.model.RecordingGroup;

/** The sandbox keeps the contract of AWS Config's recorders. */
class SandboxRecorderContractTest extends RecorderContract {

    private final Sandbox sandbox = Sandbox.start();

    @Override
    protected Target target() {
        remove();
        return new SandboxTarget(sandbox);
    }

    @Override
    protected void record(Consumer<RecordingGroup.Builder> group) {
        RecordingGroup asked = RecordingGroup.builder().applyMutation(group).build();
        SandboxRecorder recorder = sandbox.config().recorder(true).recorder();
        if (asked.hasResourceTypes()) {
            recorder.records(asked.resourceTypesAsStrings().toArray(String[]::new));
        } else if (asked.exclusionByResourceTypes() != null) {
            recorder.excludes(
                    asked.exclusionByResourceTypes().resourceTypesAsStrings().toArray(String[]::new));
        }
    }

    @Override
    protected void stop() {
        sandbox.config().recorder().stop();
    }

    @Override
    protected void remove() {
        sandbox.config().recorder(false);
    }

    @AfterAll
    void close() {
        sandbox.close();
        assertThat(sandbox.failures()).isEmpty();
    }
}
