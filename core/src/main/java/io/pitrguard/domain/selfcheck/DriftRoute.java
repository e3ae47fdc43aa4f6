package io.pitrguard.domain.selfcheck;

import io.pitrguard.domain.table.AccountRegion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How calls reach the drift function, as it is deployed: an EventBridge rule lets them through to the queue of the same name.
 *
 * @param name the name of the rule and of the queue
 */
public record DriftRoute(AccountRegion where, String name) {
    /** The calls that can affect a table's recovery (docs/drift.md). */
    public static final List<String> CALLS = List.of(
            "CreateTable",
            "UpdateContinuousBackups",
            "RestoreTableToPointInTime",
            "RestoreTableFromBackup",
            "RestoreTableFromAwsBackup",
            "ImportTable",
            "UpdateTable",
            "DeleteTable",
            "TagResource",
            "UntagResource");

    /** Returns the ARN of the queue. */
    public String queueArn() {
        return String.join(":", "arn", where.partition(), "sqs", where.region(), where.account(), name);
    }

    /** Returns what the rule lets through, as {@link EventRule#pattern()}. */
    public Map<String, Set<String>> pattern() {
        return Map.of(
                "account",
                Set.of(where.account()),
                "source",
                Set.of("aws.dynamodb"),
                "detail-type",
                Set.of("AWS API Call via CloudTrail"),
                "detail.eventSource",
                Set.of("dynamodb.amazonaws.com"),
                "detail.eventName",
                Set.copyOf(CALLS),
                "detail.errorCode",
                Set.of("{\"exists\":false}"));
    }

    /** Returns what a pattern does not let through although it must: a sentence part for each field. One may let through more. */
    List<String> missing(Map<String, Set<String>> actual) {
        List<String> missing = new ArrayList<>();
        new TreeMap<>(actual).forEach((field, values) -> {
            Set<String> expected = pattern().getOrDefault(field, Set.of());
            Set<String> lacking = new HashSet<>(expected);
            lacking.removeAll(values);
            if (expected.isEmpty()) {
                missing.add("events whose %s is not %s".formatted(field, String.join(" or ", new TreeSet<>(values))));
            } else if (!lacking.isEmpty()) {
                missing.add("events whose %s is %s".formatted(field, String.join(" or ", new TreeSet<>(lacking))));
            }
        });
        return missing;
    }
}
