package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Set;

/** The most requests per second that an on-demand table and its global indexes take. */
public record OnDemandMaximumSetting() implements Setting {
    private static final Description DESCRIPTION = new Description(
            "on-demand-maximum",
            "on-demand maximum",
            Carried.UNDOCUMENTED,
            new Copying.Automatic("A low maximum throttles whoever copies items into the table."),
            Set.of("dynamodb:DescribeTable"),
            Set.of("dynamodb:UpdateTable"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        return AwsCli.dynamoDb(
                "update-table",
                target,
                ThroughputWords.of(
                        change.wanted().with(CapacitySetting.MODE, CapacitySetting.ON_DEMAND), "OnDemandThroughput"));
    }

    /** One for the table, and one for each index: an index that the target lacks does not hold up the others. */
    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        SettingValue wanted = ThroughputWords.complete(source.beyond(target), source);
        return wanted.entries().keySet().stream()
                .map(ThroughputWords::group)
                .distinct()
                .map(group -> new SettingChange(
                        this,
                        group,
                        wanted.only(entry -> ThroughputWords.group(entry).equals(group)),
                        target))
                .toList();
    }
}
