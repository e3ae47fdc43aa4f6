package io.pitrguard.aws;

import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.ReplicaScalingSetting;
import io.pitrguard.domain.settings.SettingValue;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReplicaAutoScalingDescription;
import software.amazon.awssdk.services.dynamodb.model.TableAutoScalingDescription;

/** Reads the auto scaling of a global table's replicas. */
final class ReplicaScalingCalls {
    private static final String READ = "dynamodb:DescribeTableReplicaAutoScaling";

    private ReplicaScalingCalls() {}

    /** Returns the calls; they are made only for a table that has replicas. */
    static SettingCalls of(DynamoDbClient reads) {
        return SingleSettingCalls.reading(new ReplicaScalingSetting(), table -> read(reads, table));
    }

    private static Reading read(DynamoDbClient reads, SettingsOwner table) {
        if (!table.replicated()) {
            return SettingAnswers.none();
        }
        String name = table.table().name();
        return SettingAnswers.read(READ, name, () -> {
            TableAutoScalingDescription found = reads.describeTableReplicaAutoScaling(b -> b.tableName(name))
                    .tableAutoScalingDescription();
            if (found == null) {
                return SettingAnswers.incomplete(READ, name, "without a description");
            }
            Map<String, String> entries = new HashMap<>();
            for (ReplicaAutoScalingDescription replica : found.replicas()) {
                entries.put(
                        String.valueOf(replica.regionName()),
                        // What is compared is all that AWS shows of it; the status changes by itself.
                        replica.toBuilder().replicaStatus((String) null).build().toString());
            }
            return Reading.of(new SettingValue(entries));
        });
    }
}
