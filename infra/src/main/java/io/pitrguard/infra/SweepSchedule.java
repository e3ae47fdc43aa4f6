package io.pitrguard.infra;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** The schedule of sweeps in EventBridge Scheduler, with a dead-letter queue for what it cannot start. */
final class SweepSchedule extends Construct {
    private final Queue dead;

    /** What is started, and how often. */
    record Props(String name, DeploymentOptions.Sweeps sweeps, Started started) {}

    /**
     * What the schedule starts.
     *
     * @param action the permission that it takes
     * @param dependency what has to exist before the schedule
     */
    record Started(String action, String arn, Consumer<Construct> dependency) {
        /** Returns the start of a function. */
        static Started of(GuardFunction.Target function) {
            return new Started("lambda:InvokeFunction", function.arn(), function::before);
        }

        /** Returns the start of a state machine. */
        static Started of(StateMachine machine) {
            return new Started("states:StartExecution", machine.getStateMachineArn(), _ -> {});
        }
    }

    SweepSchedule(Construct scope, String id, Props props) {
        super(scope, id);
        dead = DeadLetters.queue(this, "Dead", props.name() + "-schedule-dlq");
        Role role = role(props);
        CfnSchedule schedule = CfnSchedule.Builder.create(this, "Schedule")
                .name(props.name() + "-sweep")
                .description("Checks all tables.")
                .scheduleExpression(rate(props.sweeps().minutes()))
                .flexibleTimeWindow(window(props.sweeps().windowMinutes()))
                .target(CfnSchedule.TargetProperty.builder()
                        .arn(props.started().arn())
                        .roleArn(role.getRoleArn())
                        .deadLetterConfig(CfnSchedule.DeadLetterConfigProperty.builder()
                                .arn(dead.getQueueArn())
                                .build())
                        // After half the interval the next sweep is near enough.
                        .retryPolicy(CfnSchedule.RetryPolicyProperty.builder()
                                .maximumEventAgeInSeconds(
                                        Math.max(60, props.sweeps().minutes() * 30))
                                .maximumRetryAttempts(10)
                                .build())
                        .build())
                .build();
        // Without its policy the role can do nothing.
        schedule.getNode().addDependency(role.getNode().findChild("DefaultPolicy"));
        props.started().dependency().accept(schedule);
    }

    /** Returns the queue of invocations that could not be delivered. */
    IQueue dead() {
        return dead;
    }

    private Role role(Props props) {
        Role role = Role.Builder.create(this, "Role")
                .description("Permissions of the schedule of sweeps.")
                .assumedBy(new ServicePrincipal("scheduler.amazonaws.com")
                        .withConditions(Map.of(
                                "StringEquals",
                                Map.of("aws:SourceAccount", Stack.of(this).getAccount()))))
                .build();
        role.addToPolicy(statement(props.started().action(), props.started().arn()));
        role.addToPolicy(statement("sqs:SendMessage", dead.getQueueArn()));
        return role;
    }

    private static PolicyStatement statement(String action, String resource) {
        return PolicyStatement.Builder.create()
                .actions(List.of(action))
                .resources(List.of(resource))
                .build();
    }

    /** The unit is singular for 1. */
    private static String rate(int minutes) {
        if (minutes % 60 != 0) {
            return "rate(" + minutes + " minutes)";
        }
        return minutes == 60 ? "rate(1 hour)" : "rate(" + minutes / 60 + " hours)";
    }

    private static CfnSchedule.FlexibleTimeWindowProperty window(int minutes) {
        CfnSchedule.FlexibleTimeWindowProperty.Builder window =
                CfnSchedule.FlexibleTimeWindowProperty.builder().mode(minutes == 0 ? "OFF" : "FLEXIBLE");
        return minutes == 0
                ? window.build()
                : window.maximumWindowInMinutes(minutes).build();
    }
}
