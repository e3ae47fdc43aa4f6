package io.pitrguard.aws;

import io.pitrguard.aws.SettingReads.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** Reads what Application Auto Scaling holds under the names of a table and its indexes. */
final class ScalingReader {
    /** The parts of a suspended state. */
    static final List<String> SUSPENSIONS =
            List.of("DynamicScalingInSuspended", "DynamicScalingOutSuspended", "ScheduledScalingSuspended");

    private static final String TARGETS = "application-autoscaling:DescribeScalableTargets";
    private static final String POLICIES = "application-autoscaling:DescribeScalingPolicies";
    private static final String ACTIONS = "application-autoscaling:DescribeScheduledActions";
    private static final String TAGS = "application-autoscaling:ListTagsForResource";
    private static final ServiceNamespace DYNAMODB = ServiceNamespace.DYNAMODB;

    /** AWS takes no more in one call. */
    private static final int MOST_IDS = 50;

    private final ApplicationAutoScalingClient client;

    ScalingReader(ApplicationAutoScalingClient client) {
        this.client = client;
    }

    /** Returns all targets; those of a table whose indexes are not known are searched among all of the account. */
    List<ScalableTarget> targets(SettingsOwner owner) {
        String table = "table/" + owner.table().name();
        if (!owner.described()) {
            Predicate<ScalableTarget> own = target ->
                    target.resourceId().equals(table) || target.resourceId().startsWith(table + "/index/");
            return targets(table, List.of()).stream().filter(own).toList();
        }
        List<String> ids = new ArrayList<>(List.of(table));
        owner.indexes().stream().sorted().forEach(index -> ids.add(table + "/index/" + index));
        List<ScalableTarget> found = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += MOST_IDS) {
            found.addAll(targets(table, ids.subList(i, Math.min(ids.size(), i + MOST_IDS))));
        }
        return found;
    }

    private List<ScalableTarget> targets(String on, List<String> ids) {
        List<ScalableTarget> found = SettingReads.pages(TARGETS, on, from -> {
            DescribeScalableTargetsResponse page = client.describeScalableTargets(b -> {
                b.serviceNamespace(DYNAMODB).nextToken(from);
                if (!ids.isEmpty()) {
                    b.resourceIds(ids);
                }
            });
            return new Page<>(page.hasScalableTargets(), page.scalableTargets(), page.nextToken());
        });
        if (found.stream().anyMatch(target -> target.resourceId() == null || target.scalableTargetARN() == null)) {
            throw SettingReads.broken(
                    "AWS answered " + TARGETS + " on " + on + " with a target that has no name or ARN.");
        }
        return found;
    }

    /** Returns the policies of a resource. */
    List<ScalingPolicy> policies(String resource) {
        return SettingReads.pages(POLICIES, resource, from -> {
            DescribeScalingPoliciesResponse page = client.describeScalingPolicies(
                    b -> b.serviceNamespace(DYNAMODB).resourceId(resource).nextToken(from));
            return new Page<>(page.hasScalingPolicies(), page.scalingPolicies(), page.nextToken());
        });
    }

    /** Returns the scheduled actions of a resource. */
    List<ScheduledAction> actions(String resource) {
        return SettingReads.pages(ACTIONS, resource, from -> {
            DescribeScheduledActionsResponse page = client.describeScheduledActions(
                    b -> b.serviceNamespace(DYNAMODB).resourceId(resource).nextToken(from));
            return new Page<>(page.hasScheduledActions(), page.scheduledActions(), page.nextToken());
        });
    }

    /** Returns the tags of a target, without those of AWS. */
    Map<String, String> tags(ScalableTarget target) {
        return SettingReads.copied(SettingReads.call(
                TAGS,
                target.resourceId(),
                () -> client.listTagsForResource(b -> b.resourceARN(target.scalableTargetARN()))
                        .tags()));
    }

    /** Returns the ARN of a registered target. */
    String arn(String resource, String dimension) {
        return targets(resource, List.of(resource)).stream()
                .filter(target -> Objects.equals(target.scalableDimensionAsString(), dimension))
                .map(ScalableTarget::scalableTargetARN)
                .findFirst()
                .orElseThrow(() -> SettingReads.broken("The scalable target of " + resource + " is gone."));
    }
}
