package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.JsonProtocol;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Step Functions (API version 2016-11-23): state machines and their executions. It interprets no definition: an execution
 * runs until somebody stops it, and no task ever waits for a token.
 */
public final class StepFunctions implements Service {

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "states",
            new ErrorCodes.Code("ThrottlingException", 400),
            new ErrorCodes.Code("AccessDeniedException", 400),
            new ErrorCodes.Code("ExpiredTokenException", 400),
            new ErrorCodes.Code("InternalFailure", 500),
            new ErrorCodes.Code("ValidationException", 400),
            new ErrorCodes.Code("StateMachineDoesNotExist", 400));

    private static final String MACHINE_ARN = "stateMachineArn";
    private static final String EXECUTION_ARN = "executionArn";

    private final Protocol protocol = new JsonProtocol("1.0", "com.amazonaws.swf.service.v2.model#");
    private final Map<String, Instant> machines = new ConcurrentHashMap<>();
    private final Map<String, Execution> executions = new ConcurrentHashMap<>();

    private record Execution(String machine, String name, String input, Instant started, boolean running) {}

    @Override
    public String id() {
        return "AWSStepFunctions";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "CreateStateMachine", this::create,
                "DescribeStateMachine", this::describe,
                "StartExecution", this::start,
                "DescribeExecution", this::describeExecution,
                "StopExecution", this::stop,
                "SendTaskSuccess", StepFunctions::answerTask);
    }

    /** Returns the name of the state machine instead, so that a fault can hit one alone. */
    @Override
    public @Nullable String table(Input input) {
        return input.text(MACHINE_ARN)
                .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
                .orElse(null);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        String machine = target.table();
        return ERRORS.refusal(effect, target, machine == null ? "*" : arn(target.account(), "stateMachine", machine));
    }

    private ObjectNode create(Input input, Account account) {
        String arn = arn(account, "stateMachine", input.text("name").orElse(""));
        Instant created = machines.computeIfAbsent(arn, _ -> account.now());
        return Json.object().put(MACHINE_ARN, arn).put("creationDate", Json.timestamp(created));
    }

    private ObjectNode describe(Input input, Account account) {
        String arn = machine(input);
        return Json.object()
                .put(MACHINE_ARN, arn)
                .put("name", arn.substring(arn.lastIndexOf(':') + 1))
                .put("status", "ACTIVE")
                .put("type", "STANDARD")
                .put("creationDate", Json.timestamp(machines.getOrDefault(arn, account.now())));
    }

    /** The same name with the same input is the same execution while it runs; later the name is taken. */
    private ObjectNode start(Input input, Account account) {
        String machine = machine(input);
        String name = input.text("name").orElseGet(() -> "run-" + executions.size());
        Execution wanted = new Execution(machine, name, input.text("input").orElse("{}"), account.now(), true);
        String arn = arn(account, "execution", machine.substring(machine.lastIndexOf(':') + 1)) + ":" + name;
        Execution known = executions.putIfAbsent(arn, wanted);
        if (known != null && !(known.running() && known.input().equals(wanted.input()))) {
            throw ServiceError.client("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
        }
        Execution running = known == null ? wanted : known;
        return Json.object().put(EXECUTION_ARN, arn).put("startDate", Json.timestamp(running.started()));
    }

    private ObjectNode describeExecution(Input input, Account account) {
        String arn = execution(input);
        Execution found = executions.getOrDefault(arn, new Execution("", "", "{}", account.now(), false));
        return Json.object()
                .put(EXECUTION_ARN, arn)
                .put(MACHINE_ARN, found.machine())
                .put("name", found.name())
                .put("status", found.running() ? "RUNNING" : "ABORTED")
                .put("startDate", Json.timestamp(found.started()))
                .put("input", found.input());
    }

    private ObjectNode stop(Input input, Account account) {
        executions.computeIfPresent(
                execution(input), (_, e) -> new Execution(e.machine(), e.name(), e.input(), e.started(), false));
        return Json.object().put("stopDate", Json.timestamp(account.now()));
    }

    private static ObjectNode answerTask(Input input, Account account) {
        throw ServiceError.client("InvalidToken", "Invalid Token: 'Invalid token'");
    }

    private String machine(Input input) {
        String arn = input.text(MACHINE_ARN).orElse("");
        return Optional.of(arn)
                .filter(machines::containsKey)
                .orElseThrow(() ->
                        ServiceError.client("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'"));
    }

    private String execution(Input input) {
        String arn = input.text(EXECUTION_ARN).orElse("");
        return Optional.of(arn)
                .filter(executions::containsKey)
                .orElseThrow(
                        () -> ServiceError.client("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'"));
    }

    private static String arn(Account account, String kind, String name) {
        return "arn:%s:states:%s:%s:%s:%s"
                .formatted(
                        account.location().partition(),
                        account.location().region(),
                        account.location().account(),
                        kind,
                        name);
    }
}
