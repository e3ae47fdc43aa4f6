package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The definition of the state machine that restores, as it is synthesized, run by moto's interpreter. The function behind its
 * tasks is a stub that keeps the contract: what is proven here is the definition's.
 */
class RestoreMachineOnMotoE2E {
    @RegisterExtension
    static final Tools TOOLS = Tools.needed("moto_server", "aws", "npx");

    private static final Duration THOUGHT = Duration.ofSeconds(1);
    private static final String ANSWERED = "io.pitrguard.functions.AnsweredException";

    private static FunctionGateway gateway;
    private static MotoServer moto;
    private static AwsCli aws;
    private static JsonNode definition;
    private static ExecutorService people;

    @BeforeAll
    static void start() {
        gateway = FunctionGateway.start();
        moto = MotoServer.behind(gateway);
        aws = AwsCli.at(gateway.endpoint(), Moto.REGION);
        moto.executeStateMachines(true);
        definition = SweepDefinition.ofRestores();
        people = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        people.shutdownNow();
        moto.close();
        gateway.close();
    }

    @Test
    void takesAStepAfterTheOtherAndWaitsInBetween() throws Exception {
        StubRestore function = new StubRestore("AGAIN", "WAIT 1", "WAIT 1", "DONE");

        StateMachineRun run = run("waits", function);

        assertThat(run.status()).isEqualTo("SUCCEEDED");
        assertThat(function.steps()).isEqualTo(4);
        assertThat(function.asked()).allMatch(input -> input.path("id").asText().equals("waits"));
        assertThat(run.events().stream().filter("WaitStateEntered"::equals)).hasSize(2);
        // As many of a restore of a day, and of its settings, are far from the 25,000 that an execution may have.
        assertThat(run.events().subList(8, 17))
                .as("what one poll takes of the history")
                .containsExactly(
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "ChoiceStateEntered",
                        "ChoiceStateExited",
                        "WaitStateEntered",
                        "WaitStateExited");
    }

    @Test
    void continuesOnceAPersonHasAnswered() throws Exception {
        StubRestore function = new StubRestore(List.of("PERSON 60", "AGAIN", "DONE"), this::answer);

        StateMachineRun run = run("person", function);

        assertThat(run.status()).isEqualTo("SUCCEEDED");
        assertThat(function.tokens()).hasSize(1);
        assertThat(function.steps()).isEqualTo(3);
        assertThat(function.errors()).isEmpty();
    }

    private void answer(String token) {
        people.submit(() -> {
            TimeUnit.MILLISECONDS.sleep(THOUGHT.toMillis());
            return aws.run("stepfunctions", "send-task-success", "--task-token", token, "--task-output", "{}")
                    .ends(0);
        });
    }

    @Test
    void takesTheNextStepWhereNobodyAnsweredInTime() throws Exception {
        StubRestore function = new StubRestore(List.of("PERSON 1", "DONE"), token -> {});

        assertThat(run("late", function).status()).isEqualTo("SUCCEEDED");
        assertThat(function.tokens()).hasSize(1);
        assertThat(function.steps()).isEqualTo(2);
        assertThat(function.errors()).isEmpty();
    }

    @Test
    void takesTheNextStepWhereSomebodyAnsweredBeforeTheTokenWasKept() throws Exception {
        StubRestore function = new StubRestore(List.of("PERSON 60", "DONE"), token -> {
            throw new IllegalStateException(ANSWERED);
        });

        assertThat(run("answered", function).status()).isEqualTo("SUCCEEDED");
        assertThat(function.tokens()).as("not repeated").hasSize(1);
        assertThat(function.steps()).isEqualTo(2);
        assertThat(function.errors()).isEmpty();
    }

    @Test
    void failsWithTheRestore() throws Exception {
        StubRestore function = new StubRestore("AGAIN", "FAILED");

        assertThat(run("failed", function).status()).isEqualTo("FAILED");
        assertThat(function.errors()).as("the function knows that already").isEmpty();
    }

    @Test
    void repeatsAStepThatFailedOnTheWay() throws Exception {
        StubRestore function = new StubRestore(StubRestore.FAILS + "Lambda.TooManyRequestsException", "DONE");

        assertThat(run("throttled", function).status()).isEqualTo("SUCCEEDED");
        assertThat(function.steps()).isEqualTo(2);
        assertThat(function.errors()).isEmpty();
    }

    @Test
    void recordsAFunctionThatFailsForGood() throws Exception {
        StubRestore function = new StubRestore(StubRestore.FAILS + "Runtime.ExitError");

        assertThat(run("broken", function).status()).isEqualTo("FAILED");
        assertThat(function.steps()).as("three retries").isEqualTo(4);
        assertThat(function.errors()).singleElement().satisfies(input -> {
            assertThat(input.path("id").asText()).isEqualTo("broken");
            assertThat(input.at("/error/Error").asText()).isEqualTo("Runtime.ExitError");
        });
    }

    /** What the interpreter reads and does not carry out: nothing here proves it. */
    @Test
    void listsWhatTheInterpreterCannotRun() {
        assertThat(StateMachineRun.spelt(definition)).as("spelt as it is").isEqualTo(definition);
        assertThat(new TreeSet<>(definition.findValuesAsText("TimeoutSeconds")))
                .as("that of the execution, and those of tasks: the stub answers at once")
                .hasSize(2);
        assertThat(new TreeSet<>(definition.findValuesAsText("JitterStrategy"))).containsExactly("FULL");
    }

    private static StateMachineRun run(String name, StubRestore function) throws InterruptedException {
        gateway.run(function);
        return StateMachineRun.of(aws, name, definition, Json.write(Map.of("id", name)));
    }
}
