package io.pitrguard.infra;

import io.pitrguard.report.Json;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/** The state machine that sweeps: plan, one worker for each account and region, summary. */
final class SweepMachine extends Construct {
    private final StateMachine machine;
    private final Props props;

    /**
     * What it runs.
     *
     * @param workers how many accounts and regions are swept at once
     * @param sweeps the bucket with the places to sweep
     */
    record Props(String name, Steps steps, int workers, IBucket sweeps, IKey key, RetentionDays logs) {}

    /** The functions behind the tasks. */
    record Steps(GuardFunction.Target plan, GuardFunction.Target place, GuardFunction.Target summary) {
        Stream<GuardFunction.Target> all() {
            return Stream.of(plan, place, summary);
        }
    }

    SweepMachine(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        machine = StateMachine.Builder.create(this, "Machine")
                .stateMachineName(name())
                .comment("Sweeps all tables.")
                .stateMachineType(StateMachineType.STANDARD)
                .definitionBody(DefinitionBody.fromString(definition()))
                .role(role())
                .logs(LogOptions.builder()
                        .destination(MachineParts.log(this, name(), props.key(), props.logs()))
                        .level(LogLevel.ERROR)
                        .includeExecutionData(true)
                        .build())
                .tracingEnabled(false)
                .build();
        props.steps().all().forEach(step -> step.before(machine));
    }

    StateMachine machine() {
        return machine;
    }

    /** Returns the state machine's name. */
    static String nameIn(String deployment) {
        return deployment + "-sweep";
    }

    /** Returns the command that starts a sweep. */
    static String startCommand(Construct scope, String deployment) {
        String arn = MachineParts.arn(scope, "stateMachine", nameIn(deployment));
        return "aws stepfunctions start-execution --region %s --state-machine-arn %s"
                .formatted(Stack.of(scope).getRegion(), arn);
    }

    private String name() {
        return nameIn(props.name());
    }

    private String definition() {
        Stack stack = Stack.of(this);
        Steps steps = props.steps();
        // The CDK's own JSON leaves out null, which here means that a result is dropped.
        return Json.write(new SweepDefinition(
                        "arn:" + stack.getPartition() + ":states:::lambda:invoke",
                        steps.plan().arn(),
                        steps.place().arn(),
                        steps.summary().arn(),
                        props.workers())
                .states());
    }

    private Role role() {
        Role role = MachineParts.role(this, name());
        MachineParts.allow(
                role,
                "lambda:InvokeFunction",
                props.steps().all().map(GuardFunction.Target::arn).toList());
        MachineParts.allow(role, "s3:GetObject", List.of(props.sweeps().arnForObjects(SweepsBucket.SWEEPS + "*")));
        // A map run is an execution of the same machine for each account and region.
        MachineParts.allow(role, "states:StartExecution", List.of(MachineParts.arn(this, "stateMachine", name())));
        // Whether another sweep still runs; and without the right to stop them, its children would outlive a map run.
        // https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
        List<String> executions = List.of(
                MachineParts.arn(this, "execution", name() + ":*"),
                MachineParts.arn(this, "execution", name() + "/*:*"));
        MachineParts.allow(role, "states:DescribeExecution", executions);
        MachineParts.allow(role, "states:StopExecution", executions);
        MachineParts.allow(
                role, "states:RedriveExecution", List.of(MachineParts.arn(this, "execution", name() + "/*:*")));
        return role;
    }
}
