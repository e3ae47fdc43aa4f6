package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The definition of the state machine that drills, as it is synthesized, run by moto's interpreter. The function behind its
 * tasks is a stub that keeps the contract: what is proven here is the definition's.
 */
class DrillMachineOnMotoE2E {
    @RegisterExtension
    static final Tools TOOLS = Tools.needed("moto_server", "aws", "npx");

    private static final String SINCE = "2026-12-01T02:00:00Z";
    private static final String STILL_RUNNING = "io.pitrguard.functions.StillRunningException";

    private static FunctionGateway gateway;
    private static MotoServer moto;
    private static AwsCli aws;
    private static JsonNode definition;

    @BeforeAll
    static void start() {
        gateway = FunctionGateway.start();
        moto = MotoServer.behind(gateway);
        aws = AwsCli.at(gateway.endpoint(), Moto.REGION);
        moto.executeStateMachines(true);
        definition = SweepDefinition.ofDrills();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        moto.close();
        gateway.close();
    }

    @Test
    void beginsWhatIsDueCarriesEachOnAndCleansUp() throws Exception {
        StubDrills function =
                new StubDrills(Map.of("drill-a", List.of("AGAIN", "WAIT 1", "DONE"), "drill-b", List.of("DONE")));

        StateMachineRun run = run("whole", function);

        assertThat(run.status()).isEqualTo("SUCCEEDED");
        assertThat(function.steps()).containsOnly(Map.entry("drill-a", 3), Map.entry("drill-b", 1));
        assertThat(function.asked("due")).singleElement().satisfies(input -> {
            assertThat(input.at("/due/input/since").asText()).isEqualTo(SINCE);
            assertThat(input.at("/due/started").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*");
        });
        assertThat(function.asked("sweep"))
                .singleElement()
                .satisfies(input ->
                        assertThat(input.path("sweep").findValuesAsText("id")).containsExactly("drill-a", "drill-b"));
        assertThat(function.asked().getLast().has("sweep")).as("at the end").isTrue();
    }

    @Test
    void carriesOnNoMoreThanThePolicySaysAtOnce() throws Exception {
        List<String> steps = List.of("AGAIN", "AGAIN", "DONE");
        StubDrills function = new StubDrills(Map.of(
                "drill-a", steps, "drill-b", steps, "drill-c", steps, "drill-d", steps, "drill-e", steps, "drill-f",
                steps, "drill-g", steps));

        assertThat(run("many", function).status()).isEqualTo("SUCCEEDED");

        assertThat(function.steps().values()).hasSize(7).containsOnly(3);
        assertThat(function.atOnce().get()).isBetween(2, 5);
    }

    @Test
    void cleansUpWhereNothingIsDue() throws Exception {
        StubDrills function = new StubDrills(Map.of());

        StateMachineRun run = run("nothing", function);

        assertThat(run.status()).isEqualTo("SUCCEEDED");
        assertThat(run.events()).doesNotContain("MapStateEntered");
        assertThat(function.asked("sweep"))
                .singleElement()
                .satisfies(input -> assertThat(input.path("sweep")).isEmpty());
    }

    @Test
    void aDrillThatFailsForGoodStopsNoOther() throws Exception {
        StubDrills function = new StubDrills(
                Map.of(
                        "drill-a",
                        List.of(StubDrills.FAILS + "Runtime.ExitError"),
                        "drill-b",
                        List.of("AGAIN", "WAIT 2", "AGAIN", "DONE")),
                List.of(),
                true);

        StateMachineRun run = run("broken", function);

        assertThat(run.status()).as("somebody must hear of it").isEqualTo("FAILED");
        assertThat(function.steps()).containsEntry("drill-a", 13).containsEntry("drill-b", 4);
        assertThat(function.asked("sweep")).hasSize(1);
    }

    @Test
    void repeatsWhatFailedOnTheWay() throws Exception {
        StubDrills function = new StubDrills(
                Map.of("drill-a", List.of(StubDrills.FAILS + "Lambda.TooManyRequestsException", "DONE")),
                List.of("Lambda.ServiceException", STILL_RUNNING, STILL_RUNNING),
                false);

        assertThat(run("throttled", function).status()).isEqualTo("SUCCEEDED");
        assertThat(function.asked("due")).hasSize(4);
        assertThat(function.steps()).containsEntry("drill-a", 2);
    }

    @Test
    void failsWhereNobodyKnowsWhatIsDue() throws Exception {
        StubDrills function =
                new StubDrills(Map.of("drill-a", List.of("DONE")), Collections.nCopies(9, "Runtime.ExitError"), false);

        assertThat(run("unknown", function).status()).isEqualTo("FAILED");
        assertThat(function.asked("due")).as("three retries").hasSize(4);
        assertThat(function.asked("id")).isEmpty();
    }

    /** What the interpreter reads and does not carry out: nothing here proves it. */
    @Test
    void listsWhatTheInterpreterCannotRun() {
        assertThat(new TreeSet<>(definition.findValuesAsText("TimeoutSeconds")))
                .as("that of the execution, and those of tasks: the stub answers at once")
                .hasSize(2);
        assertThat(new TreeSet<>(definition.findValuesAsText("JitterStrategy"))).containsExactly("FULL");
    }

    private static StateMachineRun run(String name, StubDrills function) throws InterruptedException {
        gateway.run(function);
        return StateMachineRun.of(aws, name, quick(), Json.write(Map.of("since", SINCE)));
    }

    /** As it is, but for the pauses before retries: they are of minutes, and the interpreter waits them out. */
    private static JsonNode quick() {
        JsonNode copy = definition.deepCopy();
        copy.findParents("IntervalSeconds")
                .forEach(retry -> ((ObjectNode) retry)
                        .put("IntervalSeconds", 1)
                        .put("BackoffRate", 1)
                        .remove(List.of("MaxDelaySeconds", "JitterStrategy")));
        return copy;
    }
}
