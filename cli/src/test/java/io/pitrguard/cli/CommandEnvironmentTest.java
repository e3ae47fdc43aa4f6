package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandEnvironmentTest {
    @Test
    void hasNoSettingsOfADeploymentInADemo() {
        Map<String, String> environment = Map.of("HOME", "/root", "PITR_GUARD_EVIDENCE_BUCKET", "evidence");

        assertThat(CommandEnvironment.variables(environment, false)).isEqualTo(environment);
        assertThat(CommandEnvironment.variables(environment, true)).isEqualTo(Map.of("HOME", "/root"));
    }
}
