package io.pitrguard.infra;

import static io.pitrguard.infra.StateSyntax.ANY;
import static io.pitrguard.infra.StateSyntax.OF_LAMBDA;
import static io.pitrguard.infra.StateSyntax.OF_THE_CALL;
import static io.pitrguard.infra.StateSyntax.caught;
import static io.pitrguard.infra.StateSyntax.retry;
import static io.pitrguard.infra.TemplateSyntax.object;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.functions.StillRunningException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The definition of the state machine that drills (docs/adr/0022-drill-deployment.md): it begins what is due, carries each
 * drill on step by step in an execution of its own, and cleans up. It uses JSONPath, and calls nothing but
 * {@code lambda:invoke}, so that interpreters of others can run it.
 *
 * @param invoke the ARN of the integration {@code lambda:invoke}
 * @param function the ARN of the function that takes a step
 * @param atOnce how many drills are carried on at once
 */
record DrillDefinition(String invoke, String function, int atOnce) {
    /** A drill takes a restore of a day, half a day of checks, and a day each that something is tried before it is given up. */
    static final Duration LONGEST = Duration.ofDays(7);

    /** Returns the definition as Amazon States Language spells it. */
    Map<String, Object> states() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("Comment", "Begins the drills that are due, carries each on, and cleans up.");
        machine.put("QueryLanguage", "JSONPath");
        machine.put("TimeoutSeconds", LONGEST.toSeconds());
        machine.put("StartAt", "Due");
        Map<String, Object> states = new LinkedHashMap<>();
        states.put("Due", beginning());
        states.put("Any?", choice("$.due.any", "Drills", "CleanUp"));
        states.put("Drills", drills());
        states.put("CleanUp", cleaningUp());
        states.put("Open?", choice("$.swept.open", "Interrupted", "Done"));
        states.put("Done", object("Type", "Succeed"));
        states.put("Interrupted", interrupted());
        machine.put("States", states);
        return machine;
    }

    /** A call that is repeated answers the same drills: those that it has begun are in the ledger. */
    private Map<String, Object> beginning() {
        Map<String, Object> task = task(object("due", object("input.$", "$", "started.$", "$$.Execution.StartTime")));
        task.put("ResultSelector", object("any.$", "$.Payload.any", "drills.$", "$.Payload.drills"));
        task.put("ResultPath", "$.due");
        task.put("Retry", List.of(retry(OF_LAMBDA, 2, 8), stillRunning(), retry(OF_THE_CALL, 10, 3)));
        task.put("Next", "Any?");
        return task;
    }

    /** An execution each: the polls of all together could exceed the 25,000 events that one may have. */
    private Map<String, Object> drills() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("Type", "Map");
        map.put("Label", "Drills");
        map.put("ItemsPath", "$.due.drills");
        map.put("MaxConcurrency", atOnce);
        map.put("ToleratedFailurePercentage", 100);
        map.put("ItemProcessor", processor());
        map.put("ResultPath", null);
        // What is not over then is seen by the next state.
        Map<String, Object> failed = caught(ANY, "CleanUp");
        failed.put("ResultPath", "$.failed");
        map.put("Catch", List.of(failed));
        map.put("Next", "CleanUp");
        return map;
    }

    private Map<String, Object> processor() {
        Map<String, Object> states = new LinkedHashMap<>();
        states.put("Advance", advancing());
        states.put("Next?", choosing());
        states.put("Wait", object("Type", "Wait", "SecondsPath", "$.step.seconds", "Next", "Advance"));
        states.put("Over", nothing("The record of the drill has what it came to."));
        states.put("LeftOut", nothing("The drill is not over: cleaning up sees that, and the next run carries it on."));
        return object(
                "ProcessorConfig",
                object("Mode", "DISTRIBUTED", "ExecutionType", "STANDARD"),
                "StartAt",
                "Advance",
                "States",
                states);
    }

    private Map<String, Object> advancing() {
        Map<String, Object> task = task(object("id.$", "$.id"));
        task.put("ResultSelector", object("next.$", "$.Payload.next", "seconds.$", "$.Payload.seconds"));
        task.put("ResultPath", "$.step");
        // With pauses of two minutes at most, up to 20 minutes: AWS may have a bad quarter of an hour.
        task.put("Retry", List.of(retry(OF_LAMBDA, 2, 8), retry(OF_THE_CALL, 20, 12)));
        Map<String, Object> failed = caught(ANY, "LeftOut");
        failed.put("ResultPath", "$.error");
        task.put("Catch", List.of(failed));
        task.put("Next", "Next?");
        return task;
    }

    private static Map<String, Object> choosing() {
        return object(
                "Type",
                "Choice",
                "Choices",
                List.of(next("AGAIN", "Advance"), next("WAIT", "Wait"), next("DONE", "Over")),
                "Default",
                "LeftOut");
    }

    private static Map<String, Object> next(String answer, String state) {
        return object("Variable", "$.step.next", "StringEquals", answer, "Next", state);
    }

    private Map<String, Object> cleaningUp() {
        Map<String, Object> task = task(object("sweep.$", "$.due.drills"));
        task.put("ResultSelector", object("open.$", "$.Payload.open"));
        task.put("ResultPath", "$.swept");
        task.put("Retry", List.of(retry(OF_LAMBDA, 2, 8), retry(OF_THE_CALL, 20, 12)));
        task.put("Next", "Open?");
        return task;
    }

    private static Map<String, Object> interrupted() {
        return object(
                "Type",
                "Fail",
                "Error",
                "DrillsInterrupted",
                "Cause",
                "Some drills are not over, because a step of them failed for good. The log of the function drill says why; the next run carries them on. To see them, run: ./pitr-guard drill report");
    }

    private Map<String, Object> task(Map<String, Object> payload) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("Type", "Task");
        task.put("Resource", invoke);
        task.put(
                "TimeoutSeconds",
                FunctionSpec.of(FunctionKind.DRILL).timeoutSeconds() + StateSyntax.SECONDS_BEYOND_TIMEOUT);
        task.put("Parameters", object("FunctionName", function, "Payload", payload));
        return task;
    }

    /** Another execution begins drills, for as long as a call takes at most. */
    private static Map<String, Object> stillRunning() {
        return object(
                "ErrorEquals",
                List.of(StillRunningException.class.getName()),
                "IntervalSeconds",
                60,
                "BackoffRate",
                1,
                "MaxAttempts",
                18);
    }

    private static Map<String, Object> choice(String variable, String then, String otherwise) {
        return object(
                "Type",
                "Choice",
                "Choices",
                List.of(object("Variable", variable, "BooleanEquals", true, "Next", then)),
                "Default",
                otherwise);
    }

    private static Map<String, Object> nothing(String comment) {
        return object("Type", "Pass", "Comment", comment, "Result", Map.of(), "End", true);
    }
}
