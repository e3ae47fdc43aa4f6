package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Set;

/** The warm throughput of the table and its global indexes. */
public record WarmThroughputSetting() implements Setting {
    private static final Description DESCRIPTION = new Description(
            "warm-throughput",
            "warm throughput",
            Carried.UNDOCUMENTED,
            new Copying.ReportOnly(
                    "Raising it costs money and cannot be undone: AWS warms a table up with its traffic."),
            Set.of("dynamodb:DescribeTable"),
            Set.of());

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        return AwsCli.dynamoDb("update-table", target, ThroughputWords.of(change.wanted(), "WarmThroughput"));
    }

    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return List.of();
    }
}
