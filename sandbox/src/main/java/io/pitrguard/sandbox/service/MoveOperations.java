package io.pitrguard.sandbox.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.MoveTask;
import io.pitrguard.sandbox.state.Queue;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** StartMessageMoveTask and ListMessageMoveTasks. */
final class MoveOperations {

    private static final Pattern ARN = Pattern.compile("arn:[^:]+:sqs:[^:]+:[^:]+:[^:]+");
    private static final int FASTEST = 500;
    private static final int LONGEST_LIST = 10;

    private MoveOperations() {}

    static ObjectNode start(Input input, Account account) {
        Queue source = source(input, account);
        if (account.queues().sourcesOf(source).isEmpty()) {
            throw SqsErrors.invalidValue("Source queue must be configured as a Dead Letter Queue.");
        }
        Optional<Queue> destination = queue("DestinationArn", input, account);
        if (destination.filter(source::equals).isPresent()) {
            throw SqsErrors.invalidValue("Source queue arn and destination queue arn cannot be the same.");
        }
        Optional<Long> perSecond = number("MaxNumberOfMessagesPerSecond", FASTEST, input);
        MoveTask task = account.queues().move(source, destination.orElse(null), perSecond.orElse(null), account.now());
        return Json.object().put("TaskHandle", handle(task));
    }

    /** Returns the latest first; a handle has only a task that runs, and here none does. */
    static ObjectNode list(Input input, Account account) {
        Queue source = source(input, account);
        long most = number("MaxResults", LONGEST_LIST, input).orElse(1L);
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("Results");
        account.queues().moves().reversed().stream()
                .filter(task -> task.sourceArn().equals(source.arn()))
                .limit(most)
                .map(MoveOperations::view)
                .forEach(results::add);
        return answer;
    }

    private static ObjectNode view(MoveTask task) {
        ObjectNode view = Json.object()
                .put("Status", task.failure() == null ? "COMPLETED" : "FAILED")
                .put("SourceArn", task.sourceArn())
                .put("ApproximateNumberOfMessagesMoved", task.moved())
                .put("ApproximateNumberOfMessagesToMove", task.toMove())
                .put("StartedTimestamp", task.started().toEpochMilli());
        if (task.destinationArn() != null) {
            view.put("DestinationArn", task.destinationArn());
        }
        if (task.perSecond() != null) {
            view.put("MaxNumberOfMessagesPerSecond", task.perSecond());
        }
        if (task.failure() != null) {
            view.put("FailureReason", task.failure());
        }
        return view;
    }

    private static Queue source(Input input, Account account) {
        return queue("SourceArn", input, account).orElseThrow(() -> SqsErrors.missing("SourceArn"));
    }

    private static Optional<Queue> queue(String parameter, Input input, Account account) {
        return input.text(parameter).map(arn -> {
            if (!ARN.matcher(arn).matches()) {
                throw SqsErrors.invalidValue("You must use this format to specify the " + parameter
                        + ": arn:<partition>:<service>:<region>:<account-id>:<resource-id>");
            }
            return account.queues().findByArn(arn).orElseThrow(() -> SqsErrors.noResource(parameter));
        });
    }

    private static Optional<Long> number(String parameter, int most, Input input) {
        Optional<Long> number = input.number(parameter);
        number.filter(value -> value < 1 || value > most).ifPresent(value -> {
            throw SqsErrors.invalidValue(value, parameter, "Must be between 1 and " + most + ", if provided.");
        });
        return number;
    }

    private static String handle(MoveTask task) {
        ObjectNode content =
                Json.object().put("taskId", UUID.randomUUID().toString()).put("sourceArn", task.sourceArn());
        return Base64.getEncoder().encodeToString(Json.text(content).getBytes(UTF_8));
    }
}
