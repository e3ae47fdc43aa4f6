package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.infra.AlarmSpec.Limit;
import io.pitrguard.infra.AlarmSpec.Periods;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;

/** All alarms: those about tables, and those about pitr-guard itself. */
final class AlarmSpecs {
    private static final Duration FIVE_MINUTES = Duration.minutes(5);
    private static final int OVERDUE_INTERVALS = 3;
    // A call is requeued for at most 15 minutes at a time.
    private static final int OLD_MESSAGE_SECONDS = 1800;
    private static final double NEARLY = 0.85;
    private static final int TWICE = 2;
    private static final int LATE_PERIODS = 3;

    private AlarmSpecs() {}

    /** Returns the alarms about tables. */
    static List<AlarmSpec> ofTables(GuardMetrics metrics, AlarmTexts texts) {
        return List.of(
                new AlarmSpec(
                        "non-compliant",
                        metrics.found("NonCompliantTables"),
                        Limit.NONE_FOUND,
                        Periods.ONE,
                        texts.nonCompliant()),
                new AlarmSpec(
                        "undetermined",
                        metrics.found("UndeterminedTables"),
                        Limit.NONE_FOUND,
                        Periods.ONE,
                        texts.undetermined()),
                new AlarmSpec(
                        "fix-failed",
                        metrics.sum("FixFailures"),
                        Limit.NONE,
                        Periods.ONE,
                        "Point-in-time recovery of a table could not be enabled or lengthened. The table's alert gives the reason. Fix it, or change the table yourself; the next sweep tries again."));
    }

    /** Returns the alarms about sweeps and the ledger. */
    static List<AlarmSpec> ofSweeps(GuardMetrics metrics, ITable ledger, AlarmTexts texts) {
        return List.of(
                new AlarmSpec(
                        "sweep-overdue",
                        // With missing points, an alarm looks back further: three breaching ones took six intervals.
                        filled(
                                "FILL(completed, 0)",
                                "Completed sweeps",
                                Map.of("completed", metrics.sum("SweepCompleted"))),
                        Limit.AT_LEAST_ONE,
                        Periods.inARow(OVERDUE_INTERVALS),
                        texts.overdue()),
                new AlarmSpec(
                        "blind-spots",
                        metrics.found("BlindSpots"),
                        Limit.NONE_FOUND,
                        // One failed check counts as a blind spot, too, and need not wake anybody.
                        Periods.inARow(TWICE),
                        texts.blindSpots()),
                new AlarmSpec(
                        "ledger-failed",
                        metrics.sum("LedgerFailures"),
                        Limit.NONE,
                        Periods.ONE,
                        "The ledger could not be read or written, so lost history may go unnoticed and alerts may repeat. The logs give the cause as ledgerFailure."),
                new AlarmSpec(
                        "ledger-throttled",
                        throttles(ledger),
                        Limit.NONE,
                        // DynamoDB's metrics are late, so that FILL makes the newest point 0 whatever happens.
                        Periods.oneOf(LATE_PERIODS),
                        "DynamoDB throttled the ledger. The table is on demand, so this passes within minutes. If it lasts, raise its table quota."));
    }

    /** Returns the alarms about a function. */
    static List<AlarmSpec> of(FunctionKind kind, IFunction function) {
        FunctionSpec spec = FunctionSpec.of(kind);
        // A run stops reading before its timeout, and never comes nearer to it than the reserve.
        double nearlyAll = NEARLY * 1000 * (spec.timeoutSeconds() - spec.reserveSeconds());
        String name = "The function " + kind.key();
        return List.of(
                new AlarmSpec(
                        kind.key() + "-errors",
                        function.metricErrors(per(FIVE_MINUTES, "Sum")),
                        Limit.NONE,
                        Periods.ONE,
                        name
                                + " failed. Its log has the error. AWS retries, then keeps the event in the dead-letter queue."),
                new AlarmSpec(
                        kind.key() + "-throttles",
                        function.metricThrottles(per(FIVE_MINUTES, "Sum")),
                        Limit.NONE,
                        Periods.inARow(3),
                        name
                                + " has been throttled by Lambda for 15 minutes. Raise the account's quota of concurrent executions, or find what uses it up."),
                new AlarmSpec(
                        kind.key() + "-slow",
                        function.metricDuration(per(FIVE_MINUTES, "Maximum")),
                        Limit.atMost(nearlyAll),
                        Periods.ONE,
                        name
                                + " used most of its time, so some tables or calls may wait for the next run. Look for throttled reads (ThrottledCalls), or for more tables than one run can check."));
    }

    /** Returns the alarm about accounts and regions that a sweep could not read; the digests name them. */
    static AlarmSpec ofAccounts(GuardMetrics metrics, AlarmTexts texts) {
        return new AlarmSpec(
                "accounts-failed",
                metrics.found("FailedAccountRegions"),
                Limit.NONE_FOUND,
                // One that is throttled for an hour need not wake anybody.
                Periods.inARow(TWICE),
                texts.accountsFailed());
    }

    /** Returns the alarm about evidence. Its metric is only written when a report was not kept. */
    static AlarmSpec ofEvidence(GuardMetrics metrics) {
        return new AlarmSpec(
                "evidence-failed",
                metrics.sum("EvidenceFailures"),
                Limit.NONE,
                Periods.ONE,
                "The report of a sweep was not kept as evidence; the sweep itself is not affected. The log of the sweep (with a state machine: of the function summary) and its digest give the cause. More in docs/runbooks/evidence.md");
    }

    /** Returns the alarm about the state machine that restores. */
    static AlarmSpec ofRestores(IStateMachine machine, AlarmTexts texts) {
        return new AlarmSpec(
                "restore-failed",
                badEnds(machine, "Restores that failed or were stopped"),
                Limit.NONE,
                Periods.oneOf(LATE_PERIODS),
                texts.restoreFailed());
    }

    /** Returns the alarm about the function that restores. */
    static AlarmSpec ofRestoreErrors(IFunction function) {
        return new AlarmSpec(
                "restore-errors",
                function.metricErrors(per(FIVE_MINUTES, "Sum")),
                Limit.NONE,
                Periods.ONE,
                "A step of a restore failed. The state machine repeats it three times, then ends the restore as failed. The log of the function restore has the error.");
    }

    /** Returns the alarm that no run of backups succeeds, also where none begins. */
    static AlarmSpec ofBackups(IFunction function, AlarmTexts texts) {
        return new AlarmSpec(
                "backup-overdue",
                filled(
                        "FILL(runs, 0) - FILL(errors, 0)",
                        "Runs of backups that succeeded",
                        Map.of(
                                "errors", function.metricErrors(per(Duration.hours(1), "Sum")),
                                "runs", function.metricInvocations(per(Duration.hours(1), "Sum")))),
                Limit.AT_LEAST_ONE,
                Periods.inARow(OVERDUE_INTERVALS),
                texts.backupsOverdue());
    }

    /** Returns the alarm about the state machine that drills. */
    static AlarmSpec ofDrills(IStateMachine machine, AlarmTexts texts) {
        return new AlarmSpec(
                "drill-failed",
                badEnds(machine, "Runs of drills that failed or were stopped"),
                Limit.NONE,
                Periods.oneOf(LATE_PERIODS),
                texts.drillFailed());
    }

    private static IMetric badEnds(IStateMachine machine, String label) {
        return filled(
                "FILL(failed, 0) + FILL(timedOut, 0) + FILL(aborted, 0)",
                label,
                Map.of(
                        "failed", machine.metricFailed(per(FIVE_MINUTES, "Sum")),
                        "timedOut", machine.metricTimedOut(per(FIVE_MINUTES, "Sum")),
                        "aborted", machine.metricAborted(per(FIVE_MINUTES, "Sum"))));
    }

    /** Returns the alarm about the state machine that sweeps. */
    static AlarmSpec ofMachine(IStateMachine machine) {
        return new AlarmSpec(
                "sweep-failed",
                badEnds(machine, "Sweeps that did not end"),
                Limit.NONE,
                Periods.oneOf(LATE_PERIODS),
                "A sweep failed, ran out of time or was stopped, so it has no report. The execution in the console of Step Functions names its error. SweepOverdue: an earlier sweep has run for three intervals, and each further one fails until it ends; raise workers or sweepMinutes, or stop that execution. Otherwise the log of the step that failed has the error, and the next sweep starts anew.");
    }

    /** Returns the alarm about the queue of calls. */
    static AlarmSpec ofCalls(IQueue calls) {
        return new AlarmSpec(
                "drift-late",
                calls.metricApproximateAgeOfOldestMessage(per(FIVE_MINUTES, "Maximum")),
                Limit.atMost(OLD_MESSAGE_SECONDS),
                Periods.inARow(3),
                "Calls to DynamoDB have waited for more than half an hour. Check the log and the errors of the function drift. Sweeps continue.");
    }

    /** Returns the alarms about dead-letter queues; each key is the id of its alarm. */
    static List<AlarmSpec> ofDeadLetters(Map<String, IQueue> queues, AlarmTexts texts) {
        List<AlarmSpec> alarms = new ArrayList<>();
        queues.forEach((id, queue) -> alarms.add(new AlarmSpec(
                id,
                queue.metricApproximateNumberOfMessagesVisible(per(FIVE_MINUTES, "Maximum")),
                Limit.NONE,
                Periods.ONE,
                texts.deadLetters(id, queue.getQueueUrl()))));
        return alarms;
    }

    /** Returns the alarm about a topic. */
    static AlarmSpec ofTopic(String id, ITopic topic) {
        return new AlarmSpec(
                id,
                topic.metricNumberOfNotificationsFailed(per(FIVE_MINUTES, "Sum")),
                Limit.NONE,
                Periods.ONE,
                "SNS could not deliver a message to a subscriber. Check the topic's subscriptions with: aws sns list-subscriptions-by-topic");
    }

    private static IMetric throttles(ITable ledger) {
        return filled(
                // Without FILL, a metric without data in a period hides the other one.
                "FILL(reads, 0) + FILL(writes, 0)",
                "Throttled requests",
                Map.of(
                        "reads", ledger.metric("ReadThrottleEvents", per(FIVE_MINUTES, "Sum")),
                        "writes", ledger.metric("WriteThrottleEvents", per(FIVE_MINUTES, "Sum"))));
    }

    private static IMetric filled(String expression, String label, Map<String, Metric> metrics) {
        return MathExpression.Builder.create()
                .expression(expression)
                // Sorted: they become a list, and another order is another template.
                .usingMetrics(new TreeMap<>(metrics))
                .label(label)
                .period(metrics.values().iterator().next().getPeriod())
                .build();
    }

    private static MetricOptions per(Duration period, String statistic) {
        return MetricOptions.builder().period(period).statistic(statistic).build();
    }
}
