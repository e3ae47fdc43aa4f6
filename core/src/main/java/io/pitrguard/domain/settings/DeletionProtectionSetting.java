package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Set;

/** Deletion protection. */
public record DeletionProtectionSetting() implements Setting {
    /** Deletion protection is on; without the entry it is off. */
    public static final SettingValue ON = SettingValue.of("deletion protection", "on");

    private static final Description DESCRIPTION = new Description(
            "deletion-protection",
            "deletion protection",
            Carried.UNDOCUMENTED,
            new Copying.Automatic("The restored table cannot be deleted, or discarded, until somebody turns it off."),
            Set.of("dynamodb:DescribeTable"),
            Set.of("dynamodb:UpdateTable"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        return AwsCli.dynamoDb("update-table", target, "--deletion-protection-enabled");
    }

    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return whole(source.beyond(target), target);
    }
}
