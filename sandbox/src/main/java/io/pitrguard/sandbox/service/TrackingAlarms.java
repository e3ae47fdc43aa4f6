package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Json;
import java.util.Map;
import java.util.UUID;

/** The alarms that a target tracking policy of a table or index makes for itself (developer guide, Auto scaling). */
final class TrackingAlarms {

    private static final Map<String, String> OPERATORS = Map.of(
            "AlarmHigh", "GreaterThanThreshold",
            "AlarmLow", "LessThanThreshold",
            "ProvisionedCapacityHigh", "GreaterThanThreshold",
            "ProvisionedCapacityLow", "LessThanThreshold");

    private TrackingAlarms() {}

    /** Puts new alarms in the place of those that the policy names, and names them in it. */
    static void replace(ObjectNode policy, ScalableResource resource, Account account) {
        remove(policy, account);
        ArrayNode names = policy.putArray("Alarms");
        OPERATORS.forEach((kind, operator) -> {
            String name = "TargetTracking-%s-%s-%s".formatted(resource.id(), kind, UUID.randomUUID());
            ObjectNode alarm =
                    alarm(policy, resource, kind).put("AlarmName", name).put("ComparisonOperator", operator);
            Alarms.put(name, alarm, account);
            names.addObject()
                    .put("AlarmName", name)
                    .put("AlarmARN", account.location().alarm(name));
        });
    }

    static void remove(ObjectNode policy, Account account) {
        policy.path("Alarms")
                .forEach(alarm ->
                        account.named().alarms().remove(alarm.path("AlarmName").asText()));
    }

    private static ObjectNode alarm(ObjectNode policy, ScalableResource resource, String kind) {
        String arn = policy.path("PolicyARN").asText();
        String metric = kind.startsWith("Provisioned") ? "Provisioned" : "Consumed";
        ObjectNode alarm = Json.object()
                .put("ActionsEnabled", "true")
                .put("AlarmDescription", "DO NOT EDIT OR DELETE. For TargetTrackingScaling policy " + arn + ".")
                .put("Namespace", "AWS/DynamoDB")
                .put("MetricName", metric + (resource.reads() ? "ReadCapacityUnits" : "WriteCapacityUnits"))
                .put("Statistic", "Sum")
                .put("Period", "60")
                .put("EvaluationPeriods", kind.endsWith("High") ? "2" : "15")
                .put("Threshold", "42.0");
        alarm.putArray("AlarmActions").add(arn);
        ArrayNode dimensions = alarm.putArray("Dimensions");
        dimensions.addObject().put("Name", "TableName").put("Value", resource.table());
        resource.index()
                .ifPresent(index -> dimensions
                        .addObject()
                        .put("Name", "GlobalSecondaryIndexName")
                        .put("Value", index));
        return alarm;
    }
}
