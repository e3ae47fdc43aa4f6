package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.infra.AlarmSpec.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;

/** Everything that alarms watch: the tables, and pitr-guard itself. */
final class AlarmSpecs {
    private static final Duration FIVE_MINUTES = Duration.minutes(5);
    private static final int OVERDUE_INTERVALS = 3;
    // A call is put off for at most 15 minutes at a time.
    private static final int OLD_MESSAGE_SECONDS = 1800;
    private static final double NEARLY = 0.85;
    private static final int LASTING = 2;

    private AlarmSpecs() {}

    /** What there is to watch of the tables. */
    static List<AlarmSpec> ofTables(GuardMetrics metrics) {
        return List.of(
                new AlarmSpec(
                        "non-compliant",
                        metrics.found("NonCompliantTables"),
                        Limit.NONE_FOUND,
                        1,
                        "Tables cannot be restored as the policy asks. Which and what to do is in the alerts and in: ./pitr-guard status"),
                new AlarmSpec(
                        "undetermined",
                        metrics.found("UndeterminedTables"),
                        Limit.NONE_FOUND,
                        1,
                        "Nobody knows whether some tables can be restored: they could not be read. The causes are in the log of the sweep and in: ./pitr-guard status"),
                new AlarmSpec(
                        "fix-failed",
                        metrics.sum("FixFailures"),
                        Limit.NONE_OF_IT,
                        1,
                        "Recovery of a table could not be corrected. The alert of the table says why; correct it by hand or mend the cause, the next sweep tries again."));
    }

    /** What there is to watch of the sweep as a whole and of what remembers. */
    static List<AlarmSpec> ofSweeps(GuardMetrics metrics, ITable ledger) {
        return List.of(
                new AlarmSpec(
                        "sweep-overdue",
                        metrics.sum("SweepCompleted"),
                        Limit.AT_LEAST_ONE,
                        OVERDUE_INTERVALS,
                        "No sweep came to its end for three intervals: nobody looks at the tables. Look at the log of the sweep, its dead-letter queue and that of the schedule; run: ./pitr-guard sweep"),
                new AlarmSpec(
                        "blind-spots",
                        metrics.found("BlindSpots"),
                        Limit.NONE_FOUND,
                        // What could not be looked at once is a blind spot, too, and need not wake anybody.
                        LASTING,
                        "For two sweeps in a row: pitr-guard cannot see all that it is there to see, or nobody hears it: AWS Config's recorder, CloudTrail's trail, a rule, a subscription, a permission or the policy. Which, and what to do, says: ./pitr-guard doctor"),
                new AlarmSpec(
                        "ledger-failed",
                        metrics.sum("LedgerFailures"),
                        Limit.NONE_OF_IT,
                        1,
                        "The ledger could not be read or written: lost history may go unnoticed and alerts may repeat. The logs say why (ledgerFailure); docs/ledger.md."),
                new AlarmSpec(
                        "ledger-throttled",
                        throttles(ledger),
                        Limit.NONE_OF_IT,
                        1,
                        "DynamoDB throttled the ledger's table. It is on demand, so that this passes; where it lasts, ask for a higher table quota."));
    }

    /** What there is to watch of a function. */
    static List<AlarmSpec> of(FunctionKind kind, IFunction function) {
        // Reading stops before the timeout: a run that is cut short may never come nearer to it.
        FunctionSpec spec = FunctionSpec.of(kind);
        double nearlyAll = NEARLY * 1000 * (spec.timeoutSeconds() - spec.reserveSeconds());
        return List.of(
                new AlarmSpec(
                        kind.key() + "-errors",
                        function.metricErrors(per(FIVE_MINUTES, "Sum")),
                        Limit.NONE_OF_IT,
                        1,
                        "The function " + kind.key()
                                + " failed. Its log says why, in the message of the error; Lambda or SQS tries again, and keeps in the dead-letter queue what fails for good."),
                new AlarmSpec(
                        kind.key() + "-throttles",
                        function.metricThrottles(per(FIVE_MINUTES, "Sum")),
                        Limit.NONE_OF_IT,
                        3,
                        "Lambda throttled the function " + kind.key()
                                + " for 15 minutes. Raise the account's quota of concurrent executions, or look for what uses it up."),
                new AlarmSpec(
                        kind.key() + "-slow",
                        function.metricDuration(per(FIVE_MINUTES, "Maximum")),
                        Limit.above(nearlyAll),
                        1,
                        "The function " + kind.key()
                                + " used most of its time: some tables or calls may have waited for the next run. Look for throttled calls (ThrottledCalls), or for more tables than one call can judge."));
    }

    /** What there is to watch of the queue of calls. */
    static AlarmSpec ofCalls(IQueue calls) {
        return new AlarmSpec(
                "drift-late",
                calls.metricApproximateAgeOfOldestMessage(per(FIVE_MINUTES, "Maximum")),
                Limit.above(OLD_MESSAGE_SECONDS),
                3,
                "Calls to DynamoDB wait for over half an hour to be looked at. Look at the log and the errors of the function drift; sweeps go on meanwhile.");
    }

    /** What there is to watch of dead-letter queues, by what ends their alarms' names. */
    static List<AlarmSpec> ofDeadLetters(Map<String, IQueue> queues) {
        List<AlarmSpec> alarms = new ArrayList<>();
        queues.forEach((id, queue) -> alarms.add(new AlarmSpec(
                id,
                queue.metricApproximateNumberOfMessagesVisible(per(FIVE_MINUTES, "Maximum")),
                Limit.NONE_OF_IT,
                1,
                "Something failed for good and is kept in the queue of this name for 14 days. Look at the log of that time, mend the cause"
                        + (id.startsWith("drift")
                                ? ", then: ./pitr-guard redrive"
                                : " and delete the messages; the next sweep sees all tables."))));
        return alarms;
    }

    /** What there is to watch of a topic. */
    static AlarmSpec ofTopic(String id, ITopic topic) {
        return new AlarmSpec(
                id,
                topic.metricNumberOfNotificationsFailed(per(FIVE_MINUTES, "Sum")),
                Limit.NONE_OF_IT,
                1,
                "SNS could not deliver alerts to a subscriber. Look at the subscriptions of the topic: aws sns list-subscriptions-by-topic");
    }

    private static IMetric throttles(ITable ledger) {
        return MathExpression.Builder.create()
                // A metric without a value in a period would take the other with it.
                .expression("FILL(reads, 0) + FILL(writes, 0)")
                // Sorted: they become a list, and another order is another template.
                .usingMetrics(new TreeMap<>(Map.of(
                        "reads", ledger.metric("ReadThrottleEvents", per(FIVE_MINUTES, "Sum")),
                        "writes", ledger.metric("WriteThrottleEvents", per(FIVE_MINUTES, "Sum")))))
                .label("Throttled requests")
                .period(FIVE_MINUTES)
                .build();
    }

    private static MetricOptions per(Duration period, String statistic) {
        return MetricOptions.builder().period(period).statistic(statistic).build();
    }
}
