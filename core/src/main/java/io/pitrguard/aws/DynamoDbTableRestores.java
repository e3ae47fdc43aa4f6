package io.pitrguard.aws;

import io.pitrguard.domain.restore.BackupDescription;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.RestoreCall;
import io.pitrguard.domain.restore.RestoreReply;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableUser;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.pipes.PipesClient;

/**
 * Restores tables with DynamoDB's own calls.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_RestoreTableToPointInTime.html
 */
public final class DynamoDbTableRestores implements TableRestores {
    /** What reading takes of the caller's permissions. */
    public static final Set<String> READ_ACTIONS = Set.of(
            "dynamodb:DescribeTable",
            "dynamodb:DescribeContinuousBackups",
            "dynamodb:ListBackups",
            "dynamodb:DescribeBackup",
            "dynamodb:ListTables");

    private static final String UPDATE = "dynamodb:UpdateTable";
    private static final String DELETE = "dynamodb:DeleteTable";
    private static final String DESCRIBE = "dynamodb:DescribeTable";

    private final Clients clients;
    private final TableUsers users;

    /**
     * Clients by region.
     *
     * @param patient for reads
     * @param once makes no retries: a repeated write could come late
     */
    public record Clients(
            Function<String, DynamoDbClient> patient,
            Function<String, DynamoDbClient> once,
            Function<String, LambdaClient> lambda,
            Function<String, PipesClient> pipes) {}

    /** Restores with these clients. */
    public DynamoDbTableRestores(Clients clients) {
        this.clients = clients;
        this.users = new TableUsers(clients);
    }

    @Override
    public Result<DescribedTable> describe(TableRef table) {
        try {
            return described(
                    table,
                    reading(table.where())
                            .describeTable(b -> b.tableName(table.name()))
                            .table());
        } catch (SdkException e) {
            return AwsErrors.isGone(e)
                    ? new Result.Success<>(new DescribedTable.Gone())
                    : new Result.Failure<>(AwsErrors.sort(DESCRIBE, table.name(), e));
        }
    }

    private static Result<DescribedTable> described(TableRef table, @Nullable TableDescription read) {
        return Optional.ofNullable(read)
                .flatMap(description -> RestoreDescriptions.table(table, description))
                .<Result<DescribedTable>>map(known -> new Result.Success<>(new DescribedTable.Present(known)))
                .orElseGet(() -> broken(DESCRIBE + " on " + table.name() + " without the table's id and creation"));
    }

    @Override
    public RecoveryState recovery(TableRef table) {
        return new DynamoDbRecovery(reading(table.where())).read(table);
    }

    @Override
    public Result<List<TableBackup>> backups(TableRef table) {
        String action = "dynamodb:ListBackups";
        return answered(
                action,
                table.name(),
                () -> new Pages<>(
                                action,
                                after -> reading(table.where())
                                        .listBackups(b -> b.tableName(table.name())
                                                .backupType(BackupTypeFilter.ALL)
                                                .exclusiveStartBackupArn(after)),
                                page -> page.hasBackupSummaries() ? page.backupSummaries() : null,
                                ListBackupsResponse::lastEvaluatedBackupArn)
                        .all().stream()
                                .map(summary -> RestoreDescriptions.backup(summary)
                                        .orElseThrow(
                                                () -> notUnderstood(action + " with a backup without ARN or time")))
                                .sorted(Comparator.comparing(TableBackup::created)
                                        .reversed())
                                .toList());
    }

    @Override
    public Result<Optional<BackupDescription>> backup(AccountRegion where, String arn) {
        String action = "dynamodb:DescribeBackup";
        try {
            Optional<BackupDescription> read = RestoreDescriptions.backup(
                    reading(where).describeBackup(b -> b.backupArn(arn)).backupDescription());
            return read.isPresent()
                    ? new Result.Success<>(read)
                    : broken(action + " on " + arn + " without the backup's details");
        } catch (BackupNotFoundException none) {
            return new Result.Success<>(Optional.empty());
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(action, arn, e));
        }
    }

    @Override
    public Result<Integer> countTables(AccountRegion where) {
        String action = DynamoDbTableCatalog.LIST_ACTION;
        return answered(
                action,
                where.region(),
                () -> new Pages<>(
                                action,
                                after -> reading(where).listTables(b -> b.exclusiveStartTableName(after)),
                                page -> page.hasTableNames() ? page.tableNames() : null,
                                ListTablesResponse::lastEvaluatedTableName)
                        .all()
                        .size());
    }

    @Override
    public Result<List<TableUser>> users(TableRef table) {
        return users.of(table);
    }

    @Override
    public RestoreReply restore(RestoreCall call) {
        return new RestoreCalls(writing(call.target())).make(call);
    }

    @Override
    public Result<Boolean> unprotect(TableRef table, String tableId) {
        return switch (describe(table)) {
            case Result.Failure<DescribedTable>(Cause cause) -> new Result.Failure<>(cause);
            case Result.Success<DescribedTable>(DescribedTable.Gone _) -> new Result.Success<>(false);
            case Result.Success<DescribedTable>(DescribedTable.Present present) ->
                present.description().tableId().equals(tableId) ? unprotect(table) : new Result.Success<>(false);
        };
    }

    private Result<Boolean> unprotect(TableRef table) {
        return answered(UPDATE, table.name(), () -> {
            writing(table).updateTable(b -> b.tableName(table.name()).deletionProtectionEnabled(false));
            return true;
        });
    }

    @Override
    public Result<Deletion> delete(TableRef table, String tableId) {
        return switch (describe(table)) {
            case Result.Failure<DescribedTable> failed -> new Result.Failure<>(failed.cause());
            case Result.Success<DescribedTable>(DescribedTable.Gone _) ->
                new Result.Success<>(new Deletion.AlreadyGone());
            case Result.Success<DescribedTable>(DescribedTable.Present present) ->
                present.description().tableId().equals(tableId)
                        ? delete(table)
                        : new Result.Success<>(
                                new Deletion.OtherTable(present.description().tableId()));
        };
    }

    private Result<Deletion> delete(TableRef table) {
        try {
            writing(table).deleteTable(b -> b.tableName(table.name()));
            return new Result.Success<>(new Deletion.Started());
        } catch (SdkException e) {
            return AwsErrors.isGone(e)
                    ? new Result.Success<>(new Deletion.AlreadyGone())
                    : new Result.Failure<>(AwsErrors.sort(DELETE, table.name(), e));
        }
    }

    private DynamoDbClient reading(AccountRegion where) {
        return clients.patient().apply(where.region());
    }

    private DynamoDbClient writing(TableRef table) {
        return clients.once().apply(table.where().region());
    }

    private static <T> Result<T> answered(String action, String on, Supplier<T> call) {
        try {
            return new Result.Success<>(call.get());
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(action, on, e));
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    private static <T> Result<T> broken(String how) {
        return new Result.Failure<>(notUnderstood(how).sorted());
    }

    private static NotUnderstoodException notUnderstood(String how) {
        return new NotUnderstoodException(new Cause(Cause.Kind.BROKEN, "AWS answered " + how + "."));
    }
}
