package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.report.Json;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/** The state machine that restores tables: one execution for each restore, named after it; and the rule that tells of those that end badly. */
final class RestoreMachine extends Construct {
    private final StateMachine machine;
    private final Props props;

    /**
     * What it runs.
     *
     * @param step the function that takes a step
     * @param dead the queue of events that could not be delivered
     */
    record Props(String name, GuardFunction.Target step, IKey key, RetentionDays logs, IQueue dead) {}

    RestoreMachine(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        machine = StateMachine.Builder.create(this, "Machine")
                .stateMachineName(nameIn(props.name()))
                .comment("Restores a table.")
                .stateMachineType(StateMachineType.STANDARD)
                .definitionBody(DefinitionBody.fromString(definition()))
                .role(role())
                .logs(LogOptions.builder()
                        .destination(MachineParts.log(this, nameIn(props.name()), props.key(), props.logs()))
                        .level(LogLevel.ALL)
                        // Inputs hold the token with which a person's answer is sent: it is not for a log.
                        .includeExecutionData(false)
                        .build())
                .tracingEnabled(false)
                .build();
        props.step().before(machine);
        tellOfBadEnds();
    }

    StateMachine machine() {
        return machine;
    }

    /** Returns the state machine's name. */
    static String nameIn(String deployment) {
        return FunctionKind.RESTORE.nameIn(deployment);
    }

    private String definition() {
        // The CDK's own JSON leaves out null, which here means that a result is dropped.
        return Json.write(new RestoreDefinition(
                        "arn:" + Stack.of(this).getPartition() + ":states:::lambda:invoke",
                        props.step().arn())
                .states());
    }

    private Role role() {
        Role role = MachineParts.role(this, nameIn(props.name()));
        MachineParts.allow(role, "lambda:InvokeFunction", List.of(props.step().arn()));
        return role;
    }

    /** An execution that is stopped, or runs out of time, takes no further step: EventBridge calls the function instead. */
    private void tellOfBadEnds() {
        Rule.Builder.create(this, "Ended")
                .ruleName(nameIn(props.name()) + "-ended")
                .description("Restores whose execution failed, ran out of time or was stopped.")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.states"))
                        .detailType(List.of("Step Functions Execution Status Change"))
                        .detail(Map.of(
                                "stateMachineArn",
                                List.of(machine.getStateMachineArn()),
                                "status",
                                List.of("FAILED", "TIMED_OUT", "ABORTED")))
                        .build())
                .targets(List.of(LambdaFunction.Builder.create(
                                props.step().alias().orElseThrow())
                        .event(RuleTargetInput.fromObject(TemplateSyntax.object(
                                "id",
                                EventField.fromPath("$.detail.name"),
                                "error",
                                TemplateSyntax.object("Error", EventField.fromPath("$.detail.status")))))
                        .deadLetterQueue(props.dead())
                        .build()))
                .build();
    }
}
