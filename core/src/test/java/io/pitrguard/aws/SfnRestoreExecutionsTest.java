package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RestoreExecutions;
import io.pitrguard.port.RestoreExecutionsContract;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Step Functions behind the port. */
class SfnRestoreExecutionsTest extends RestoreExecutionsContract {
    private static final RestoreId ID = new RestoreId("20261130-091500-orders-7f3a");

    private SandboxAws aws = SandboxAws.start();
    private SfnClient sfn = aws.clients().client(SfnClient.builder());

    @Override
    protected RestoreExecutions executions(boolean deployed) {
        aws.close();
        aws = SandboxAws.start();
        sfn = aws.clients().client(SfnClient.builder());
        if (deployed) {
            sfn.createStateMachine(b -> b.name(RestoreExecutions.STATE_MACHINE)
                    .definition("{}")
                    .roleArn("arn:aws:iam::123456789012:role/r"));
        }
        return new SfnRestoreExecutions(() -> sfn, aws.where());
    }

    @Override
    protected void end(String name) {
        sfn.stopExecution(
                b -> b.executionArn("arn:aws:states:eu-west-1:123456789012:execution:pitr-guard-restore:" + name));
    }

    @Override
    protected void deny() {
        for (String operation :
                List.of("DescribeStateMachine", "StartExecution", "DescribeExecution", "SendTaskSuccess")) {
            aws.sandbox().faults().add(Fault.on(operation, Effect.DENIED));
        }
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void handsTheIdToTheExecution() {
        executions(true).start(ID);

        assertThat(sfn.describeExecution(b -> b.executionArn(
                                "arn:aws:states:eu-west-1:123456789012:execution:pitr-guard-restore:" + ID))
                        .input())
                .isEqualTo("{\"id\":\"20261130-091500-orders-7f3a\"}");
    }

    @Test
    void namesTheStateMachineAndTheRemedyWhenDenied() {
        RestoreExecutions executions = executions(true);
        deny();

        assertThat(executions.start(ID).failure())
                .map(Cause::message)
                .hasValueSatisfying(message -> assertThat(message)
                        .contains("states:StartExecution on the state machine pitr-guard-restore", "Allow the caller"));
    }

    @Test
    void refusesToStartForEver() {
        RestoreExecutions executions = executions(true);
        IntStream.rangeClosed(1, 20)
                .forEach(run -> end(executions.start(ID).success().orElseThrow()));

        assertThat(executions.start(ID).failure())
                .map(Cause::message)
                .hasValueSatisfying(message -> assertThat(message)
                        .contains("20 executions", "./pitr-guard restore resume " + ID + " --local"));
    }

    @Test
    void reportsThatAnExecutionCannotBeRead() {
        RestoreExecutions executions = executions(true);
        end(executions.start(ID).success().orElseThrow());
        aws.sandbox().faults().add(Fault.on("DescribeExecution", Effect.DENIED));

        assertThat(executions.start(ID).failure()).map(Cause::kind).hasValue(Cause.Kind.DENIED);
    }

    @Test
    void answersTheTaskThatWaits() {
        List<String> answers = new ArrayList<>();
        RestoreExecutions executions = new SfnRestoreExecutions(() -> new Answering(answers), aws.where());

        assertThat(executions.proceed("t-1").success()).hasValue(RestoreExecutions.Answered.DELIVERED);
        assertThat(executions.proceed("late").success()).hasValue(RestoreExecutions.Answered.NOT_WAITING);
        assertThat(answers).containsExactly("t-1 {}");
    }

    /** Takes all answers but one that comes too late. */
    private record Answering(List<String> answers) implements SfnClient {
        @Override
        public String serviceName() {
            return "states";
        }

        @Override
        public void close() {}

        @Override
        public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
            if (request.taskToken().equals("late")) {
                throw TaskTimedOutException.builder().message("Task Timed Out").build();
            }
            answers.add(request.taskToken() + " " + request.output());
            return SendTaskSuccessResponse.builder().build();
        }
    }
}
