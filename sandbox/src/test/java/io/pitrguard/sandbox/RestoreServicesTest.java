package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.pipes.PipesClient;
import software.amazon.awssdk.services.pipes.model.ListPipesRequest;
import software.amazon.awssdk.services.pipes.model.Pipe;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineStatus;

/** What else a restore asks: Step Functions, EventBridge Pipes and IAM's simulation. */
class RestoreServicesTest extends SandboxFixture {
    private static final String ROLE = "arn:aws:iam::123456789012:role/r";
    private static final String MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:m";
    private static final String EXECUTION = "arn:aws:states:eu-west-1:123456789012:execution:m:one";

    private SfnClient sfn() {
        return target.configure(SfnClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private PipesClient pipes() {
        return target.configure(PipesClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private IamClient iam() {
        return target.configure(IamClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Test
    void startsAnExecutionOfANameOnce() {
        try (SfnClient sfn = sfn()) {
            assertRefused(() -> sfn.describeStateMachine(b -> b.stateMachineArn(MACHINE)), "StateMachineDoesNotExist");
            sfn.createStateMachine(b -> b.name("m").definition("{}").roleArn(ROLE));
            sfn.createStateMachine(b -> b.name("m").definition("{}").roleArn(ROLE));

            assertThat(sfn.describeStateMachine(b -> b.stateMachineArn(MACHINE)).status())
                    .isEqualTo(StateMachineStatus.ACTIVE);
            assertThat(sfn.startExecution(
                                    b -> b.stateMachineArn(MACHINE).name("one").input("{}"))
                            .executionArn())
                    .isEqualTo(EXECUTION);
            sfn.startExecution(b -> b.stateMachineArn(MACHINE).name("one").input("{}"));
            assertRefused(
                    () -> sfn.startExecution(
                            b -> b.stateMachineArn(MACHINE).name("one").input("{\"a\":1}")),
                    "ExecutionAlreadyExists");
            assertThat(sfn.startExecution(b -> b.stateMachineArn(MACHINE)).executionArn())
                    .isNotEqualTo(EXECUTION);
        }
    }

    @Test
    void keepsTheNameOfAnExecutionThatEnded() {
        try (SfnClient sfn = sfn()) {
            sfn.createStateMachine(b -> b.name("m").definition("{}").roleArn(ROLE));
            sfn.startExecution(b -> b.stateMachineArn(MACHINE).name("one").input("{}"));
            assertThat(sfn.describeExecution(b -> b.executionArn(EXECUTION)).status())
                    .isEqualTo(ExecutionStatus.RUNNING);
            sfn.stopExecution(b -> b.executionArn(EXECUTION));

            assertThat(sfn.describeExecution(b -> b.executionArn(EXECUTION)).status())
                    .isEqualTo(ExecutionStatus.ABORTED);
            assertRefused(
                    () -> sfn.startExecution(
                            b -> b.stateMachineArn(MACHINE).name("one").input("{}")),
                    "ExecutionAlreadyExists");
            assertRefused(() -> sfn.describeExecution(b -> b.executionArn(EXECUTION + "-2")), "ExecutionDoesNotExist");
            assertRefused(() -> sfn.sendTaskSuccess(b -> b.taskToken("t").output("{}")), "InvalidToken");
        }
    }

    @Test
    void listsPipesByTheirSource() {
        try (PipesClient pipes = pipes()) {
            String stream = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/1";
            pipes.createPipe(b -> b.name("p")
                    .source(stream)
                    .target("arn:aws:sqs:eu-west-1:123456789012:q")
                    .roleArn(ROLE));

            assertThat(pipes.listPipes(b -> b.sourcePrefix("arn:aws:dynamodb:eu-west-1:123456789012:table/orders/"))
                            .pipes())
                    .extracting(Pipe::name, Pipe::source)
                    .containsExactly(tuple("p", stream));
            assertThat(pipes.listPipes(b -> b.sourcePrefix("arn:aws:kinesis")).pipes())
                    .isEmpty();
            assertThat(pipes.listPipes(ListPipesRequest.builder().build()).pipes())
                    .hasSize(1);
            assertRefused(
                    () -> pipes.createPipe(b -> b.name("p")
                            .source(stream)
                            .target("arn:aws:sqs:eu-west-1:123456789012:q")
                            .roleArn(ROLE)),
                    "ConflictException");
        }
    }

    @Test
    void simulatesThatEverythingIsAllowed() {
        try (IamClient iam = iam()) {
            assertThat(iam.simulatePrincipalPolicy(b -> b.policySourceArn(ROLE)
                                    .actionNames("dynamodb:Scan", "dynamodb:PutItem")
                                    .resourceArns("arn:aws:dynamodb:eu-west-1:123456789012:table/orders"))
                            .evaluationResults())
                    .extracting(EvaluationResult::evalActionName, EvaluationResult::evalDecision)
                    .containsExactly(
                            tuple("dynamodb:Scan", PolicyEvaluationDecisionType.ALLOWED),
                            tuple("dynamodb:PutItem", PolicyEvaluationDecisionType.ALLOWED));
            assertThat(iam.getRole(b -> b.roleName("r")).role().arn()).isEqualTo(ROLE);
            assertRefused(
                    () -> iam.simulatePrincipalPolicy(
                            b -> b.policySourceArn("arn:aws:sts::123456789012:assumed-role/r/s")
                                    .actionNames("dynamodb:Scan")),
                    "InvalidInput");
        }
    }

    @Test
    void refusesWhereAFaultSaysSo() {
        sandbox.faults().add(Fault.on("DescribeStateMachine", Effect.DENIED));
        sandbox.faults().add(Fault.on("ListPipes", Effect.DENIED));
        sandbox.faults().add(Fault.on("GetRole", Effect.DENIED));
        try (SfnClient sfn = sfn();
                PipesClient pipes = pipes();
                IamClient iam = iam()) {
            assertRefused(() -> sfn.describeStateMachine(b -> b.stateMachineArn(MACHINE)), "AccessDeniedException");
            assertRefused(() -> pipes.listPipes(ListPipesRequest.builder().build()), "AccessDeniedException");
            assertRefused(() -> iam.getRole(b -> b.roleName("r")), "AccessDenied");
        }
    }
}
