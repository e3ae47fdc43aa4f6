package io.pitrguard.infra;

import static io.pitrguard.infra.StateSyntax.ANY;
import static io.pitrguard.infra.StateSyntax.OF_LAMBDA;
import static io.pitrguard.infra.StateSyntax.OF_THE_CALL;
import static io.pitrguard.infra.StateSyntax.SECONDS_BEYOND_TIMEOUT;
import static io.pitrguard.infra.StateSyntax.retry;
import static io.pitrguard.infra.TemplateSyntax.object;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.HubSettings;
import io.pitrguard.functions.StillRunningException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The definition of the state machine that sweeps many accounts and regions, or one whose tables do not fit one call
 * (docs/adr/0014-hub.md). It uses JSONPath, and beside
 * {@code lambda:invoke} only asks Step Functions about another sweep, so that interpreters of others can run it.
 *
 * @param invoke the ARN of the integration {@code lambda:invoke}
 * @param plan the ARN of the function to invoke, as are the next two
 * @param workers how many accounts and regions are swept at once
 */
record SweepDefinition(String invoke, String plan, String place, String summary, int workers) {
    /** Returns the definition as Amazon States Language spells it. */
    Map<String, Object> states() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("Comment", "Plans a sweep, sweeps each account and region, and reports.");
        machine.put("QueryLanguage", "JSONPath");
        machine.put("TimeoutSeconds", HubSettings.LONGEST_SWEEP.toSeconds());
        machine.put("StartAt", "Plan");
        Map<String, Object> states = new LinkedHashMap<>();
        states.put("Plan", planning());
        states.put("Busy?", choice("$.plan.busy", "Holder", "Places"));
        putBusy(states);
        states.put("Places", places());
        states.put("Summary", summarizing());
        machine.put("States", states);
        return machine;
    }

    private Map<String, Object> planning() {
        return planning(
                object(
                        "sweep.$", "$$.Execution.Name",
                        "started.$", "$$.Execution.StartTime",
                        "execution.$", "$$.Execution.Id"),
                "Busy?");
    }

    private Map<String, Object> planning(Map<String, Object> input, String next) {
        Map<String, Object> task = task(plan, FunctionKind.PLAN, input, Map.of("plan.$", "$.Payload"));
        // Where there is a plan, its summary counts what there is; otherwise it fails, and the next execution takes the
        // lease over.
        task.put("Catch", List.of(caught("Summary")));
        task.put("Next", next);
        return task;
    }

    /**
     * Where another sweep holds the lease: takes it over if that one's execution has ended, else does nothing, and fails
     * once that has lasted for several intervals.
     */
    private void putBusy(Map<String, Object> states) {
        states.put("Holder", holder());
        states.put(
                "Running?",
                object(
                        "Type", "Choice",
                        "Choices",
                                Stream.of("SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED")
                                        .map(ended -> object(
                                                "Variable",
                                                "$.holder.status",
                                                "StringEquals",
                                                ended,
                                                "Next",
                                                "TakeOver"))
                                        .toList(),
                        "Default", "Overdue?"));
        Map<String, Object> input = object(
                "sweep.$", "$$.Execution.Name",
                "started.$", "$$.Execution.StartTime",
                "execution.$", "$$.Execution.Id",
                "ended.$", "$.plan.heldBy");
        states.put("TakeOver", planning(input, "StillBusy?"));
        states.put("StillBusy?", choice("$.plan.busy", "Overdue?", "Places"));
        states.put("Overdue?", choice("$.plan.overdue", "Overdue", "Busy"));
        states.put("Busy", Map.of("Type", "Succeed"));
        states.put(
                "Overdue",
                object(
                        "Type", "Fail",
                        "Error", "SweepOverdue",
                        "Cause",
                                "Another sweep has held the lease for several intervals. If its execution runs, raise the options workers or sweepMinutes, or stop it."));
    }

    /** Step Functions answers by itself: no function needs the right to ask. Who cannot be asked after counts as running. */
    private Map<String, Object> holder() {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("Type", "Task");
        task.put("Resource", invoke.replace("lambda:invoke", "aws-sdk:sfn:describeExecution"));
        task.put("Parameters", object("ExecutionArn.$", "$.plan.holder"));
        task.put("ResultSelector", Map.of("status.$", "$.Status"));
        task.put("ResultPath", "$.holder");
        task.put("Retry", List.of(retry(ANY, 2, 2)));
        Map<String, Object> unknown = caught("Overdue?");
        unknown.put("ResultPath", "$.unknown");
        task.put("Catch", List.of(unknown));
        task.put("Next", "Running?");
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
        map.put(
                "ItemSelector",
                object(
                        "sweep.$", "$.plan.sweep",
                        "started.$", "$$.Execution.StartTime",
                        "call", 1,
                        "place.$", "$$.Map.Item.Value"));
        map.put("ItemProcessor", processor());
        map.put("ResultPath", null);
        // The summary reports what is missing.
        map.put("Catch", List.of(caught("Summary")));
        map.put("Next", "Summary");
        return map;
    }

    private Map<String, Object> processor() {
        Map<String, Object> sweep = task(place, FunctionKind.PLACE, "$", Map.of("next.$", "$.Payload"));
        sweep.put("Retry", oneAtATime());
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
                object("sweep.$", "$$.Execution.Name"),
                Map.of("summary.$", "$.Payload"));
        task.put("Retry", oneAtATime());
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

    /** Of a function that fails while an earlier call of it still runs. */
    private static List<Map<String, Object>> oneAtATime() {
        return List.of(retry(OF_LAMBDA, 2, 8), stillRunning(), retry(OF_THE_CALL, 10, 3));
    }

    /** Lambda names an error after its class. Repeats as long as a call takes at most, and a little longer. */
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

    private static Map<String, Object> caught(String next) {
        return StateSyntax.caught(ANY, next);
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
