package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.report.Json;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/** The state machine that drills: one execution for each run of the schedule, and one below it for each drill. */
final class DrillMachine extends Construct {
    private final StateMachine machine;
    private final Props props;

    /**
     * What it runs.
     *
     * @param step the function that takes a step
     * @param atOnce how many drills are carried on at once
     */
    record Props(String name, GuardFunction.Target step, int atOnce, IKey key, RetentionDays logs) {}

    DrillMachine(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        machine = StateMachine.Builder.create(this, "Machine")
                .stateMachineName(name())
                .comment("Proves that tables can be restored.")
                .stateMachineType(StateMachineType.STANDARD)
                .definitionBody(DefinitionBody.fromString(definition()))
                .role(role())
                .logs(LogOptions.builder()
                        .destination(MachineParts.log(this, name(), props.key(), props.logs()))
                        .level(LogLevel.ALL)
                        .includeExecutionData(true)
                        .build())
                .tracingEnabled(false)
                .build();
        props.step().before(machine);
    }

    StateMachine machine() {
        return machine;
    }

    /** Returns the state machine's name. */
    static String nameIn(String deployment) {
        return FunctionKind.DRILL.nameIn(deployment);
    }

    private String name() {
        return nameIn(props.name());
    }

    private String definition() {
        // The CDK's own JSON leaves out null, which here means that a result is dropped.
        return Json.write(new DrillDefinition(
                        "arn:" + Stack.of(this).getPartition() + ":states:::lambda:invoke",
                        props.step().arn(),
                        props.atOnce())
                .states());
    }

    private Role role() {
        Role role = MachineParts.role(this, name());
        MachineParts.allow(role, "lambda:InvokeFunction", List.of(props.step().arn()));
        // Each drill is an execution of the same machine.
        // https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
        MachineParts.allow(role, "states:StartExecution", List.of(MachineParts.arn(this, "stateMachine", name())));
        List<String> children = List.of(MachineParts.arn(this, "execution", name() + "/*:*"));
        MachineParts.allow(role, "states:DescribeExecution", children);
        MachineParts.allow(role, "states:StopExecution", children);
        MachineParts.allow(role, "states:RedriveExecution", children);
        return role;
    }
}
