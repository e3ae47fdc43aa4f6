package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.util.List;
import java.util.Set;

/** The tags of the table, without those that AWS sets itself. */
public record TagsSetting() implements Setting {
    private static final Description DESCRIPTION = new Description(
            "tags",
            "tags",
            Carried.NO,
            new Copying.Automatic(
                    "Backup plans, cost reports, AWS Config rules and cleanup jobs that select by tag take the table in."),
            Set.of("dynamodb:ListTagsOfResource"),
            Set.of("dynamodb:TagResource"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        return AwsCli.of(
                "dynamodb tag-resource",
                target,
                ShellWord.option("--resource-arn", target.arn()),
                "--tags " + ShellWord.quoted(AwsCli.pairs(change.wanted().entries(), "Key", "Value")));
    }

    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return whole(source.beyond(target), target);
    }
}
