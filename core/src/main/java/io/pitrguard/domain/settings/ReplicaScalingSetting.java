package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Set;

/** The auto scaling of replicas. */
public record ReplicaScalingSetting() implements Setting {
    private static final Description DESCRIPTION = new Description(
            "replica-scaling",
            "auto scaling of replicas",
            Carried.NO,
            new Copying.ReportOnly("It belongs to the replicas, which a restored table does not have."),
            Set.of("dynamodb:DescribeTableReplicaAutoScaling"),
            Set.of());

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        return AwsCli.dynamoDb("update-table-replica-auto-scaling", target, "--cli-input-json file://scaling.json");
    }

    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return List.of();
    }
}
