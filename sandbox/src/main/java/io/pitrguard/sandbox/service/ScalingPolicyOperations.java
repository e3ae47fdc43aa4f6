package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Scaling policies: for DynamoDB target tracking alone (API reference, PutScalingPolicy). */
final class ScalingPolicyOperations {

    private static final String TRACKING = "TargetTrackingScaling";
    private static final String CONFIGURATION = TRACKING + "PolicyConfiguration";
    private static final List<String> SUPPORTED =
            List.of("PolicyName", "ServiceNamespace", "ResourceId", "ScalableDimension", "PolicyType", CONFIGURATION);
    private static final List<String> MEMBERS = List.of(
            "TargetValue",
            "PredefinedMetricSpecification",
            "CustomizedMetricSpecification",
            "ScaleOutCooldown",
            "ScaleInCooldown",
            "DisableScaleIn");
    private static final double LOWEST_TARGET = 20;
    private static final double HIGHEST_TARGET = 90;

    private ScalingPolicyOperations() {}

    /** Creates a policy with its alarms, or replaces the configuration of one. */
    static ObjectNode put(Input input, Account account) {
        ScalableResource resource = ScalableResource.of(input);
        String name = ConfigInput.text(input, "PolicyName", "policyName", 256);
        TableOperations.requireSupported(input, SUPPORTED);
        ObjectNode configuration = configuration(input, resource);
        resource.target(account);
        requireOtherMetric(resource, name, configuration, account);
        String key = key(resource, name);
        ObjectNode policy = account.named().policies().find(key).orElseGet(() -> created(resource, name, account));
        policy.set(CONFIGURATION, configuration);
        TrackingAlarms.replace(policy, resource, account);
        account.named().policies().put(key, policy);
        ObjectNode answer =
                Json.object().put("PolicyARN", policy.path("PolicyARN").asText());
        return answer.set("Alarms", policy.path("Alarms"));
    }

    static ObjectNode describe(Input input, Account account) {
        List<String> names = input.texts("PolicyNames");
        Optional<String> resource = input.text("ResourceId");
        List<ObjectNode> policies = account.named().policies().all().stream()
                .filter(each -> names.isEmpty()
                        || names.contains(each.path("PolicyName").asText()))
                .filter(each -> resource.isEmpty()
                        || resource.get().equals(each.path("ResourceId").asText()))
                .toList();
        return ScalingPages.answer("ScalingPolicies", policies, input);
    }

    static ObjectNode delete(Input input, Account account) {
        ScalableResource resource = ScalableResource.of(input);
        String name = ConfigInput.text(input, "PolicyName", "policyName", 1600);
        ObjectNode policy = account.named()
                .policies()
                .find(key(resource, name))
                .orElseThrow(() -> ServiceError.client(
                        "ObjectNotFoundException",
                        "No scaling policy found for service namespace: dynamodb, resource ID: %s, scalable dimension: %s, policy name: %s"
                                .formatted(resource.id(), resource.dimension(), name)));
        remove(policy, resource, account);
        return Json.object();
    }

    static void deleteAll(ScalableResource resource, Account account) {
        policies(resource, account).forEach(policy -> remove(policy, resource, account));
    }

    private static void remove(ObjectNode policy, ScalableResource resource, Account account) {
        TrackingAlarms.remove(policy, account);
        account.named()
                .policies()
                .remove(key(resource, policy.path("PolicyName").asText()));
    }

    private static ObjectNode created(ScalableResource resource, String name, Account account) {
        String arn = account.location()
                .autoscaling("scalingPolicy", UUID.randomUUID().toString(), resource.id());
        return resource.view()
                .put("PolicyARN", arn + ":policyName/" + name)
                .put("PolicyName", name)
                .put("PolicyType", TRACKING)
                .put("CreationTime", Json.timestamp(account.now()));
    }

    private static ObjectNode configuration(Input input, ScalableResource resource) {
        String type = input.text("PolicyType").orElse("StepScaling");
        if (!type.equals(TRACKING)) {
            throw Errors.validation("The policy type " + type + " is not supported for service namespace dynamodb");
        }
        Input configuration = input.structure(CONFIGURATION)
                .orElseThrow(() -> Errors.validation("A target tracking policy configuration must be specified"));
        TableOperations.requireSupported(configuration, MEMBERS);
        double target = configuration.members().path("TargetValue").asDouble(0);
        Optional<Input> predefined = configuration.structure("PredefinedMetricSpecification");
        if (predefined.isPresent() == configuration.has("CustomizedMetricSpecification")) {
            throw Errors.validation(
                    "Exactly one of predefined metric specification and customized metric specification is required");
        }
        predefined.ifPresent(metric -> requirePredefined(metric, resource, target));
        if (target <= 0) {
            throw Errors.validation("TargetValue must be greater than zero");
        }
        return configuration.members();
    }

    private static void requirePredefined(Input metric, ScalableResource resource, double target) {
        String fitting = resource.reads() ? "DynamoDBReadCapacityUtilization" : "DynamoDBWriteCapacityUtilization";
        if (!metric.text("PredefinedMetricType").orElse("").equals(fitting)) {
            throw Errors.validation("The predefined metric type is not valid for scalable dimension: "
                    + resource.dimension() + "; valid: " + fitting);
        }
        if (target < LOWEST_TARGET || target > HIGHEST_TARGET) {
            throw Errors.validation("Target utilization must be between 20 and 90");
        }
    }

    private static void requireOtherMetric(
            ScalableResource resource, String name, ObjectNode configuration, Account account) {
        for (ObjectNode other : policies(resource, account)) {
            boolean another = !other.path("PolicyName").asText().equals(name);
            if (another && metric(other.path(CONFIGURATION)).equals(metric(configuration))) {
                throw Errors.validation(
                        "Only one TargetTrackingScaling policy for a given metric specification is allowed.");
            }
        }
    }

    private static List<JsonNode> metric(JsonNode configuration) {
        return List.of(
                configuration.path("PredefinedMetricSpecification"),
                configuration.path("CustomizedMetricSpecification"));
    }

    private static List<ObjectNode> policies(ScalableResource resource, Account account) {
        return account.named().policies().all().stream()
                .filter(policy -> policy.path("ResourceId").asText().equals(resource.id()))
                .filter(policy -> policy.path("ScalableDimension").asText().equals(resource.dimension()))
                .toList();
    }

    private static String key(ScalableResource resource, String name) {
        return resource.key() + '|' + name;
    }
}
