package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.Settings;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** A rehearsal does the work of the function, and nobody notices it. */
class RehearsalTest {
    private final ByteArrayOutputStream metrics = new ByteArrayOutputStream();

    static List<Arguments> functions() {
        return List.of(
                of("sweep", SweepFunction::new, SweepFunction.REHEARSAL, "\"CompliantTables\":1,"),
                of("drift", DriftFunction::new, DriftFunction.REHEARSAL, "\"DriftIgnored\":0,.*\"DriftFailed\":0,"),
                of("config rule", ConfigRuleFunction::new, ConfigRuleFunction.REHEARSAL, "\"ConfigEvaluations\":1,"));
    }

    private static Arguments of(String name, Function<Deployment, Handler> function, String event, String metrics) {
        return Arguments.argumentSet(name, function, event, metrics);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void comesToItsEndWithoutACallALogOrAMetric(Function<Deployment, Handler> function, String event, String judged) {
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.tables().create("orders").disabled();
            List<Handler> made = new ArrayList<>();

            assertThat(Rehearsal.run(
                            deployment(sandbox),
                            deployment -> {
                                made.add(function.apply(deployment));
                                return made.getFirst();
                            },
                            event))
                    .isEmpty();

            assertThat(made).hasSize(1);
            assertThat(sandbox.calls().all()).isEmpty();
            assertThat(metrics.toString(StandardCharsets.UTF_8)).isEmpty();
        }
    }

    /** Otherwise it would end at its first answer, and load few classes. */
    @ParameterizedTest
    @MethodSource("functions")
    void judgesATable(Function<Deployment, Handler> function, String event, String judged) {
        ByteArrayOutputStream rehearsed = new ByteArrayOutputStream();
        try (Sandbox sandbox = Sandbox.start()) {
            Rehearsal.run(
                    deployment(sandbox),
                    deployment -> function.apply(new Deployment(
                            deployment.settings(),
                            deployment.clients(),
                            deployment.time(),
                            new PrintStream(rehearsed, true, StandardCharsets.UTF_8))),
                    event);
        }
        assertThat(rehearsed.toString(StandardCharsets.UTF_8)).containsPattern(judged);
    }

    /** Otherwise the first sweep after a deployment would load the classes of S3. */
    @Test
    void keepsEvidence() {
        ByteArrayOutputStream rehearsed = new ByteArrayOutputStream();
        try (Sandbox sandbox = Sandbox.start()) {
            Deployment real = deployment(
                    sandbox, Map.of(Settings.LEDGER_TABLE, "pitr-guard-ledger", Settings.EVIDENCE_BUCKET, "evidence"));
            Rehearsal.run(
                    real,
                    deployment -> new SweepFunction(new Deployment(
                            deployment.settings(),
                            deployment.clients(),
                            deployment.time(),
                            new PrintStream(rehearsed, true, StandardCharsets.UTF_8))),
                    SweepFunction.REHEARSAL);
        }
        assertThat(rehearsed.toString(StandardCharsets.UTF_8))
                .contains("\"CompliantTables\":")
                .doesNotContain("EvidenceFailures");
    }

    @Test
    void aFailureIsNoFailureOfTheFunction() {
        try (Sandbox sandbox = Sandbox.start()) {
            assertThat(Rehearsal.run(deployment(sandbox), SweepFunction::new, "no event"))
                    .containsInstanceOf(InvocationFailedException.class);
        }
    }

    private Deployment deployment(Sandbox sandbox) {
        return deployment(sandbox, Map.of());
    }

    private Deployment deployment(Sandbox sandbox, Map<String, String> environment) {
        AwsClients clients = new AwsClients(
                Region.EU_WEST_1,
                builder -> builder.endpointOverride(sandbox.endpoint())
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"))));
        return new Deployment(
                Settings.read(environment),
                clients,
                new SystemTime(),
                new PrintStream(metrics, true, StandardCharsets.UTF_8));
    }
}
