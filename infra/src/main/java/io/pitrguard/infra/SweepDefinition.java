package io.pitrguard.infra;

import static io.pitrguard.infra.TemplateSyntax.object;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.HubSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The definition of the state machine that sweeps many accounts and regions, or one whose tables do not fit one call
 * (docs/adr/0014-hub.md). It uses JSONPath and {@code lambda:invoke} only, so that interpreters of others can run it.
 *
 * @param invoke the ARN of the integration {@code lambda:invoke}
 * @param plan the ARN of the function to invoke, as are the next two
 * @param workers how many accounts and regions are swept at once
 */
record SweepDefinition(String invoke, String plan, String place, String summary, int workers) {
    /** Lambda ends a call at the function's timeout; this is for a call whose answer never reaches Step Functions. */
    private static final int SECONDS_BEYOND_TIMEOUT = 60;

    // Lambda's own errors: the call did not reach the function, or may be repeated in any case.
    private static final List<String> OF_LAMBDA = List.of(
            "Lambda.ServiceException",
            "Lambda.AWSLambdaException",
            "Lambda.SdkClientException",
            "Lambda.ClientExecutionTimeoutException",
            "Lambda.TooManyRequestsException");
    // The function failed, ran out of memory or time: what it did is in the ledger, and it reads again.
    private static final List<String> OF_THE_CALL = List.of("States.TaskFailed", "States.Timeout");
    private static final List<String> ANY = List.of("States.ALL");

    /** Returns the definition as Amazon States Language spells it. */
    Map<String, Object> states() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("Comment", "Plans a sweep, sweeps each account and region, and reports.");
        machine.put("QueryLanguage", "JSONPath");
        machine.put("TimeoutSeconds", HubSettings.LONGEST_SWEEP.toSeconds());
        machine.put("StartAt", "Plan");
        Map<String, Object> states = new LinkedHashMap<>();
        states.put("Plan", planning());
        states.put("Busy?", choice("$.plan.busy", "Busy", "Places"));
        states.put("Busy", Map.of("Type", "Succeed"));
        states.put("Places", places());
        states.put("Summary", summarizing());
        machine.put("States", states);
        return machine;
    }

    private Map<String, Object> planning() {
        Map<String, Object> task = task(
                plan,
                FunctionKind.PLAN,
                object("sweep.$", "$$.Execution.Name", "started.$", "$$.Execution.StartTime"),
                Map.of("plan.$", "$.Payload"));
        task.put("Next", "Busy?");
        return task;
    }

    /** The parts are in S3: nothing of a child execution is kept here, because 1,500 outputs do not fit a state. */
    private Map<String, Object> places() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("Type", "Map");
        map.put("Label", "Places");
        map.put("MaxConcurrency", workers);
        map.put("ToleratedFailurePercentage", 100);
        map.put(
                "ItemReader",
                object(
                        "Resource", invoke.replace("lambda:invoke", "s3:getObject"),
                        "ReaderConfig", Map.of("InputType", "JSON"),
                        "Parameters", object("Bucket.$", "$.plan.bucket", "Key.$", "$.plan.places")));
        map.put("ItemSelector", object("sweep.$", "$.plan.sweep", "call", 1, "place.$", "$$.Map.Item.Value"));
        map.put("ItemProcessor", processor());
        map.put("ResultPath", null);
        // The summary reports what is missing.
        map.put("Catch", List.of(caught("Summary")));
        map.put("Next", "Summary");
        return map;
    }

    private Map<String, Object> processor() {
        Map<String, Object> sweep = task(place, FunctionKind.PLACE, "$", Map.of("next.$", "$.Payload"));
        sweep.put("OutputPath", "$.next");
        sweep.put("Catch", List.of(caught("LeftOut")));
        sweep.put("Next", "More?");
        Map<String, Object> states = new LinkedHashMap<>();
        states.put("Sweep", sweep);
        states.put("More?", choice("$.more", "Sweep", "Done"));
        states.put("Done", nothing("All tables of this account and region were looked at."));
        states.put("LeftOut", nothing("The summary sees that the last part is missing."));
        return object(
                "ProcessorConfig",
                object("Mode", "DISTRIBUTED", "ExecutionType", "STANDARD"),
                "StartAt",
                "Sweep",
                "States",
                states);
    }

    private Map<String, Object> summarizing() {
        Map<String, Object> task = task(
                summary,
                FunctionKind.SUMMARY,
                object("sweep.$", "$.plan.sweep", "plan.$", "$.plan"),
                Map.of("summary.$", "$.Payload"));
        task.put("OutputPath", "$.summary");
        task.put("End", true);
        return task;
    }

    private Map<String, Object> task(String function, FunctionKind kind, Object payload, Map<String, Object> result) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("Type", "Task");
        task.put("Resource", invoke);
        task.put("TimeoutSeconds", FunctionSpec.of(kind).timeoutSeconds() + SECONDS_BEYOND_TIMEOUT);
        task.put(
                "Parameters",
                payload instanceof String path
                        ? object("FunctionName", function, "Payload.$", path)
                        : object("FunctionName", function, "Payload", payload));
        task.put("ResultSelector", result);
        task.put("Retry", List.of(retry(OF_LAMBDA, 2, 8), retry(OF_THE_CALL, 10, 3)));
        return task;
    }

    /** The pause doubles up to two minutes, and is random below that, so that workers do not come back all at once. */
    private static Map<String, Object> retry(List<String> errors, int seconds, int attempts) {
        return object(
                "ErrorEquals",
                errors,
                "IntervalSeconds",
                seconds,
                "BackoffRate",
                2,
                "MaxDelaySeconds",
                120,
                "MaxAttempts",
                attempts,
                "JitterStrategy",
                "FULL");
    }

    private static Map<String, Object> caught(String next) {
        return object("ErrorEquals", ANY, "ResultPath", "$.failure", "Next", next);
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
