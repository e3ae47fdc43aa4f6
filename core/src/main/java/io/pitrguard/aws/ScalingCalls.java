package io.pitrguard.aws;

import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.ScalingSetting;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.port.TableSettings.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;

/** Application Auto Scaling of a table and its global indexes. */
public final class ScalingCalls implements SettingCalls {
    private static final String REGISTER = "application-autoscaling:RegisterScalableTarget";
    private static final String PUT_POLICY = "application-autoscaling:PutScalingPolicy";
    private static final String PUT_ACTION = "application-autoscaling:PutScheduledAction";
    private static final String TAG = "application-autoscaling:TagResource";
    private static final Setting SETTING = new ScalingSetting();
    private static final String TAGS = "Tags";
    private static final String SUSPENDED_STATE = "SuspendedState";

    private final ScalingReader reader;
    private final ApplicationAutoScalingClient writes;

    /**
     * Creates the calls.
     *
     * @param writes a client that makes no retries
     */
    public ScalingCalls(ApplicationAutoScalingClient reads, ApplicationAutoScalingClient writes) {
        this.reader = new ScalingReader(reads);
        this.writes = writes;
    }

    @Override
    public Set<Setting> settings() {
        return Set.of(SETTING);
    }

    @Override
    public Map<Setting, Reading> read(SettingsOwner table, Set<Setting> wanted) {
        return wanted.contains(SETTING) ? Map.of(SETTING, SettingReads.of(() -> all(table))) : Map.of();
    }

    private SettingValue all(SettingsOwner table) {
        SettingTexts texts = SettingTexts.of(table);
        Map<String, String> entries = new HashMap<>();
        Set<String> scaled = new TreeSet<>();
        for (ScalableTarget target : reader.targets(table)) {
            scaled.add(target.resourceId());
            SettingDocument input = SdkDocuments.shared(target, RegisterScalableTargetRequest.builder());
            SettingDocument suspension = suspension(input);
            // The service's own role: it takes no other for tables.
            input.without("RoleARN").without(SUSPENDED_STATE);
            Map<String, String> tags = reader.tags(target);
            if (!tags.isEmpty()) {
                input.put(TAGS, tags);
            }
            put(entries, ScalingSetting.TARGET, input, "", texts);
            put(entries, ScalingSetting.SUSPENDED, suspension, "", texts);
        }
        for (String resource : scaled) {
            reader.policies(resource).forEach(policy -> {
                SettingDocument input = SdkDocuments.shared(policy, PutScalingPolicyRequest.builder());
                put(entries, ScalingSetting.POLICY, input, "PolicyName", texts);
            });
            reader.actions(resource).forEach(action -> {
                SettingDocument input = SdkDocuments.shared(action, PutScheduledActionRequest.builder());
                put(entries, ScalingSetting.SCHEDULE, input, "ScheduledActionName", texts);
            });
        }
        return new SettingValue(entries);
    }

    /** Returns an input with the suspended state of a target alone; what is not suspended is said too. */
    private static SettingDocument suspension(SettingDocument input) {
        SettingDocument known = input.at(SUSPENDED_STATE);
        SettingDocument state = new SettingDocument();
        ScalingReader.SUSPENSIONS.forEach(part -> state.put(part, known.flag(part, false)));
        return input.copy()
                .only(Set.of("ServiceNamespace", "ResourceId", "ScalableDimension"))
                .put(SUSPENDED_STATE, state.members());
    }

    private static void put(
            Map<String, String> entries, String kind, SettingDocument input, String nameMember, SettingTexts texts) {
        String resource = texts.neutralResource(input.text("ResourceId"));
        input.put("ResourceId", resource);
        StringBuilder entry =
                new StringBuilder(kind).append(resource).append(' ').append(input.text("ScalableDimension"));
        if (!nameMember.isEmpty()) {
            String name = texts.neutralWords(input.text(nameMember));
            input.put(nameMember, name);
            entry.append(' ').append(name);
        }
        entries.put(entry.toString(), texts.neutral(input));
    }

    @Override
    public Reply write(SettingsOwner target, SettingChange change) {
        return SettingReads.write(() -> {
            SettingDocument input = SettingTexts.of(target)
                    .document(change.wanted().get(change.name()).orElse(""));
            String on = input.text("ResourceId");
            String kind = change.name().substring(0, change.name().indexOf(' ') + 1);
            return switch (kind) {
                case ScalingSetting.TARGET -> register(target, change, input);
                case ScalingSetting.POLICY ->
                    SettingAnswers.write(
                            PUT_POLICY,
                            on,
                            () -> writes.putScalingPolicy(SdkDocuments.fill(PutScalingPolicyRequest.builder(), input)
                                    .build()));
                case ScalingSetting.SCHEDULE ->
                    SettingAnswers.write(
                            PUT_ACTION,
                            on,
                            () -> writes.putScheduledAction(
                                    SdkDocuments.fill(PutScheduledActionRequest.builder(), input)
                                            .build()));
                default -> SettingAnswers.write(REGISTER, on, () -> writes.registerScalableTarget(request(input)));
            };
        });
    }

    /** A new target is registered suspended, with its tags; AWS takes no tags with a later registration. */
    private Reply register(SettingsOwner target, SettingChange change, SettingDocument input) {
        String on = input.text("ResourceId");
        if (change.current().get(change.name()).isEmpty()) {
            SettingDocument state = new SettingDocument();
            ScalingReader.SUSPENSIONS.forEach(part -> state.put(part, true));
            input.put(SUSPENDED_STATE, state.members());
            return SettingAnswers.write(REGISTER, on, () -> writes.registerScalableTarget(request(input)));
        }
        SettingDocument current = SettingTexts.of(target)
                .document(change.current().get(change.name()).orElse(""));
        Map<String, String> tags = input.at(TAGS).texts();
        boolean tagged = current.at(TAGS).texts().equals(tags);
        if (!input.without(TAGS).equals(current.without(TAGS))) {
            Reply reply = SettingAnswers.write(REGISTER, on, () -> writes.registerScalableTarget(request(input)));
            if (tagged || !(reply instanceof Reply.Accepted)) {
                return reply;
            }
        }
        String arn = reader.arn(on, input.text("ScalableDimension"));
        return SettingAnswers.write(
                TAG, on, () -> writes.tagResource(b -> b.resourceARN(arn).tags(tags)));
    }

    private static RegisterScalableTargetRequest request(SettingDocument input) {
        return SdkDocuments.fill(RegisterScalableTargetRequest.builder(), input).build();
    }
}
