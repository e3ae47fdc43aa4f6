package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.util.List;
import java.util.Set;

/** The resource policy of the table. */
public record ResourcePolicySetting() implements Setting {
    /** The entry with the policy as canonical JSON. */
    public static final String POLICY = "policy";

    private static final Description DESCRIPTION = new Description(
            "resource-policy",
            "resource policy",
            Carried.UNDOCUMENTED,
            new Copying.Confirmed(
                    "It can open the table to others, or lock you out. ARNs of the source in it become those of the target: read it first."),
            Set.of("dynamodb:GetResourcePolicy"),
            Set.of("dynamodb:PutResourcePolicy"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        return AwsCli.of(
                "dynamodb put-resource-policy",
                target,
                ShellWord.option("--resource-arn", target.arn()),
                "--policy " + AwsCli.filled(target, change.wanted().get(POLICY).orElse("")));
    }

    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return whole(source.beyond(target), target);
    }
}
