package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.assertions.Template;

class PolicyLayerTest {
    @TempDir
    Path folder;

    @Test
    void saysWhichPolicyItHolds() {
        DeliveredPolicy policy = DeliveredPolicy.read(Synth.policy(folder, "version: 1\n"));

        Template template = Synth.of(stack -> new PolicyLayer(stack, "Policy", policy));

        template.hasResourceProperties(
                "AWS::Lambda::LayerVersion",
                Map.of(
                        "Description", "The policy of pitr-guard, SHA-256 " + policy.digest(),
                        "CompatibleRuntimes", List.of("java25"),
                        "CompatibleArchitectures", List.of("arm64")));
    }

    @Test
    void isAnotherOneOnlyForAnotherPolicy() {
        assertThat(asset("version: 1\n"))
                .isEqualTo(asset("version: 1\n"))
                .isNotEqualTo(asset("version: 1\nrules: []\n"));
    }

    private Object asset(String yaml) {
        DeliveredPolicy policy = DeliveredPolicy.read(Synth.policy(folder, yaml));
        Template template = Synth.of(stack -> new PolicyLayer(stack, "Policy", policy));
        return Synth.at(Synth.resource(template, "AWS::Lambda::LayerVersion"), "Properties", "Content", "S3Key");
    }
}
