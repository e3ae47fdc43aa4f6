package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.config.Mode;
import io.pitrguard.config.policy.PolicyReader;
import io.pitrguard.config.policy.PolicyReading;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveredPolicyTest {
    @TempDir
    Path folder;

    @Test
    void readsThePolicyAndNamesItByItsDigest() {
        DeliveredPolicy policy = DeliveredPolicy.read(Synth.policy(folder, "version: 1\n"), Mode.ACCOUNT);

        assertThat(policy.policy().remediates()).isFalse();
        assertThat(policy.digest()).isEqualTo("09bfcc6a14b83e2192b8673677725c84883ee9cd0c70e45c9ec09daa8f2b2847");
    }

    @Test
    void failsWithTheMessagesOfTheCommandLine() {
        Path broken = Synth.policy(folder, "version: 1\nrule: []\nlimits:\n  maxChangesPerSweep: many\n");

        assertThatThrownBy(() -> DeliveredPolicy.read(broken, Mode.ACCOUNT))
                .isInstanceOf(OptionsException.class)
                .hasMessage(((PolicyReading.Invalid) PolicyReader.read(broken)).description())
                .hasMessageContaining("policy.yaml:2:1: rule: unknown key. Did you mean 'rules'?");
    }

    @Test
    void failsWhereThePolicyAsksForOrganizationalUnits() {
        Path units = Synth.policy(folder, "version: 1\nrules: [{ name: units, match: { ou: Workloads } }]\n");

        assertThatThrownBy(() -> DeliveredPolicy.read(units, Mode.ACCOUNT))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("match.ou (rule 'units') needs the organization");
    }

    @Test
    void failsWhereThereIsNoFile() {
        assertThatThrownBy(() -> DeliveredPolicy.read(folder.resolve("none.yaml"), Mode.ACCOUNT))
                .hasMessageContaining("there is no such file");
    }

    @Test
    void thePolicyOfTheRepositoryIsValid() {
        assertThat(DeliveredPolicy.read(Path.of("..", "policy.yaml"), Mode.ACCOUNT)
                        .policy()
                        .remediates())
                .isFalse();
    }
}
