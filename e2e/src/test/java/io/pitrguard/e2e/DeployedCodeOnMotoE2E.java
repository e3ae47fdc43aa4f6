package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.sandbox.SandboxRule;
import io.pitrguard.sandbox.lambda.Invocation;
import io.pitrguard.sandbox.lambda.LambdaFunction;
import io.pitrguard.sandbox.lambda.LambdaProcess;
import io.pitrguard.sandbox.lambda.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code cdk deploy} put into moto runs: each function's code and layer are downloaded from there and run by AWS's
 * runtime client with the environment that the stack gives, on every file under {@code events/}. Table, topic, queue and
 * key are the deployed ones.
 *
 * <p>All that the functions call is moto, but for AWS Config: moto takes evaluations in test mode only, so that the
 * sandbox stands in for that service. The options allow what moto needs: its tables are always new, and would be in
 * their grace.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime client is native in part, and for Linux only")
class DeployedCodeOnMotoE2E {
    @RegisterExtension
    @Order(1)
    static final Tools TOOLS = Tools.needed("npx");

    @RegisterExtension
    @Order(2)
    static final Moto MOTO = Moto.emptyForTheClass();

    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final Path POLICY = Repository.write("deployed.yaml", """
            version: 1
            limits: { maxChangesPerSweep: 5000 }
            rules:
              - name: scratch
                match: { table: tmp-* }
                exempt: { reason: rebuilt nightly, owner: data@example.com, until: 2099-12-31 }
              - name: analytics
                match: { table: analytics-* }
                require: { recoveryPeriodDays: 35 }
                action: alert
              - name: all
                require: { recoveryPeriodDays: 35 }
                action: remediate
            """);
    // What a package lacks that was not built as it should be.
    private static final String[] BROKEN = {
        "ClassNotFoundException",
        "NoClassDefFoundError",
        "NoSuchMethodError",
        "UnsatisfiedLinkError",
        "ExceptionInInitializerError"
    };

    @TempDir
    private static Path folder;

    private static final Map<String, LambdaProcess> RUNNING = new HashMap<>();
    private static final Map<String, LambdaFunction> FUNCTIONS = new HashMap<>();

    private static Sandbox config;
    private static DriftWorld world;
    private static Auditor auditor;

    @BeforeAll
    static void deployAndStart() {
        Deployment deployment = Deployment.to(
                MOTO, "policyFile=" + POLICY, "graceSeconds=0", "readsPerSecond=100", "removalPolicy=destroy");
        config = Sandbox.start(SandboxOptions.defaults().withoutLimit());
        config.tables().create("orders");
        config.config().record("orders");
        DeployedFunction sweep = start(deployment, "sweep");
        start(deployment, "drift");
        start(deployment, "config-rule");
        assertThat(sweep.variable("PITR_GUARD_LEDGER_TABLE")).isEqualTo(DriftWorld.LEDGER);
        world = DriftWorld.deployed(new MotoTarget(MOTO.endpoint()), sweep.variable("PITR_GUARD_TOPIC_ARN"));
        auditor = new Auditor(MOTO, sweep.variable("PITR_GUARD_EVIDENCE_BUCKET"));
        // moto's CloudFormation leaves it off; infra/ asserts it on the template.
        world.enable(DriftWorld.LEDGER, 35);
    }

    private static DeployedFunction start(Deployment deployment, String key) {
        DeployedFunction deployed = new DeployedFunction(deployment, "pitr-guard-" + key);
        LambdaFunction function = deployed.unpack(folder.resolve(key));
        if (key.equals("config-rule")) {
            function = function.with(
                    "AWS_ENDPOINT_URL_CONFIG_SERVICE", config.endpoint().toString());
        }
        FUNCTIONS.put(key, function);
        RUNNING.put(key, LambdaProcess.start(function));
        return deployed;
    }

    @AfterAll
    static void stop() {
        RUNNING.values().forEach(LambdaProcess::close);
        Optional.ofNullable(config).ifPresent(Sandbox::close);
        Optional.ofNullable(world).ifPresent(DriftWorld::close);
    }

    @BeforeEach
    void clear() {
        world.clear();
    }

    static List<String> sweeps() {
        return EventFiles.in("scheduled-sweep");
    }

    @ParameterizedTest
    @MethodSource("sweeps")
    void sweeps(String file) throws Exception {
        world.table("analytics-clicks", 0);
        world.table("customers", 35);
        world.table("orders", 0);
        world.table("tmp-import", 0);
        String event = EventFiles.read("scheduled-sweep", file);

        JsonNode answer = answered(invoke("sweep", event));

        assertThat(answer.at("/sweep/id").asText())
                .isEqualTo(Json.read(event).path("id").asText());
        assertThat(answer.at("/sweep/complete").asBoolean()).isTrue();
        assertThat(answer.at("/sweep/ledgerFailure").isNull()).isTrue();
        assertThat(answer.path("tables"))
                .extracting(DeployedCodeOnMotoE2E::judged)
                .containsExactlyInAnyOrder(
                        "analytics-clicks: NON_COMPLIANT, AlertOnly",
                        "customers: COMPLIANT",
                        "orders: COMPLIANT, Fixed",
                        "pitr-guard-ledger: COMPLIANT",
                        "tmp-import: EXEMPT");
        assertThat(world.daysOf("orders")).isEqualTo(35);
        assertThat(world.daysOf("analytics-clicks")).isZero();
        assertThat(world.recordedNames())
                .containsExactly("analytics-clicks", "customers", "orders", "pitr-guard-ledger", "tmp-import");
        List<JsonNode> digests = world.alerts();
        assertThat(digests).hasSize(1);
        assertThat(digests.getFirst().path("summary")).isEqualTo(answer.path("summary"));
        assertThat(Json.texts(digests.getFirst().path("tables"), "name"))
                .containsExactlyInAnyOrder("analytics-clicks", "orders");
    }

    private static String judged(JsonNode table) {
        JsonNode remediation = table.path("remediation");
        return table.path("name").asText() + ": " + table.path("verdict").asText()
                + (remediation.isNull()
                        ? ""
                        : ", " + remediation.path("outcome").asText());
    }

    @Test
    void keepsEvidenceAndFindsWhoTampersWithIt() throws Exception {
        world.table("customers", 35);
        for (int sweep = 0; sweep < 3; sweep++) {
            answered(invoke("sweep", EventFiles.read("scheduled-sweep", "hourly.json")));
        }

        assertThat(auditor.verify().ends(0).out())
                .startsWith("3 records of evidence")
                .contains("Objects: 6 as recorded, 0 expired", "The chain is whole.");
        List<String> digests = auditor.digestsByHand(2);
        assertThat(digests).hasSize(2);
        assertThat(digests.getFirst()).matches("[0-9a-f]{64}").isEqualTo(digests.getLast());

        String report = auditor.key(2, "report.html");
        auditor.overwrite(report);

        assertThat(auditor.verify().ends(2).out())
                .contains("BROKEN at record 2: " + report + " of record 2 was changed. Its version ")
                .contains(" still is what was recorded.")
                .doesNotContain("Also:");
    }

    static List<String> calls() {
        return EventFiles.in("drift");
    }

    /** Expects the outcomes of {@code events/drift-answers.csv}, without a grace period. */
    @ParameterizedTest
    @MethodSource("calls")
    void reactsToCalls(String file) throws Exception {
        List<String> cells = EventFiles.answer("drift-answers.csv", file);
        List<String> outcomes = DriftRun.withoutGrace(cells.get(2));
        List<String> alerted =
                cells.get(3).isEmpty() ? List.of() : List.of(cells.get(3).split("; "));
        world.tables(cells.get(1));

        List<JsonNode> views = DriftRun.of(RUNNING.get("drift"), DriftRun.justSent(file));

        assertThat(views).extracting(view -> view.path("outcome").asText()).containsExactlyElementsOf(outcomes);
        assertThat(world.alerts())
                .extracting(alert -> alert.at("/call/table").asText() + ": "
                        + alert.at("/call/who").asText())
                .containsExactlyElementsOf(alerted);
        List<String> tables = alerted.stream().map(one -> one.split(":")[0]).toList();
        assertThat(tables).allSatisfy(table -> assertThat(world.daysOf(table)).isEqualTo(35));
        assertThat(world.recordedNames()).containsAll(tables);
        if (!outcomes.contains("SETTLED") && !outcomes.contains("REQUEUED")) {
            assertThat(world.recordedNames()).isEmpty();
        }
        assertNothingIsBroken("drift");
    }

    static List<String> ruleEvents() {
        return EventFiles.in("config-rule");
    }

    @ParameterizedTest
    @MethodSource("ruleEvents")
    void evaluatesTableThatIsOn(String file) throws Exception {
        List<String> cells = EventFiles.answer("config-rule-answers.csv", file);
        world.table("orders", 35);

        evaluates(file, cells.get(1), cells.get(2));

        assertThat(world.daysOf("orders")).isEqualTo(35);
        assertThat(world.alerts()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ruleEvents")
    void evaluatesTableThatIsOff(String file) throws Exception {
        List<String> cells = EventFiles.answer("config-rule-answers.csv", file);
        boolean remediates = cells.get(4).equals("remediated");
        world.table("orders", 0);

        evaluates(file, cells.get(1), cells.get(3));

        assertThat(world.daysOf("orders")).isEqualTo(remediates ? 35 : 0);
        List<JsonNode> digests = world.alerts();
        assertThat(digests).hasSize(remediates ? 1 : 0);
        assertThat(digests)
                .allSatisfy(digest ->
                        assertThat(Json.texts(digest.path("tables"), "name")).containsExactly("orders"));
        if (remediates) {
            assertThat(world.recordedNames()).contains("orders");
        }
    }

    private static void evaluates(String file, String about, String words) throws Exception {
        String event = EventFiles.read("config-rule", file);
        SandboxRule rule = config.config().rules().create("pitr-guard");
        try {
            JsonNode token = Json.read(event).path("resultToken");
            if (token.isTextual()) {
                rule.acceptToken(token.asText());
            }

            Outcome outcome = invoke("config-rule", event);

            String[] expected = words.split(" ", 2);
            if (expected[0].equals("REFUSED")) {
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Failed.class,
                                failed -> assertThat(failed.error().message()).contains(expected[1]));
                assertThat(rule.accepted()).isEmpty();
                assertThat(world.recordedNames()).isEmpty();
                return;
            }
            assertEvaluated(answered(outcome), about, expected[0], expected[1]);
        } finally {
            config.config().rules().delete("pitr-guard");
        }
    }

    private static void assertEvaluated(JsonNode answer, String about, String compliance, String words) {
        assertThat(answer.path("problems")).isEmpty();
        assertThat(answer.path("undetermined")).isEmpty();
        assertThat(answer.path("reported").asInt())
                .as("what AWS Config took")
                .isEqualTo(answer.path("evaluations").size());
        assertThat(evaluations(answer, about)).singleElement().satisfies(one -> {
            assertThat(one.path("compliance").asText()).isEqualTo(compliance);
            assertThat(one.path("annotation").asText()).contains(words);
        });
        // On schedule all tables are evaluated.
        assertThat(evaluations(answer, DriftWorld.LEDGER))
                .hasSize(answer.path("evaluations").size() - 1);
    }

    private static List<JsonNode> evaluations(JsonNode answer, String resource) {
        return StreamSupport.stream(answer.path("evaluations").spliterator(), false)
                .filter(one -> one.path("resourceId").asText().equals(resource))
                .toList();
    }

    private static Outcome invoke(String key, String event) throws InterruptedException {
        Outcome outcome = RUNNING.get(key)
                .invoke(
                        Invocation.of(
                                event,
                                Instant.now().plus(AT_MOST),
                                FUNCTIONS.get(key).functionArn()),
                        AT_MOST);
        assertNothingIsBroken(key);
        return outcome;
    }

    private static JsonNode answered(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return Json.read(((Outcome.Answered) outcome).body());
    }

    private static void assertNothingIsBroken(String key) {
        LambdaProcess process = RUNNING.get(key);
        assertThat(process.stdout() + process.stderr()).doesNotContain(BROKEN);
    }
}
