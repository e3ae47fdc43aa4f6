package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * One execution of a state machine by moto's interpreter.
 *
 * @param status as Step Functions names it
 * @param output JSON; empty where the execution failed
 * @param events the kinds of events of its history
 */
record StateMachineRun(String status, String output, List<String> events) {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String TOLERATED = "ToleratedFailurePercentage";

    /**
     * Executes a definition in a machine of its own, which it deletes: moto starts no machine beside one whose Map has
     * run.
     *
     * @param name of the machine and of the execution
     */
    static StateMachineRun of(AwsCli aws, String name, JsonNode definition) throws InterruptedException {
        return of(aws, name, definition, "{}");
    }

    /**
     * Does the same with an input.
     *
     * @param name of the machine and of the execution
     * @param input JSON
     */
    static StateMachineRun of(AwsCli aws, String name, JsonNode definition, String input) throws InterruptedException {
        String machine = aws.json(
                        "stepfunctions",
                        "create-state-machine",
                        "--name",
                        name,
                        "--role-arn",
                        "arn:aws:iam::123456789012:role/sweep",
                        "--definition",
                        Json.write(spelt(definition)))
                .path("stateMachineArn")
                .asText();
        String execution = aws.json(
                        "stepfunctions",
                        "start-execution",
                        "--state-machine-arn",
                        machine,
                        "--name",
                        name,
                        "--input",
                        input)
                .path("executionArn")
                .asText();
        JsonNode ended = untilEnded(aws, execution);
        JsonNode history = aws.json("stepfunctions", "get-execution-history", "--execution-arn", execution);
        aws.run("stepfunctions", "delete-state-machine", "--state-machine-arn", machine)
                .ends(0);
        return new StateMachineRun(
                ended.path("status").asText(),
                ended.path("output").asText(),
                Json.texts(history.path("events"), "type"));
    }

    /**
     * Spells what moto reads differently. Its grammar takes no whole number for the percentage; to JSON 100 and 100.0 are
     * the same number. And names in the input and output of AWS's SDK begin with a capital in Step Functions: moto takes
     * and gives them as boto3 does.
     */
    static JsonNode spelt(JsonNode definition) {
        JsonNode copy = definition.deepCopy();
        tasksOfSdk(copy).forEach(task -> {
            ((ObjectNode) task).set("Parameters", withSmallNames(task.path("Parameters")));
            ObjectNode result = (ObjectNode) task.path("ResultSelector");
            result.properties()
                    .forEach(each -> each.setValue(TextNode.valueOf(
                            "$." + small(each.getValue().asText().substring(2)))));
        });
        copy.findParents(TOLERATED)
                .forEach(map -> ((ObjectNode) map)
                        .set(TOLERATED, DoubleNode.valueOf(map.path(TOLERATED).asDouble())));
        return copy;
    }

    /** Returns each task that calls AWS's SDK. */
    static List<JsonNode> tasksOfSdk(JsonNode definition) {
        return definition.findParents("Resource").stream()
                .filter(task -> task.path("Resource").asText().contains(":aws-sdk:"))
                .toList();
    }

    private static JsonNode withSmallNames(JsonNode parameters) {
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        parameters.properties().forEach(each -> named.set(small(each.getKey()), each.getValue()));
        return named;
    }

    private static String small(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static JsonNode untilEnded(AwsCli aws, String execution) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        JsonNode state = aws.json("stepfunctions", "describe-execution", "--execution-arn", execution);
        while (state.path("status").asText().equals("RUNNING")) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still running after " + LIMIT + ": " + state);
            }
            TimeUnit.MILLISECONDS.sleep(250);
            state = aws.json("stepfunctions", "describe-execution", "--execution-arn", execution);
        }
        return state;
    }
}
