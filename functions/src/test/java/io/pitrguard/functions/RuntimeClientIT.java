package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.SweepView;
import io.pitrguard.report.SweepView.Summary;
import io.pitrguard.report.SweepView.TableView;
import io.pitrguard.sandbox.SampleFleet;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.sandbox.calls.RecordedFunction;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.lambda.DeploymentPackage;
import io.pitrguard.sandbox.lambda.LambdaFunction;
import io.pitrguard.sandbox.lambda.LambdaProcess;
import io.pitrguard.sandbox.lambda.Outcome;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.sandbox.state.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The deployable package, in a process of its own, run by AWS's runtime client against a stub of the Runtime API. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime client is native in part, and for Linux only")
class RuntimeClientIT {
    private static final Path PACKAGE = Path.of("target", "pitr-guard-functions.zip");
    private static final Path EVENTS = Path.of("..", "events", "scheduled-sweep");
    private static final Duration TIME_LEFT = Duration.ofSeconds(120);
    private static final int TABLES = 20;
    private static final String DENIED = SampleFleet.name(5);
    private static final String VANISHED = SampleFleet.name(3);
    private static final String POLICY = """
            version: 1
            rules:
              - name: critical
                match:
                  tag: tier=critical
                require:
                  recoveryPeriodDays: 35
                action: remediate
            """;

    @TempDir
    private static Path taskRoot;

    @TempDir
    private Path folder;

    @BeforeAll
    static void unzip() {
        DeploymentPackage.unzip(PACKAGE, taskRoot);
    }

    static Stream<Path> events() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void answersTheEvent(Path event) throws Exception {
        try (Sandbox sandbox = fleet();
                LambdaProcess function = start(sandbox, policy(POLICY))) {
            Outcome outcome = function.invoke(Files.readString(event), TIME_LEFT);

            String answer = answer(outcome);
            assertJudgedAndRemediated(JsonRecords.read(SweepView.class, answer), event);
            assertThat(sandbox.tables().get(SampleFleet.name(4)).recovery())
                    .isInstanceOfSatisfying(
                            Recovery.Enabled.class, on -> assertThat(on.days()).isEqualTo(35));
            assertMailed(sandbox.topics().published(), answer);
            assertLogged(function.stdout().lines().toList(), answer);
            assertThat(sandbox.failures()).isEmpty();
        }
    }

    @Test
    void takesFurtherEventsAfterTheFirst() throws Exception {
        try (Sandbox sandbox = fleet();
                LambdaProcess function = start(sandbox, policy(POLICY))) {
            String event = Files.readString(events().findFirst().orElseThrow());

            Summary first = summary(function.invoke(event, TIME_LEFT));
            Summary second = summary(function.invoke(event, TIME_LEFT));

            assertThat(first.fixed()).isEqualTo(1);
            assertThat(second.fixed()).isZero();
            assertThat(second.compliant()).isEqualTo(first.compliant());
        }
    }

    @Test
    void refusesToStartWithABadPolicyAndSaysWhere() throws Exception {
        Path policy = Files.writeString(folder.resolve("bad.yaml"), "version: 1\nrules:\n  - nam: critical\n");
        try (Sandbox sandbox = fleet();
                LambdaProcess function = start(sandbox, f -> f.with("PITR_GUARD_POLICY_FILE", policy.toString()))) {
            Outcome outcome = function.invoke("{}", TIME_LEFT);

            assertThat(outcome).isInstanceOfSatisfying(Outcome.InitFailed.class, failed -> {
                assertThat(failed.error().type()).isEqualTo("io.pitrguard.config.SettingsException");
                assertThat(failed.error().message())
                        .contains("PITR_GUARD_POLICY_FILE: " + policy + ":3:")
                        .contains("Did you mean 'name'?");
                assertThat(failed.error().stackTrace()).isEmpty();
            });
            assertThat(function.stdout()).contains(policy + ":3:").doesNotContain("\\tat ", "\tat ");
            assertThat(sandbox.calls().all()).isEmpty();
        }
    }

    @Test
    void failsOnAnEventOfAnotherKindAndSaysWhy() throws Exception {
        try (Sandbox sandbox = fleet();
                LambdaProcess function = start(sandbox, policy(POLICY))) {
            Outcome outcome = function.invoke("{\"detail-type\": \"AWS API Call via CloudTrail\"}", TIME_LEFT);

            assertFailed(outcome, "takes events with \"detail-type\": \"Scheduled Event\", not \"AWS API Call");
            assertThat(sandbox.calls().all()).isEmpty();
        }
    }

    @Test
    void failsWhenTheDigestIsRefusedButLogsTheResult() throws Exception {
        try (Sandbox sandbox = fleet();
                LambdaProcess function = start(sandbox, policy(POLICY))) {
            sandbox.faults().add(Fault.on("Publish", Effect.DENIED));

            Outcome outcome =
                    function.invoke(Files.readString(events().findFirst().orElseThrow()), TIME_LEFT);

            assertFailed(outcome, "The sweep ran, but its digest could not be sent; the log has it.");
            assertThat(sandbox.topics().published()).isEmpty();
            List<Map<?, ?>> lines = function.stdout()
                    .lines()
                    .<Map<?, ?>>map(RuntimeClientIT::object)
                    .toList();
            assertThat(lines.get(0).get("SweepCompleted")).isEqualTo(1L);
            assertThat(JsonRecords.read(SweepView.class, (String) lines.get(1).get("message"))
                            .tables())
                    .hasSize(TABLES);
        }
    }

    @Test
    void isSmallEnough() throws IOException {
        assertThat(Files.size(PACKAGE)).isLessThanOrEqualTo(16_200_000);
    }

    private static Sandbox fleet() {
        Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withoutLimit());
        SampleFleet.seed(sandbox, TABLES);
        sandbox.faults()
                .add(Fault.on("DescribeContinuousBackups", DENIED, Effect.DENIED))
                .add(Fault.on("DescribeContinuousBackups", VANISHED, Effect.GONE))
                .add(Fault.on("DescribeTable", VANISHED, Effect.GONE));
        return sandbox;
    }

    private UnaryOperator<LambdaFunction> policy(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("policy.yaml"), text);
        return function -> function.with("PITR_GUARD_POLICY_FILE", file.toString());
    }

    private static LambdaProcess start(Sandbox sandbox, UnaryOperator<LambdaFunction> configured) {
        LambdaFunction function = RecordedFunction.of(
                        LambdaFunction.in(sandbox, taskRoot, SweepFunction.class.getName()))
                .with("PITR_GUARD_TOPIC_ARN", sandbox.topics().create("pitr-guard-alerts"))
                .with("PITR_GUARD_READS_PER_SECOND", "1000")
                .with("AWS_LAMBDA_LOG_FORMAT", "JSON");
        return LambdaProcess.start(configured.apply(function));
    }

    private static String answer(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered) outcome).body();
    }

    private static Summary summary(Outcome outcome) {
        return JsonRecords.read(SweepView.class, answer(outcome)).summary();
    }

    private static void assertJudgedAndRemediated(SweepView view, Path event) throws IOException {
        Summary summary = view.summary();
        assertThat(view.sweep().id()).isEqualTo(object(Files.readString(event)).get("id"));
        assertThat(view.sweep().complete()).isTrue();
        assertThat(summary.tables()).isEqualTo(TABLES).isEqualTo(view.tables().size());
        assertThat(summary.compliant()
                        + summary.nonCompliant()
                        + summary.exempt()
                        + summary.notApplicable()
                        + summary.undetermined())
                .isEqualTo(TABLES);
        assertThat(view.tables())
                .allSatisfy(table -> assertThat(table.verdict().name()).isEqualTo(expected(table)));
        assertThat(summary)
                .returns(13, Summary::compliant)
                .returns(4, Summary::nonCompliant)
                .returns(1, Summary::exempt)
                .returns(1, Summary::notApplicable)
                .returns(1, Summary::undetermined)
                .returns(1, Summary::fixed);
    }

    private static String expected(TableView table) {
        if (table.name().equals(DENIED)) {
            return "UNDETERMINED";
        }
        if (table.name().equals(VANISHED)) {
            return "NOT_APPLICABLE";
        }
        int index = Integer.parseInt(table.name().substring(table.name().length() - 5));
        return switch (SampleFleet.kind(index)) {
            // The short ones: one is critical and was corrected, the policy asks no period of the other.
            case PROTECTED, SHORT_PERIOD, RESTARTED, STALE -> "COMPLIANT";
            case OFF, EXPIRED_EXEMPTION -> "NON_COMPLIANT";
            case EXEMPT -> "EXEMPT";
        };
    }

    private static void assertMailed(List<Published> published, String answer) {
        assertThat(published).hasSize(1);
        Published message = published.getFirst();
        assertThat(message.messageStructure()).isEqualTo("json");
        assertThat(message.subject()).contains("4 not compliant, 1 undetermined, 1 fixed");
        assertThat(message.attributes())
                .contains(
                        entry("nonCompliant", new Published.Attribute("Number", "4")),
                        entry("undetermined", new Published.Attribute("Number", "1")),
                        entry("account", new Published.Attribute("String", "123456789012")));
        Map<?, ?> texts = object(message.message());
        assertThat((String) texts.get("email")).contains(DENIED, SampleFleet.name(2), SampleFleet.name(4));
        assertThat(object((String) texts.get("default")).get("summary"))
                .isEqualTo(object(answer).get("summary"));
    }

    private static void assertLogged(List<String> lines, String answer) {
        assertThat(lines).hasSize(2);
        Map<?, ?> metrics = object(lines.get(0));
        assertThat(metrics.get("_aws")).isInstanceOf(Map.class);
        assertThat(metrics.get("CompliantTables")).isEqualTo(13L);
        assertThat(metrics.get("SweepCompleted")).isEqualTo(1L);
        Map<?, ?> log = object(lines.get(1));
        assertThat(log.get("level")).isEqualTo("INFO");
        assertThat(log.get("message")).isEqualTo(answer + "\n");
    }

    private static void assertFailed(Outcome outcome, String message) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.error().type()).isEqualTo(InvocationFailedException.class.getName());
            assertThat(failed.error().message()).contains(message);
            assertThat(failed.error().stackTrace()).isEmpty();
        });
    }

    private static Map<?, ?> object(String json) {
        Object value = Json.parse(json);
        assertThat(value).isInstanceOf(Map.class);
        return (Map<?, ?>) value;
    }
}
