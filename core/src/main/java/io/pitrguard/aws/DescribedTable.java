package io.pitrguard.aws;

import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What {@code DescribeTable} returns of a table, with what the SDK drops. */
sealed interface DescribedTable {
    /** What describing takes of the caller's permissions. */
    String ACTION = "dynamodb:DescribeTable";

    /**
     * The table exists.
     *
     * @param unknown the fields that the SDK does not know; empty where the answer's text was not kept
     */
    record Found(TableDescription description, Optional<SettingValue> unknown) implements DescribedTable {
        /** Returns the table as the owner of settings in other services. */
        SettingsOwner owner(TableRef table) {
            return new SettingsOwner(
                    table, streamArn(), indexes(), !description.replicas().isEmpty(), true);
        }

        private Optional<String> streamArn() {
            boolean enabled = description.streamSpecification() != null
                    && Boolean.TRUE.equals(description.streamSpecification().streamEnabled());
            return Optional.ofNullable(description.latestStreamArn()).filter(_ -> enabled);
        }

        private Set<String> indexes() {
            return description.globalSecondaryIndexes().stream()
                    .map(GlobalSecondaryIndexDescription::indexName)
                    .filter(name -> name != null && !name.isEmpty())
                    .collect(Collectors.toSet());
        }
    }

    /** The table does not exist. */
    record Gone(Cause cause) implements DescribedTable {}

    /** Asked, without an answer. */
    record Unreadable(Cause cause) implements DescribedTable {}

    /** Describes a table. */
    static DescribedTable of(DynamoDbClient client, TableRef table) {
        UnknownFields fields = new UnknownFields();
        try {
            TableDescription description = client.describeTable(
                            b -> b.tableName(table.name()).overrideConfiguration(o -> o.addPlugin(fields)))
                    .table();
            return description == null
                    ? new Unreadable(new Cause(
                            Cause.Kind.BROKEN,
                            "AWS answered " + ACTION + " on " + table.name() + " without a description."))
                    : new Found(description, fields.under("Table", description));
        } catch (SdkException e) {
            Cause cause = AwsErrors.sort(ACTION, table.name(), e);
            return AwsErrors.isGone(e) ? new Gone(cause) : new Unreadable(cause);
        }
    }
}
