package io.pitrguard.infra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** A schedule of the stack for recovery in EventBridge Scheduler, with a dead-letter queue for what it cannot start. */
final class RecoverySchedule extends Construct {
    private static final int WINDOW_MINUTES = 10;
    private static final int RETRIES = 10;

    /** A start that comes later than this leaves no time before the next one. */
    private static final int OLDEST_SECONDS = 6 * 3600;

    private final Queue dead;

    /**
     * What is started, and when.
     *
     * @param name of the schedule; that of its dead-letter queue begins with it
     * @param description what is started
     * @param expression when, as EventBridge Scheduler writes it
     * @param input JSON that is given; empty for what the scheduler gives by itself
     */
    record Props(
            String name,
            String description,
            String expression,
            Optional<String> input,
            SweepSchedule.Started started) {}

    RecoverySchedule(Construct scope, String id, Props props) {
        super(scope, id);
        dead = DeadLetters.queue(this, "Dead", props.name() + "-schedule-dlq");
        Role role = role(props);
        CfnSchedule schedule = CfnSchedule.Builder.create(this, "Schedule")
                .name(props.name())
                .description(props.description())
                .scheduleExpression(props.expression())
                .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder()
                        .mode("FLEXIBLE")
                        .maximumWindowInMinutes(WINDOW_MINUTES)
                        .build())
                .target(CfnSchedule.TargetProperty.builder()
                        .arn(props.started().arn())
                        .roleArn(role.getRoleArn())
                        .input(props.input().orElse(null))
                        .deadLetterConfig(CfnSchedule.DeadLetterConfigProperty.builder()
                                .arn(dead.getQueueArn())
                                .build())
                        .retryPolicy(CfnSchedule.RetryPolicyProperty.builder()
                                .maximumEventAgeInSeconds(OLDEST_SECONDS)
                                .maximumRetryAttempts(RETRIES)
                                .build())
                        .build())
                .build();
        // Without its policy the role can do nothing.
        schedule.getNode().addDependency(role.getNode().findChild("DefaultPolicy"));
        props.started().dependency().accept(schedule);
    }

    /** Returns the queue of starts that could not be delivered. */
    IQueue dead() {
        return dead;
    }

    private Role role(Props props) {
        Role role = Role.Builder.create(this, "Role")
                .description("Permissions of the schedule " + props.name() + ".")
                .assumedBy(new ServicePrincipal("scheduler.amazonaws.com")
                        .withConditions(Map.of(
                                "StringEquals",
                                Map.of("aws:SourceAccount", Stack.of(this).getAccount()))))
                .build();
        MachineParts.allow(
                role, props.started().action(), List.of(props.started().arn()));
        MachineParts.allow(role, "sqs:SendMessage", List.of(dead.getQueueArn()));
        return role;
    }
}
