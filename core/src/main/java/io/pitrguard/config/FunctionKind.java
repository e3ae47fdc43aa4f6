package io.pitrguard.config;

import java.util.Optional;

/**
 * The functions that run in Lambda: the only list of them. What is deployed, what the doctor looks for and what {@code
 * pitr-guard invoke} runs follow from it, by switches that cover every function.
 */
public enum FunctionKind {
    SWEEP("sweep", "SweepFunction", Trigger.SCHEDULE, "scheduled-sweep", 1),
    CONFIG_RULE("config-rule", "ConfigRuleFunction", Trigger.AWS_CONFIG, "config-rule", 2),
    DRIFT("drift", "DriftFunction", Trigger.QUEUE, "drift", 0),
    PLAN("plan", "PlanFunction", Trigger.STATE_MACHINE, "plan", 0),
    PLACE("place", "PlaceFunction", Trigger.STATE_MACHINE, "place", 0),
    SUMMARY("summary", "SummaryFunction", Trigger.STATE_MACHINE, "summary", 0),
    /** In a stack of its own, beside that of the others. */
    RESTORE("restore", "RestoreFunction", Trigger.EXECUTION, "restore", 0),
    /** In the same stack, if drills are wanted. */
    DRILL("drill", "DrillFunction", Trigger.STATE_MACHINE, "drill", 0),
    /** In the same stack, if scheduled backups are wanted. */
    BACKUP("backup", "BackupFunction", Trigger.SCHEDULE, "scheduled-backup", 0);

    private static final String HANDLERS = "io.pitrguard.functions.";
    private static final String ALIAS = "live";

    private final String key;
    private final String handler;
    private final Trigger trigger;
    private final String events;
    private final int reserved;

    FunctionKind(String key, String handler, Trigger trigger, String events, int reserved) {
        this.key = key;
        this.handler = HANDLERS + handler;
        this.trigger = trigger;
        this.events = events;
        this.reserved = reserved;
    }

    /** What invokes a function. */
    public enum Trigger {
        /** EventBridge Scheduler. */
        SCHEDULE,
        /** A rule of AWS Config, which can name neither a version nor an alias. */
        AWS_CONFIG,
        /** An SQS queue, which keeps the events itself. */
        QUEUE,
        /** Step Functions, which waits for the answer and repeats what fails. */
        STATE_MACHINE,
        /** Step Functions, and EventBridge when an execution has ended without success. */
        EXECUTION
    }

    /** Returns the function's key on the command line and in the names of resources, such as {@code sweep}. */
    public String key() {
        return key;
    }

    /** Returns the name of the handler's class. */
    public String handler() {
        return handler;
    }

    public Trigger trigger() {
        return trigger;
    }

    /** Returns the folder below {@code events/} that holds the function's events. */
    public String events() {
        return events;
    }

    /** Returns the function's name in a deployment. */
    public String nameIn(String deployment) {
        return deployment + "-" + key;
    }

    /** Returns the alias that the trigger invokes, which lets the function start from a snapshot; empty where it cannot. */
    public Optional<String> alias() {
        return trigger == Trigger.AWS_CONFIG ? Optional.empty() : Optional.of(ALIAS);
    }

    /** Returns whether Lambda queues the function's events, and so keeps those that fail for good. */
    public boolean asynchronous() {
        return switch (trigger) {
            case SCHEDULE, AWS_CONFIG, EXECUTION -> true;
            case QUEUE, STATE_MACHINE -> false;
        };
    }

    /** Whether the function is one of the stack for recovery, which is beside that of the others and has a package of its own. */
    public boolean recovers() {
        return switch (this) {
            case SWEEP, CONFIG_RULE, DRIFT, PLAN, PLACE, SUMMARY -> false;
            case RESTORE, DRILL, BACKUP -> true;
        };
    }

    /**
     * Whether the stack of a deployment in this mode has the function; the one of an AWS Config rule only if it has the rule.
     * The stack for recovery is another one, whatever the mode.
     */
    public boolean deployedIn(Mode mode) {
        return switch (this) {
            case CONFIG_RULE, DRIFT -> true;
            case SWEEP -> !mode.hasStateMachine();
            case PLAN, PLACE, SUMMARY -> mode.hasStateMachine();
            case RESTORE, DRILL, BACKUP -> false;
        };
    }

    /**
     * Returns the executions that a deployment reserves for the function, and the most at once; empty where it reserves none,
     * because the queue or the state machine limits it: what a reservation throttles would count as an attempt.
     */
    public Optional<Integer> reserved() {
        return reserved == 0 ? Optional.empty() : Optional.of(reserved);
    }
}
