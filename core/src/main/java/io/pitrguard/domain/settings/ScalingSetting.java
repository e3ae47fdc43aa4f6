package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Application Auto Scaling of the table and its global indexes: targets, policies, scheduled actions. */
public record ScalingSetting() implements Setting {
    /** Starts the entries of targets: the input of {@code RegisterScalableTarget} as JSON, without a suspended state. */
    public static final String TARGET = "target ";

    /** Starts the entries of policies: the input of {@code PutScalingPolicy} as JSON. */
    public static final String POLICY = "policy ";

    /** Starts the entries of scheduled actions: the input of {@code PutScheduledAction} as JSON. */
    public static final String SCHEDULE = "schedule ";

    /**
     * Starts the entries of suspended states: the input of {@code RegisterScalableTarget} as JSON with nothing but the
     * target and its suspended state. A new target is suspended until this is written.
     */
    public static final String SUSPENDED = "suspended ";

    private static final List<String> ORDER = List.of(TARGET, POLICY, SCHEDULE, SUSPENDED);

    private static final Description DESCRIPTION = new Description(
            "scaling",
            "auto scaling",
            Carried.NO,
            new Copying.Automatic(
                    "Registering a target moves the capacity between its limits at once. Policies make CloudWatch alarms named TargetTracking-table/…."),
            Set.of(
                    "application-autoscaling:DescribeScalableTargets",
                    "application-autoscaling:DescribeScalingPolicies",
                    "application-autoscaling:DescribeScheduledActions",
                    "application-autoscaling:ListTagsForResource"),
            Set.of(
                    "application-autoscaling:RegisterScalableTarget",
                    "application-autoscaling:PutScalingPolicy",
                    "application-autoscaling:PutScheduledAction",
                    "application-autoscaling:TagResource"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        String input = change.wanted().get(change.name()).orElse("");
        return AwsCli.withInput("application-autoscaling " + call(change.name()), target, input);
    }

    /** Targets first, suspended; then policies and scheduled actions; what was not suspended resumes at last. */
    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        List<SettingChange> changes = new ArrayList<>(Setting.super.changes(source, target));
        changes.sort(Comparator.comparingInt(change -> kind(change.name())));
        return List.copyOf(changes);
    }

    private static String call(String entry) {
        return switch (kind(entry)) {
            case 1 -> "put-scaling-policy";
            case 2 -> "put-scheduled-action";
            default -> "register-scalable-target";
        };
    }

    private static int kind(String entry) {
        return ORDER.indexOf(entry.substring(0, entry.indexOf(' ') + 1));
    }
}
