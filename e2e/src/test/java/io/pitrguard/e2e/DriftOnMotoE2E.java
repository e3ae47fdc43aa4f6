package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitrguard.sandbox.lambda.DeploymentPackage;
import io.pitrguard.sandbox.lambda.LambdaFunction;
import io.pitrguard.sandbox.lambda.LambdaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * The deployable package, run by AWS's runtime client as the function that reacts to calls, with moto for all that it
 * calls. moto's tables are always new, so there is no grace unless a test is about it.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime client is native in part, and for Linux only")
class DriftOnMotoE2E {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForEachTest();

    private static final Duration TIME_LEFT = Duration.ofSeconds(60);

    @TempDir
    private static Path taskRoot;

    private static LambdaProcess process;

    private DriftWorld world;

    @BeforeAll
    static void start() {
        // The launcher's build makes it.
        MOTO.pitrGuard();
        DeploymentPackage.unzip(Repository.ROOT.resolve("functions/target/pitr-guard-functions.zip"), taskRoot);
        process = LambdaProcess.start(function(0));
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @BeforeEach
    void create() {
        world = new DriftWorld(new MotoTarget(MOTO.endpoint()));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static LambdaFunction function(int graceSeconds) {
        Path policy = Repository.write("drift.yaml", """
                version: 1
                limits: { maxChangesPerSweep: 5000 }
                rules: [{ name: all, require: { recoveryPeriodDays: 35 }, action: remediate }]
                """);
        String arn = "arn:aws:lambda:%s:%s:function:drift".formatted(Moto.REGION, DriftWorld.ACCOUNT);
        return new LambdaFunction(
                        taskRoot,
                        "io.pitrguard.functions.DriftFunction",
                        arn,
                        Map.of("AWS_ENDPOINT_URL", MOTO.endpoint().toString()),
                        List.of())
                .with("PITR_GUARD_POLICY_FILE", policy.toString())
                .with("PITR_GUARD_LEDGER_TABLE", DriftWorld.LEDGER)
                .with("PITR_GUARD_TOPIC_ARN", DriftWorld.TOPIC)
                .with("PITR_GUARD_DRIFT_QUEUE_URL", MOTO.endpoint() + DriftWorld.QUEUE)
                .with("PITR_GUARD_GRACE_SECONDS", Integer.toString(graceSeconds))
                .with("AWS_LAMBDA_LOG_FORMAT", "JSON");
    }

    @ParameterizedTest
    @CsvFileSource(files = "../events/drift-answers.csv", delimiter = '|', numLinesToSkip = 1)
    void answersTheFile(String file, String orders, String messages, String alerts) throws Exception {
        world.tables(orders);

        List<JsonNode> views = DriftRun.of(process, DriftRun.justSent(file));

        assertThat(views)
                .extracting(view -> view.path("outcome").asText())
                .containsExactlyElementsOf(DriftRun.withoutGrace(messages));
        List<JsonNode> calls =
                world.alerts().stream().map(alert -> alert.path("call")).toList();
        assertThat(calls)
                .extracting(call ->
                        call.path("table").asText() + ": " + call.path("who").asText())
                .containsExactly(alerts == null ? new String[0] : alerts.split("; "));
        assertThat(calls)
                .allSatisfy(call ->
                        assertThat(world.daysOf(call.path("table").asText())).isEqualTo(35));
        if (alerts == null && orders.equals("off")) {
            assertThat(world.daysOf("orders")).isZero();
        }
    }

    @Test
    void requeuesMessageOfNewTableAndProcessesItLater() throws Exception {
        world.tables("off");
        Instant before = Instant.now();
        JsonNode record;
        try (LambdaProcess patient = LambdaProcess.start(function(25))) {
            patient.untilReady(TIME_LEFT);
            // The call was 18 seconds before its message.
            String event = DriftRun.justSent("create-table.json");

            assertThat(DriftRun.of(patient, event))
                    .extracting(view -> view.path("outcome").asText())
                    .containsExactly("REQUEUED");

            assertThat(world.alerts()).isEmpty();
            assertThat(world.daysOf("orders")).isZero();
            record = world.receive(Duration.ofSeconds(20));
            assertThat(record.path("body")).isEqualTo(Json.read(event).at("/Records/0/body"));
        }
        assertThat(record.at("/messageAttributes/pitrGuardAttempt/stringValue").asText())
                .isEqualTo("1");
        assertThat(Instant.parse(record.at("/messageAttributes/pitrGuardFirstSeen/stringValue")
                        .asText()))
                .isBetween(before.minusSeconds(1), Instant.now());

        assertThat(DriftRun.of(process, Json.write(Map.of("Records", List.of(record)))))
                .extracting(view -> view.path("outcome").asText())
                .containsExactly("SETTLED");

        assertThat(world.daysOf("orders")).isEqualTo(35);
        assertThat(world.alerts()).hasSize(1);
    }
}
