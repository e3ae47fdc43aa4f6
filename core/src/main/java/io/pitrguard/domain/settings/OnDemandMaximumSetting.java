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

    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return whole(source.beyond(target), target);
    }
}
