package io.pitrguard.infra;

import static io.pitrguard.infra.StateSyntax.ANY;
import static io.pitrguard.infra.StateSyntax.OF_LAMBDA;
import static io.pitrguard.infra.StateSyntax.OF_THE_CALL;
import static io.pitrguard.infra.StateSyntax.caught;
import static io.pitrguard.infra.StateSyntax.retry;
import static io.pitrguard.infra.TemplateSyntax.object;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.functions.AnsweredException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The definition of the state machine that carries a restore on, step by step (docs/adr/0020-recovery-stack.md). Between
 * the steps it waits, also for a person, and no function runs meanwhile. It uses JSONPath, and calls nothing but
 * {@code lambda:invoke}, so that interpreters of others can run it.
 *
 * @param invoke the ARN of the integration {@code lambda:invoke}
 * @param function the ARN of the function that takes a step
 */
record RestoreDefinition(String invoke, String function) {
    /** A restore takes a day at most; the rest is for people who have to approve it, and who put settings back. */
    static final Duration LONGEST = Duration.ofDays(30);

    private static final String ID = "$.id";

    /** Returns the definition as Amazon States Language spells it. */
    Map<String, Object> states() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("Comment", "Restores a table: each step is a call of a function, and waiting is not.");
        machine.put("QueryLanguage", "JSONPath");
        machine.put("TimeoutSeconds", LONGEST.toSeconds());
        machine.put("StartAt", "Advance");
        Map<String, Object> states = new LinkedHashMap<>();
        states.put("Advance", advancing());
        states.put("Next?", choosing());
        states.put("Wait", object("Type", "Wait", "SecondsPath", "$.step.seconds", "Next", "Advance"));
        states.put("AskPerson", asking());
        states.put("RecordFailure", recordingFailure());
        states.put("Done", object("Type", "Succeed"));
        states.put("Failed", failed());
        machine.put("States", states);
        return machine;
    }

    private Map<String, Object> advancing() {
        Map<String, Object> task = task(invoke, object("id.$", ID));
        task.put("TimeoutSeconds", timeoutSeconds());
        task.put("ResultSelector", object("next.$", "$.Payload.next", "seconds.$", "$.Payload.seconds"));
        task.put("ResultPath", "$.step");
        task.put("Catch", List.of(failing()));
        task.put("Next", "Next?");
        return task;
    }

    private static Map<String, Object> choosing() {
        return object(
                "Type",
                "Choice",
                "Choices",
                List.of(
                        next("AGAIN", "Advance"),
                        next("WAIT", "Wait"),
                        next("PERSON", "AskPerson"),
                        next("DONE", "Done")),
                "Default",
                "Failed");
    }

    private static Map<String, Object> next(String answer, String state) {
        return object("Variable", "$.step.next", "StringEquals", answer, "Next", state);
    }

    /**
     * The token is kept with the restore's record; whoever answers sends it back. Nobody answered in time, or did before the
     * token was kept: the next step reads the record, and knows what follows.
     */
    private Map<String, Object> asking() {
        Map<String, Object> task = task(invoke + ".waitForTaskToken", object("id.$", ID, "token.$", "$$.Task.Token"));
        task.put("TimeoutSecondsPath", "$.step.seconds");
        // Not after a timeout: the person had that time.
        task.put("Retry", List.of(retry(OF_LAMBDA, 2, 8), notAfter(AnsweredException.class), failedCall()));
        Map<String, Object> answered = caught(List.of(AnsweredException.class.getName(), "States.Timeout"), "Advance");
        answered.put("ResultPath", "$.unanswered");
        task.put("Catch", List.of(answered, failing()));
        task.put("ResultPath", null);
        task.put("Next", "Advance");
        return task;
    }

    private static Map<String, Object> notAfter(Class<? extends Exception> error) {
        return object("ErrorEquals", List.of(error.getName()), "MaxAttempts", 0);
    }

    private static Map<String, Object> failedCall() {
        return retry(List.of("States.TaskFailed"), 10, 3);
    }

    private Map<String, Object> recordingFailure() {
        Map<String, Object> task = task(invoke, object("id.$", ID, "error.$", "$.error"));
        task.put("TimeoutSeconds", timeoutSeconds());
        task.put("ResultPath", null);
        // The event that the execution has failed makes EventBridge call the function once more.
        Map<String, Object> unrecorded = caught(ANY, "Failed");
        unrecorded.put("ResultPath", "$.unrecorded");
        task.put("Catch", List.of(unrecorded));
        task.put("Next", "Failed");
        return task;
    }

    private static Map<String, Object> failed() {
        return object(
                "Type",
                "Fail",
                "Error",
                "RestoreFailed",
                "Cause",
                "The record of the restore has the reason and the remedy. To see them, run: ./pitr-guard restore status and the name of this execution.");
    }

    private Map<String, Object> task(String resource, Map<String, Object> payload) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("Type", "Task");
        task.put("Resource", resource);
        task.put("Parameters", object("FunctionName", function, "Payload", payload));
        task.put(
                "Retry",
                Stream.of(retry(OF_LAMBDA, 2, 8), retry(OF_THE_CALL, 10, 3)).toList());
        return task;
    }

    private static Map<String, Object> failing() {
        Map<String, Object> failing = caught(ANY, "RecordFailure");
        failing.put("ResultPath", "$.error");
        return failing;
    }

    private static int timeoutSeconds() {
        return FunctionSpec.of(FunctionKind.RESTORE).timeoutSeconds() + StateSyntax.SECONDS_BEYOND_TIMEOUT;
    }
}
