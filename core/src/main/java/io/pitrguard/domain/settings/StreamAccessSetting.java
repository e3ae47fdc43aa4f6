package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tags and the resource policy of the stream. */
public record StreamAccessSetting() implements Setting {
    /** Starts the entries of tags. */
    public static final String TAG = "tag ";

    /** The entry with the policy as canonical JSON. */
    public static final String POLICY = "policy";

    private static final Description DESCRIPTION = new Description(
            "stream-access",
            "tags and resource policy of the stream",
            Carried.UNDOCUMENTED,
            new Copying.Confirmed("The policy can open the stream to others."),
            Set.of("dynamodb:ListTagsOfResource", "dynamodb:GetResourcePolicy"),
            Set.of("dynamodb:TagResource", "dynamodb:PutResourcePolicy"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        String value = change.wanted().get(change.name()).orElse("");
        return change.name().equals(POLICY)
                ? AwsCli.of(
                        "dynamodb put-resource-policy",
                        target,
                        "--resource-arn " + AwsCli.streamOf(target),
                        "--policy " + AwsCli.filled(target, value))
                : AwsCli.of(
                        "dynamodb tag-resource",
                        target,
                        "--resource-arn " + AwsCli.streamOf(target),
                        "--tags "
                                + ShellWord.quoted(AwsCli.pairs(
                                        Map.of(change.name().substring(TAG.length()), value), "Key", "Value")));
    }

    @Override
    public Optional<Setting> requires() {
        return Optional.of(new StreamSetting());
    }
}
