package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The event files have the shape of the events that the sandbox sends. */
class ConfigEventFilesTest extends ConfigFixture {

    private static final Path EVENTS = Path.of("..", "events");
    private static final String UNREADABLE = "malformed-invoking-event.json";

    static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS.resolve("config-rule"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isAWholeLambdaEvent(String file) throws IOException {
        ObjectNode sent = read(rule.event(sandbox.config().schedule()).json());
        ObjectNode event = event(file);

        assertThat(names(event)).isEqualTo(names(sent));
        assertThat(event.path("executionRoleArn")).isEqualTo(sent.path("executionRoleArn"));
        assertThat(event.path("configRuleName").textValue()).isEqualTo(RULE);
        assertThat(Json.read(event.path("ruleParameters").textValue())).isNotNull();
        assertThat(Json.read(event.path("invokingEvent").textValue()) == null).isEqualTo(file.equals(UNREADABLE));
    }

    @ParameterizedTest
    @MethodSource("files")
    void isDescribed(String file) throws IOException {
        assertThat(Files.readString(EVENTS.resolve("README.md"))).contains("`" + file + "`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "change-enabled.json",
                "change-disabled.json",
                "change-supplementary-as-string.json",
                "deleted.json",
                "deleted-not-recorded.json",
                "left-scope.json",
                "not-recorded.json",
                "other-resource-type.json",
                "proactive-table.json",
                "proactive-global-table.json",
                "test-mode.json"
            })
    void holdsAnItemInTheShapeThatTheSandboxSends(String file) throws IOException {
        sandbox.tables().create("orders").enabled(35);
        ObjectNode sent = read(sandbox.config().record("orders"));
        ObjectNode invoking = invoking(file);

        assertThat(names(invoking)).isEqualTo(names(sent));
        assertThat(names(invoking.path("configurationItem"))).isEqualTo(names(sent.path("configurationItem")));
    }

    @Test
    void aRecordedTableHasTheSameConfiguration() throws IOException {
        sandbox.tables().create("orders").enabled(35);
        JsonNode sent = read(sandbox.config().record("orders")).path("configurationItem");
        JsonNode written = invoking("change-enabled.json").path("configurationItem");

        assertThat(names(written.path("configuration")))
                .containsExactlyInAnyOrderElementsOf(names(sent.path("configuration")));
        assertThat(written.path("supplementaryConfiguration")).isEqualTo(sent.path("supplementaryConfiguration"));
    }

    @Test
    void oversizedAndScheduledOnesHaveTheSameShape() throws IOException {
        sandbox.tables().create("orders");
        ObjectNode oversized = read(sandbox.config().recordOversized("orders"));

        assertThat(names(invoking("oversized.json"))).isEqualTo(names(oversized));
        assertThat(names(invoking("oversized.json").path("configurationItemSummary")))
                .isEqualTo(names(oversized.path("configurationItemSummary")));
        assertThat(names(invoking("scheduled.json")))
                .isEqualTo(names(read(sandbox.config().schedule())));
    }

    private static ObjectNode invoking(String file) throws IOException {
        return read(event(file).path("invokingEvent").textValue());
    }

    private static ObjectNode event(String file) throws IOException {
        return read(Files.readString(EVENTS.resolve("config-rule").resolve(file)));
    }

    private static ObjectNode read(String json) {
        return Objects.requireNonNull(Json.read(json));
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
