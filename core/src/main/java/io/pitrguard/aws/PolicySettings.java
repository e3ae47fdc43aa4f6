package io.pitrguard.aws;

import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.ResourcePolicySetting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.StreamAccessSetting;
import io.pitrguard.port.TableSettings.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.PolicyNotFoundException;

/** Resource policies of a table and of its stream, and the stream's tags. */
final class PolicySettings {
    private static final String READ = "dynamodb:GetResourcePolicy";
    private static final String WRITE = "dynamodb:PutResourcePolicy";

    /** Demands of AWS that there must not be a policy yet. */
    private static final String NO_POLICY = "NO_POLICY";

    private final DynamoDbClient reads;
    private final DynamoDbClient writes;

    /**
     * Creates the calls.
     *
     * @param writes a client that makes no retries
     */
    PolicySettings(DynamoDbClient reads, DynamoDbClient writes) {
        this.reads = reads;
        this.writes = writes;
    }

    /** Returns the calls of each setting. */
    List<SettingCalls> calls() {
        return List.of(
                new SingleSettingCalls(new ResourcePolicySetting(), this::ofTable, this::setOfTable),
                new SingleSettingCalls(new StreamAccessSetting(), this::ofStream, this::setOfStream));
    }

    private Reading ofTable(SettingsOwner table) {
        return SettingAnswers.read(
                READ,
                table.table().name(),
                () -> policy(table.table().arn())
                        .map(found -> text(found, table)
                                .map(text -> Reading.of(SettingValue.of(ResourcePolicySetting.POLICY, text)))
                                .orElseGet(() -> SettingAnswers.incomplete(
                                        READ, table.table().name(), "without Policy")))
                        .orElseGet(SettingAnswers::none));
    }

    private Reply setOfTable(SettingsOwner target, SettingChange change) {
        return put(
                target,
                target.table().arn(),
                change.wanted().get(ResourcePolicySetting.POLICY).orElse(""),
                change.current().get(ResourcePolicySetting.POLICY));
    }

    private Reading ofStream(SettingsOwner table) {
        if (table.streamArn().isEmpty()) {
            return SettingAnswers.none();
        }
        String arn = table.streamArn().get();
        Reading tags = SettingAnswers.read(SettingTags.READ, arn, () -> SettingTags.read(reads, arn));
        return tags instanceof Reading.Known(SettingValue known, Reading.Origin _)
                ? SettingAnswers.read(READ, arn, () -> policyOfStream(table, arn, known))
                : tags;
    }

    private Reading policyOfStream(SettingsOwner table, String arn, SettingValue tags) {
        Map<String, String> entries = new HashMap<>();
        tags.entries().forEach((key, value) -> entries.put(StreamAccessSetting.TAG + key, value));
        Optional<GetResourcePolicyResponse> found = policy(arn);
        if (found.isPresent()) {
            Optional<String> text = text(found.get(), table);
            if (text.isEmpty()) {
                return SettingAnswers.incomplete(READ, arn, "without Policy");
            }
            entries.put(StreamAccessSetting.POLICY, text.get());
        }
        return Reading.of(new SettingValue(entries));
    }

    private Reply setOfStream(SettingsOwner target, SettingChange change) {
        if (target.streamArn().isEmpty()) {
            return SettingAnswers.impossible("Table " + target.table().name() + " has no stream.");
        }
        String arn = target.streamArn().get();
        String value = change.wanted().get(change.name()).orElse("");
        return change.name().equals(StreamAccessSetting.POLICY)
                ? put(target, arn, value, change.current().get(StreamAccessSetting.POLICY))
                : SettingAnswers.write(
                        SettingTags.WRITE,
                        arn,
                        () -> SettingTags.write(
                                writes, arn, Map.of(change.name().substring(StreamAccessSetting.TAG.length()), value)));
    }

    /** Writes a policy only over the one that was read before. */
    private Reply put(SettingsOwner target, String arn, String policy, Optional<String> expected) {
        return SettingAnswers.write(WRITE, arn, () -> {
            Optional<GetResourcePolicyResponse> now = policy(arn);
            String revision = now.flatMap(found -> text(found, target)).equals(expected)
                    ? now.map(GetResourcePolicyResponse::revisionId).orElse(NO_POLICY)
                    // Somebody changed it since: this makes AWS refuse.
                    : NO_POLICY;
            writes.putResourcePolicy(b -> b.resourceArn(arn)
                    .policy(target.placeholders().filled(policy))
                    .expectedRevisionId(revision));
        });
    }

    private Optional<GetResourcePolicyResponse> policy(String arn) {
        try {
            return Optional.of(reads.getResourcePolicy(b -> b.resourceArn(arn)));
        } catch (PolicyNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(GetResourcePolicyResponse found, SettingsOwner table) {
        return Optional.ofNullable(found.policy()).map(CanonicalJson::of).map(table.placeholders()::withoutArns);
    }
}
