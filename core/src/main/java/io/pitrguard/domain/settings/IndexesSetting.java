package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Set;

/** The secondary indexes: keys and projection of each. */
public record IndexesSetting() implements Setting {
    private static final Description DESCRIPTION = new Description(
            "indexes",
            "secondary indexes",
            Carried.YES,
            new Copying.ReportOnly(
                    "Restores carry indexes unless the request names others. A global index can be added later; a local one cannot."),
            Set.of("dynamodb:DescribeTable"),
            Set.of());

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        return AwsCli.dynamoDb("update-table", target, "--global-secondary-index-updates file://index.json");
    }

    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return List.of();
    }
}
