package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableCatalog;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.RestoreSummary;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Lists and describes tables with {@code ListTables} and {@code DescribeTable}. */
public final class DynamoDbTableCatalog implements TableCatalog {
    /** What listing takes of the caller's permissions. */
    public static final String LIST_ACTION = "dynamodb:ListTables";

    private static final int PAGE = 100;

    private final DynamoDbClient client;
    private final String place;

    /**
     * Creates a catalog on this client.
     *
     * @param place the account and region as people know them, for messages
     */
    public DynamoDbTableCatalog(DynamoDbClient client, String place) {
        this.client = client;
        this.place = place;
    }

    @Override
    public Result<Page<List<String>>> list(Optional<String> after) {
        try {
            ListTablesResponse page = client.listTables(b -> b.limit(PAGE).exclusiveStartTableName(after.orElse(null)));
            // An answer without the list is not an answer: taking it for "no tables" would end the sweep as complete.
            return page.hasTableNames()
                    ? new Result.Success<>(new Page<>(
                            page.tableNames().stream()
                                    .map(name -> name == null ? "" : name)
                                    .toList(),
                            Optional.ofNullable(page.lastEvaluatedTableName()).filter(name -> !name.isEmpty())))
                    : new Result.Failure<>(
                            new Cause(Cause.Kind.BROKEN, "AWS answered " + LIST_ACTION + " without a list of tables."));
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(LIST_ACTION, place, e));
        }
    }

    @Override
    public Fact<?> fact(TableRef table, FactKind kind) {
        return switch (kind) {
            case DETAILS -> describe(table);
        };
    }

    private Fact<TableDetails> describe(TableRef table) {
        try {
            return details(
                    table, client.describeTable(b -> b.tableName(table.name())).table());
        } catch (SdkException e) {
            return AwsErrors.isGone(e)
                    ? new Fact.Gone<>()
                    : new Fact.Unreadable<>(AwsErrors.sort(FactKind.DETAILS.iamAction(), table.name(), e));
        }
    }

    private static Fact<TableDetails> details(TableRef table, @Nullable TableDescription description) {
        if (description == null) {
            return new Fact.Unreadable<>(new Cause(
                    Cause.Kind.BROKEN,
                    "AWS answered dynamodb:DescribeTable on " + table.name() + " without a description."));
        }
        // Each value stands alone: one that AWS leaves out is not known, and the others are.
        return new Fact.Known<>(new TableDetails(
                status(description.tableStatusAsString()),
                size(description),
                Optional.ofNullable(description.deletionProtectionEnabled()),
                origin(description),
                restored(description.restoreSummary())));
    }

    private static Optional<TableDetails.Restored> restored(@Nullable RestoreSummary summary) {
        return summary == null || summary.restoreDateTime() == null
                ? Optional.empty()
                : Optional.of(new TableDetails.Restored(
                        Optional.ofNullable(summary.sourceTableArn()),
                        Optional.ofNullable(summary.sourceBackupArn()),
                        summary.restoreDateTime()));
    }

    private static Optional<TableDetails.Origin> origin(TableDescription description) {
        return description.tableId() == null || description.creationDateTime() == null
                ? Optional.empty()
                : Optional.of(new TableDetails.Origin(description.tableId(), description.creationDateTime()));
    }

    private static TableStatus status(@Nullable String name) {
        for (TableStatus status : TableStatus.values()) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        return TableStatus.UNKNOWN;
    }

    /** Table data plus local secondary indexes: what AWS charges recovery by. */
    private static OptionalLong size(TableDescription description) {
        Long data = description.tableSizeBytes();
        if (data == null || data < 0) {
            return OptionalLong.empty();
        }
        long size = data;
        for (LocalSecondaryIndexDescription index : description.localSecondaryIndexes()) {
            size += index.indexSizeBytes() == null ? 0 : Math.max(0, index.indexSizeBytes());
        }
        return OptionalLong.of(size);
    }
}
