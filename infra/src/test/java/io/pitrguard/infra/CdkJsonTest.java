package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** cdk.json lists every option with its default, so that a person sees what can be asked for. */
class CdkJsonTest {
    private final JsonNode file = new ObjectMapper().readTree(Files.readString(Path.of("..", "cdk.json")));

    CdkJsonTest() throws IOException {}

    @Test
    void listsEveryOptionWithItsDefault() {
        Map<String, String> listed = new LinkedHashMap<>();
        file.get("context")
                .properties()
                .forEach(entry -> listed.put(entry.getKey(), entry.getValue().asText()));
        Map<String, String> known = new LinkedHashMap<>();
        for (Option option : Option.values()) {
            known.put(option.key(), option.standard());
        }

        assertThat(listed).containsExactlyEntriesOf(known);
    }

    @Test
    void itsDefaultsAreValidAndMeanWhatNothingMeans() {
        Map<String, Object> context = new LinkedHashMap<>();
        file.get("context")
                .properties()
                .forEach(entry -> context.put(entry.getKey(), entry.getValue().asText()));

        assertThat(DeploymentOptions.read(context, Optional.empty()))
                .isEqualTo(DeploymentOptions.read(Map.of(), Optional.empty()));
    }

    @Test
    void itsAppCanBeRun() {
        assertThat(Path.of("..", file.get("app").asText())).isExecutable();
    }
}
