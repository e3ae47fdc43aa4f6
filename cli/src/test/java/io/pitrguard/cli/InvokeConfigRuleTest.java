package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.ConfigRuleView;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.sandbox.state.Compliance;
import io.pitrguard.sandbox.state.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code pitr-guard invoke config-rule} with every file in events/config-rule. */
class InvokeConfigRuleTest {
    private static final Path EVENTS = Path.of("../events/config-rule");

    /** Events that cannot be evaluated, and a part of the error message. */
    private static final Map<String, String> REFUSED = Map.of(
            "null-result-token.json", "The event has no resultToken",
            "other-resource-type.json", "AWS::S3::Bucket",
            "malformed-invoking-event.json", "The event's invokingEvent is not JSON",
            "malformed-parameters.json", "'recoveryDays' is not known. Did you mean");

    @TempDir
    private Path folder;

    private final Cli cli = Cli.start();

    @BeforeEach
    void fill() {
        SampleConfigRule.create(cli.sandbox());
        cli.sandbox().tables().create("orders");
    }

    @AfterEach
    void close() {
        cli.close();
    }

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static CommandResult invoke(String file, String... more) {
        return Cli.run(Stream.concat(
                        Stream.of(
                                "invoke",
                                "config-rule",
                                "--event",
                                EVENTS.resolve(file).toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("files")
    void answersEveryEventWithOneJsonDocumentOrAnError(String file) {
        if (REFUSED.containsKey(file)) {
            CommandResult result = invoke(file).ends(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .startsWith("pitr-guard: ")
                    .contains(REFUSED.get(file))
                    .doesNotContain("\tat ");
            return;
        }

        CommandResult result = invoke(file).ends(0);

        ConfigRuleView answer = JsonRecords.read(ConfigRuleView.class, result.out());
        assertThat(answer.evaluations()).hasSize(1);
        assertThat(answer.test()).isEqualTo(file.equals("test-mode.json"));
        if (answer.test()) {
            assertThat(result.err()).as("a test run counts in no metric").doesNotContain("CloudWatchMetrics");
        } else {
            assertThat(result.err()).contains("\"ConfigEvaluations\":1", "\"CloudWatchMetrics\"");
        }
    }

    @Test
    void actsAsThePolicySaysAfterTheReport() throws IOException {
        Path policy = Files.writeString(folder.resolve("my.yaml"), """
                version: 1
                rules: [{ name: all, require: { recoveryPeriodDays: 9 }, action: remediate }]
                """);

        invoke("change-disabled.json", "--policy", policy.toString()).ends(0);

        assertThat(cli.sandbox().config().rules().get("pitr-guard").dashboard())
                .containsOnlyKeys("orders")
                .satisfies(dashboard ->
                        assertThat(dashboard.get("orders").compliance()).isEqualTo(Compliance.NON_COMPLIANT));
        assertThat(cli.sandbox().tables().get("orders").recovery())
                .isInstanceOfSatisfying(
                        Recovery.Enabled.class, on -> assertThat(on.days()).isEqualTo(9));
    }

    @Test
    void failsWhenAwsConfigDoesNotKnowTheToken() {
        cli.sandbox().config().rules().get("pitr-guard").expireTokens();

        CommandResult result = invoke("change-disabled.json").ends(1);

        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("pitr-guard: Not reported: orders.").doesNotContain("\tat ");
    }
}
