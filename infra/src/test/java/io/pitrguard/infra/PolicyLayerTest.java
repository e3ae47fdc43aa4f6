package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

class PolicyLayerTest {
    @TempDir
    Path folder;

    @Test
    void saysWhichPolicyItHolds() {
        DeliveredPolicy policy = DeliveredPolicy.read(Synth.policy(folder, "version: 1\n"), Mode.ACCOUNT);

        Template template = Synth.of(stack -> new PolicyLayer(stack, "Policy", policy));

        template.hasResourceProperties(
                "AWS::Lambda::LayerVersion",
                Map.of(
                        "Description", "Policy of pitr-guard, SHA-256 " + policy.digest(),
                        "CompatibleRuntimes", List.of("java25"),
                        "CompatibleArchitectures", List.of("arm64")));
    }

    @Test
    void isAnotherOneOnlyForAnotherPolicy() {
        assertThat(asset("version: 1\n"))
                .isEqualTo(asset("version: 1\n"))
                .isNotEqualTo(asset("version: 1\nrules: []\n"));
    }

    @Test
    void everybodyMayReadItsFileWhateverTheModeOfTheOriginal() throws IOException {
        Path file = Synth.policy(folder, "version: 1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        App app = new App();
        new PolicyLayer(new Stack(app, "Test"), "Policy", DeliveredPolicy.read(file, Mode.ACCOUNT));

        try (Stream<Path> staged = Files.walk(Path.of(app.synth().getDirectory()))) {
            assertThat(staged.filter(path -> path.endsWith("pitr-guard/policy.yaml")))
                    .singleElement()
                    .satisfies(path -> {
                        assertThat(mode(path)).isEqualTo("rw-r--r--");
                        assertThat(mode(path.getParent())).isEqualTo("rwxr-xr-x");
                    });
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Object asset(String yaml) {
        DeliveredPolicy policy = DeliveredPolicy.read(Synth.policy(folder, yaml), Mode.ACCOUNT);
        Template template = Synth.of(stack -> new PolicyLayer(stack, "Policy", policy));
        return Synth.at(Synth.resource(template, "AWS::Lambda::LayerVersion"), "Properties", "Content", "S3Key");
    }
}
