package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SecurityHubLayerTest {
    @Test
    void functionsThatSendFindingsHaveTheSdk() {
        assertThat(layersByFunction(Map.of("securityHub", "true")))
                .containsEntry("sweep", 2)
                .containsEntry("drift", 1)
                .containsEntry("config-rule", 1);
        assertThat(layersByFunction(Map.of("securityHub", "true", "mode", "large-account", "configRule", "false")))
                .containsEntry("place", 2)
                .containsEntry("plan", 1)
                .containsEntry("summary", 1);
    }

    @Test
    void nobodyElseHasIt() {
        assertThat(layersByFunction(Map.of()))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy((_, layers) -> assertThat(layers).isEqualTo(1));
    }

    private static Map<String, Integer> layersByFunction(Map<String, ?> context) {
        return Synth.resources(Deployed.with(context), "AWS::Lambda::Function").values().stream()
                .collect(Collectors.toMap(
                        function -> Synth.<String>at(function, "Properties", "Description")
                                .replace("pitr-guard: ", ""),
                        function -> Synth.<List<?>>at(function, "Properties", "Layers")
                                .size()));
    }
}
