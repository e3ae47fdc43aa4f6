package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.ConfigRuleView;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.sandbox.SandboxRule;
import io.pitrguard.sandbox.calls.RecordedFunction;
import io.pitrguard.sandbox.lambda.DeploymentPackage;
import io.pitrguard.sandbox.lambda.LambdaFunction;
import io.pitrguard.sandbox.lambda.LambdaProcess;
import io.pitrguard.sandbox.lambda.Outcome;
import io.pitrguard.sandbox.state.Compliance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule's function out of the deployable package, run by AWS's runtime client: one process, every event. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime client is native in part, and for Linux only")
class ConfigRuleRuntimeIT {
    private static final Path PACKAGE = Path.of("target", "pitr-guard-functions.zip");
    private static final Duration TIME_LEFT = Duration.ofSeconds(60);
    private static final Map<String, String> REFUSED = Map.of(
            "null-result-token.json", "no resultToken",
            "other-resource-type.json", "AWS::S3::Bucket",
            "malformed-invoking-event.json", "The event's invokingEvent is not JSON",
            "malformed-parameters.json", "'recoveryPeriodDays' is '90'");

    @TempDir
    private static Path taskRoot;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Sandbox sandbox;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static SandboxRule rule;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static LambdaProcess process;

    @BeforeAll
    static void start() {
        DeploymentPackage.unzip(PACKAGE, taskRoot);
        sandbox = Sandbox.start(SandboxOptions.defaults().withoutLimit());
        sandbox.tables().create("orders");
        rule = sandbox.config().rules().create("pitr-guard");
        RuleEvents.token(RuleEvents.read("scheduled.json")).ifPresent(rule::acceptToken);
        process = LambdaProcess.start(
                RecordedFunction.of(LambdaFunction.in(sandbox, taskRoot, ConfigRuleFunction.class.getName())));
    }

    @AfterAll
    static void stop() {
        process.close();
        sandbox.close();
    }

    @ParameterizedTest
    @MethodSource("io.pitrguard.functions.ConfigRuleEventFilesTest#files")
    void answersTheEventOrSaysWhatIsWrongWithIt(String file) throws Exception {
        Outcome outcome = process.invoke(RuleEvents.read(file), TIME_LEFT);

        if (REFUSED.containsKey(file)) {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.error().message()).contains(REFUSED.get(file)));
            return;
        }
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Answered.class, answered -> {
            ConfigRuleView view = JsonRecords.read(ConfigRuleView.class, answered.body());
            assertThat(view.rule()).isEqualTo("pitr-guard");
            assertThat(view.reported()).isEqualTo(1);
            assertThat(view.problems()).isEmpty();
        });
        if (file.equals("scheduled.json")) {
            assertThat(rule.dashboard().get("orders").compliance()).isEqualTo(Compliance.NON_COMPLIANT);
        }
    }
}
