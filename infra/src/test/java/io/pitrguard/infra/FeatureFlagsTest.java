package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** What the CDK CLI would say of feature flags, and that these do not change what is deployed. */
class FeatureFlagsTest {
    @TempDir
    private Path folder;

    private JsonNode synth(String name, Map<String, Object> flags) throws IOException {
        Path out = folder.resolve(name);
        App app =
                new App(AppProps.builder().outdir(out.toString()).context(flags).build());
        Map<String, Object> context = new LinkedHashMap<>(Map.of(
                "mode", "organization",
                "organizationId", "o-abcdefghij",
                "externalId", "an-external-id",
                "ous", "ou-ab12-11111111",
                "policyFile", Synth.policy(folder, Deployed.REMEDIATING).toString()));
        Path code = Files.writeString(folder.resolve("code.zip"), "no code");
        Main.compose(app, context, code, Optional.of("eu-west-1"));
        app.synth();
        return new ObjectMapper()
                .readTree(Files.readString(out.resolve("manifest.json")))
                .get("artifacts");
    }

    private String template(String name) throws IOException {
        return Files.readString(folder.resolve(name).resolve("pitr-guard.template.json"));
    }

    /** The rule of the CDK CLI, {@code FlagOperations.filterNeedsAttention}. */
    @Test
    void leaveNothingToWarnOf() throws IOException {
        List<String> unset = new ArrayList<>();
        for (JsonNode artifact : synth("flags", FeatureFlags.values())) {
            artifact.at("/properties/flags").properties().forEach(flag -> {
                JsonNode standard = flag.getValue().at("/unconfiguredBehavesLike/v2");
                boolean recommended = flag.getValue()
                        .get("recommendedValue")
                        .equals(standard.isMissingNode() ? BooleanNode.FALSE : standard);
                if (!flag.getValue().has("userValue") && !recommended) {
                    unset.add(flag.getKey());
                }
            });
        }
        assertThat(unset).isEmpty();
    }

    /** The other tests synthesize without them. */
    @Test
    void changeNothingThatIsDeployed() throws IOException {
        synth("plain", Map.of());
        synth("flags", FeatureFlags.values());

        assertThat(template("flags")).isEqualTo(template("plain"));
    }
}
