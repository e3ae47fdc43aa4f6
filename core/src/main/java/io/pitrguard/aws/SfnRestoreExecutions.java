package io.pitrguard.aws;

import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RestoreExecutions;
import io.pitrguard.port.Result;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * The state machine in Step Functions. An execution has the restore's id as its name, so that it starts once.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
public final class SfnRestoreExecutions implements RestoreExecutions {
    /** What using it takes of the caller's permissions. */
    public static final Set<String> ACTIONS = Set.of(
            "states:DescribeStateMachine",
            "states:StartExecution",
            "states:DescribeExecution",
            "states:SendTaskSuccess");

    private static final int MOST_RUNS = 20;
    private static final String START = "states:StartExecution";

    private final Supplier<SfnClient> client;
    private final AccountRegion where;

    /** Uses the state machine of the account and region that this client is for. */
    public SfnRestoreExecutions(Supplier<SfnClient> client, AccountRegion where) {
        this.client = client;
        this.where = where;
    }

    @Override
    public Result<Boolean> deployed() {
        try {
            client.get().describeStateMachine(b -> b.stateMachineArn(machine()));
            return new Result.Success<>(true);
        } catch (StateMachineDoesNotExistException none) {
            return new Result.Success<>(false);
        } catch (SdkException e) {
            return failure("states:DescribeStateMachine", e);
        }
    }

    /** A name is taken for 90 days, also by an execution that failed: the next one gets a number. */
    @Override
    public Result<String> start(RestoreId id) {
        for (int run = 1; run <= MOST_RUNS; run++) {
            Optional<Result<String>> end = start(id, run == 1 ? id.value() : id.value() + "-" + run);
            if (end.isPresent()) {
                return end.get();
            }
        }
        return new Result.Failure<>(new Cause(
                Cause.Kind.REFUSED,
                "%d executions of restore %s have ended before it was complete.".formatted(MOST_RUNS, id.value()),
                Optional.of(
                        "Run: " + RestoreCommands.guard(where, "restore resume %s --local".formatted(id.value())))));
    }

    /** Returns how it ended; empty if an execution of this name has ended. */
    private Optional<Result<String>> start(RestoreId id, String name) {
        try {
            client.get()
                    .startExecution(
                            b -> b.stateMachineArn(machine()).name(name).input("{\"id\":\"" + id.value() + "\"}"));
            return Optional.of(new Result.Success<>(name));
        } catch (ExecutionAlreadyExistsException taken) {
            return running(name);
        } catch (SdkException e) {
            return Optional.of(failure(START, e));
        }
    }

    private Optional<Result<String>> running(String name) {
        try {
            ExecutionStatus status = client.get()
                    .describeExecution(b -> b.executionArn(arn("execution") + ":" + name))
                    .status();
            return status == ExecutionStatus.RUNNING || status == ExecutionStatus.PENDING_REDRIVE
                    ? Optional.of(new Result.Success<>(name))
                    : Optional.empty();
        } catch (SdkException e) {
            return Optional.of(failure("states:DescribeExecution", e));
        }
    }

    @Override
    public Result<Answered> proceed(String token) {
        try {
            client.get().sendTaskSuccess(b -> b.taskToken(token).output("{}"));
            return new Result.Success<>(Answered.DELIVERED);
        } catch (TaskDoesNotExistException | TaskTimedOutException | InvalidTokenException over) {
            return new Result.Success<>(Answered.NOT_WAITING);
        } catch (SdkException e) {
            return failure("states:SendTaskSuccess", e);
        }
    }

    private <T> Result<T> failure(String action, SdkException e) {
        return new Result.Failure<>(AwsErrors.sort(action, "the state machine " + STATE_MACHINE, e));
    }

    private String machine() {
        return arn("stateMachine");
    }

    private String arn(String kind) {
        return "arn:%s:states:%s:%s:%s:%s"
                .formatted(where.partition(), where.region(), where.account(), kind, STATE_MACHINE);
    }
}
