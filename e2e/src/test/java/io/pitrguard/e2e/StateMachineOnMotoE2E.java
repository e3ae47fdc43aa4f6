package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The state machine's definition, as it is synthesized, run by moto's interpreter. The functions behind its tasks are
 * stubs that keep the contract: what is proven here is the definition's.
 */
class StateMachineOnMotoE2E {
    @RegisterExtension
    static final Tools TOOLS = Tools.needed("moto_server", "aws", "npx");

    // Three tries after the first.
    private static final String OUT_OF_SPACE = "Runtime.OutOfMemory";
    private static final String EXIT = "Runtime.ExitError";
    private static final String BUCKET = "sweeps";

    private static FunctionGateway gateway;
    private static MotoServer moto;
    private static AwsCli aws;
    private static JsonNode definition;

    @BeforeAll
    static void start() throws Exception {
        gateway = FunctionGateway.start();
        moto = MotoServer.behind(gateway);
        aws = AwsCli.at(gateway.endpoint(), Moto.REGION);
        aws.run("s3", "mb", "s3://" + BUCKET).ends(0);
        moto.executeStateMachines(true);
        definition = SweepDefinition.synthesized();
    }

    @AfterAll
    static void stop() throws Exception {
        moto.close();
        gateway.close();
    }

    @Test
    void sweepsEachPlaceInAsManyCallsAsItTakes() throws Exception {
        StubPlaces functions = places("many-calls", Map.of("111111111111", 3, "222222222222", 1), Map.of());

        StateMachineRun run = run("many-calls", functions);

        assertThat(run.status()).isEqualTo("SUCCEEDED");
        assertThat(Json.read(run.output()).path("swept").asBoolean()).isTrue();
        assertThat(functions.of("111111111111"))
                .containsExactly("111111111111 call 1", "111111111111 call 2", "111111111111 call 3");
        assertThat(functions.of("222222222222")).containsExactly("222222222222 call 1");
        assertThat(functions.asked()).startsWith("plan").endsWith("summary").hasSize(6);
    }

    @Test
    void repeatsTheCallOfAWorkerThatWasKilled() throws Exception {
        StubPlaces functions = places("killed", Map.of("111111111111", 2), Map.of("111111111111", List.of(EXIT)));

        assertThat(run("killed", functions).status()).isEqualTo("SUCCEEDED");
        assertThat(functions.of("111111111111"))
                .containsExactly("111111111111 call 1", "111111111111 call 1", "111111111111 call 2");
    }

    @Test
    void leavesOutAPlaceWhoseWorkerFailsForGood() throws Exception {
        StubPlaces functions = places(
                "left-out",
                Map.of("111111111111", 2, "222222222222", 2),
                Map.of("111111111111", Collections.nCopies(20, OUT_OF_SPACE)));

        StateMachineRun run = run("left-out", functions);

        assertThat(run.status()).isEqualTo("SUCCEEDED");
        assertThat(functions.of("111111111111")).hasSizeGreaterThan(1).containsOnly("111111111111 call 1");
        assertThat(functions.of("222222222222")).containsExactly("222222222222 call 1", "222222222222 call 2");
        assertThat(functions.summaries())
                .singleElement()
                .satisfies(summary -> assertThat(summary.path("sweep").asText()).isNotEmpty());
    }

    @Test
    void endsAtOnceWhereAnotherSweepRuns() throws Exception {
        StubPlaces functions = new StubPlaces(busy(false), Map.of(), Map.of());
        HolderGate holder = HolderGate.of("RUNNING");
        gateway.through(holder);

        assertThat(run("busy", functions).status()).isEqualTo("SUCCEEDED");
        assertThat(functions.asked()).containsExactly("plan");
        assertThat(holder.calls()).hasSize(1);
    }

    /** Step Functions does not know the execution: nobody knows whether it runs. */
    @Test
    void failsWhereAnotherSweepHasRunForLong() throws Exception {
        StubPlaces functions = new StubPlaces(busy(true), Map.of(), Map.of());
        HolderGate holder = HolderGate.unknown();
        gateway.through(holder);

        assertThat(run("overdue", functions).status()).isEqualTo("FAILED");
        assertThat(functions.asked()).containsExactly("plan");
        assertThat(holder.calls()).as("the retries of the question").hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUCCEEDED", "ABORTED"})
    void takesOverFromASweepThatHasEnded(String status) throws Exception {
        String name = "taken-over-" + status;
        StubPlaces places = places(name, Map.of("111111111111", 1), Map.of());
        Map<String, Object> answers = new HashMap<>(busy(true));
        answers.put("afterwards", places.plan());
        StubPlaces functions = new StubPlaces(answers, places.calls(), Map.of());
        HolderGate holder = HolderGate.of(status);
        gateway.through(holder);

        assertThat(run(name, functions).status()).isEqualTo("SUCCEEDED");
        assertThat(functions.asked()).containsExactly("plan", "plan after other", "111111111111 call 1", "summary");
        assertThat(holder.calls()).hasSize(1);
    }

    /** A third sweep may have taken the lease in between. */
    @Test
    void endsWhereTheLeaseOfASweepThatHasEndedIsTakenAgain() throws Exception {
        StubPlaces functions = new StubPlaces(busy(false), Map.of(), Map.of());
        gateway.through(HolderGate.of("FAILED"));

        assertThat(run("taken-again", functions).status()).isEqualTo("SUCCEEDED");
        assertThat(functions.asked()).containsExactly("plan", "plan after other");
    }

    private static Map<String, Object> busy(boolean overdue) {
        return Map.of("busy", true, "heldBy", "other", "holder", HolderGate.ARN, "overdue", overdue);
    }

    /** The summary has to report it: nothing was swept. */
    @Test
    void summarizesAlsoWhereThePlacesCannotBeRead() throws Exception {
        StubPlaces functions = new StubPlaces(plan("missing", 2), Map.of("111111111111", 1), Map.of());

        assertThat(run("missing", functions).status()).isEqualTo("SUCCEEDED");
        assertThat(functions.asked()).containsExactly("plan", "summary");
    }

    /**
     * What the definition has that moto's interpreter reads and does not carry out: nothing here proves it. A change of
     * this list is a change of what is proven.
     */
    @Test
    void listsWhatTheInterpreterCannotRun() {
        assertThat(StateMachineRun.spelt(definition)).isNotEqualTo(definition);
        assertThat(StateMachineRun.tasksOfSdk(definition))
                .as("the question for another sweep: spelt as boto3 spells it, and answered by HolderGate")
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.path("Parameters").fieldNames())
                            .toIterable()
                            .containsExactly("ExecutionArn.$");
                    assertThat(task.path("ResultSelector").path("status.$").asText())
                            .isEqualTo("$.Status");
                });
        assertThat(new TreeSet<>(definition.findValuesAsText("ToleratedFailurePercentage")))
                .as("not enforced: a place never fails, each is caught; spelt 100.0 for moto's grammar")
                .containsExactly("100");
        assertThat(new TreeSet<>(definition.findValuesAsText("ExecutionType")))
                .as("places run in the parent's execution: no child executions, and none of their quotas")
                .containsExactly("STANDARD");
        assertThat(new TreeSet<>(definition.findValuesAsText("TimeoutSeconds")))
                .as("the timeouts of tasks: the stubs answer at once")
                .isNotEmpty();
    }

    private static StubPlaces places(String name, Map<String, Integer> calls, Map<String, List<String>> failures)
            throws IOException {
        List<Map<String, Object>> places = calls.keySet().stream()
                .sorted()
                .map(account -> Map.<String, Object>of(
                        "account", account, "name", "shop", "region", Moto.REGION, "units", List.of()))
                .toList();
        Path file = Repository.write("places-" + name + ".json", Json.write(places));
        aws.json("s3api", "put-object", "--bucket", BUCKET, "--key", key(name), "--body", file.toString());
        Files.delete(file);
        return new StubPlaces(plan(name, places.size()), calls, failures);
    }

    private static Map<String, Object> plan(String name, int count) {
        return Map.of("busy", false, "bucket", BUCKET, "places", key(name), "count", count);
    }

    private static String key(String name) {
        return "sweeps/" + name + "/places.json";
    }

    private static StateMachineRun run(String name, StubPlaces functions) throws InterruptedException {
        gateway.run(functions);
        return StateMachineRun.of(aws, name, definition);
    }
}
