package io.pitrguard.aws;

import io.pitrguard.domain.backup.BackupReply;
import io.pitrguard.domain.backup.ListedBackup;
import io.pitrguard.domain.backup.MadeBackup;
import io.pitrguard.domain.restore.BackupDescription;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableBackups;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupDetails;
import software.amazon.awssdk.services.dynamodb.model.BackupInUseException;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;

/**
 * DynamoDB's on-demand backups, in the clients' region.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateBackup.html
 */
public final class DynamoDbTableBackups implements TableBackups {
    /** What listing takes of the caller's permissions. */
    public static final Set<String> READ_ACTIONS = Set.of("dynamodb:ListBackups", "dynamodb:DescribeBackup");

    private static final String CREATE = "dynamodb:CreateBackup";
    private static final String DELETE = "dynamodb:DeleteBackup";
    private static final String LIST = "dynamodb:ListBackups";
    private static final String DESCRIBE = "dynamodb:DescribeBackup";

    /** AWS takes five lists a second: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListBackups.html */
    private static final Duration BETWEEN_PAGES = Duration.ofMillis(200);

    private final DynamoDbClient patient;
    private final DynamoDbClient once;
    private final Time time;

    /**
     * Creates it.
     *
     * @param patient for reads
     * @param once makes no retries: a repeated CreateBackup makes a second backup
     */
    public DynamoDbTableBackups(DynamoDbClient patient, DynamoDbClient once, Time time) {
        this.patient = patient;
        this.once = once;
        this.time = time;
    }

    @Override
    public Result<List<ListedBackup>> list(AccountRegion where, Optional<String> table) {
        try {
            // ALL leaves those of AWS Backup out.
            return new Result.Success<>(Stream.of(BackupTypeFilter.ALL, BackupTypeFilter.AWS_BACKUP)
                    .flatMap(type -> summaries(table, type).stream())
                    .map(summary -> listed(where, summary))
                    .sorted(Comparator.comparing(
                                    (ListedBackup each) -> each.backup().created())
                            .reversed()
                            .thenComparing(each -> each.backup().arn()))
                    .toList());
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(LIST, table.orElse(where.region()), e));
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    private List<BackupSummary> summaries(Optional<String> table, BackupTypeFilter type) {
        return new Pages<>(
                        LIST,
                        after -> page(table, type, Optional.ofNullable(after)),
                        page -> page.hasBackupSummaries() ? page.backupSummaries() : null,
                        ListBackupsResponse::lastEvaluatedBackupArn)
                .all();
    }

    /** Only many pages need AWS's pace. */
    private ListBackupsResponse page(Optional<String> table, BackupTypeFilter type, Optional<String> after) {
        try {
            if (after.isPresent()) {
                time.sleepUntil(time.instant().plus(BETWEEN_PAGES));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new NotUnderstoodException(new Cause(Cause.Kind.BROKEN, "The process is being stopped."));
        }
        return patient.listBackups(
                b -> b.tableName(table.orElse(null)).backupType(type).exclusiveStartBackupArn(after.orElse(null)));
    }

    private static ListedBackup listed(AccountRegion where, BackupSummary summary) {
        Optional<TableBackup> backup = RestoreDescriptions.backup(summary);
        if (backup.isEmpty()
                || summary.tableName() == null
                || summary.tableName().isEmpty()) {
            throw notUnderstood(LIST + " with a backup without ARN, time or table");
        }
        return new ListedBackup(where.table(summary.tableName()), backup.get());
    }

    @Override
    public Result<Optional<TableBackup>> describe(AccountRegion where, String arn) {
        try {
            Optional<TableBackup> read = RestoreDescriptions.backup(
                            patient.describeBackup(b -> b.backupArn(arn)).backupDescription())
                    .map(BackupDescription::backup);
            return read.isPresent()
                    ? new Result.Success<>(read)
                    : new Result.Failure<>(notUnderstood(DESCRIBE + " on " + arn + " without the backup's details")
                            .sorted());
        } catch (BackupNotFoundException none) {
            return new Result.Success<>(Optional.empty());
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(DESCRIBE, arn, e));
        }
    }

    @Override
    public BackupReply create(TableRef table, String name) {
        try {
            return created(
                    table,
                    once.createBackup(b -> b.tableName(table.name()).backupName(name))
                            .backupDetails());
        } catch (SdkException e) {
            return BackupErrors.reply(CREATE, table.name(), e);
        }
    }

    private static BackupReply created(TableRef table, @Nullable BackupDetails details) {
        return details == null || details.backupArn() == null || details.backupCreationDateTime() == null
                ? new BackupReply.Unknown(
                        notUnderstood(CREATE + " on " + table.name() + " without the backup's ARN or time")
                                .sorted())
                : new BackupReply.Accepted(new MadeBackup(details.backupArn(), details.backupCreationDateTime()));
    }

    @Override
    public Result<Deletion> delete(AccountRegion where, String arn) {
        try {
            once.deleteBackup(b -> b.backupArn(arn));
            return new Result.Success<>(Deletion.DELETED);
        } catch (BackupNotFoundException gone) {
            return new Result.Success<>(Deletion.ALREADY_GONE);
        } catch (BackupInUseException busy) {
            return new Result.Success<>(Deletion.BUSY);
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(DELETE, arn, e));
        }
    }

    private static NotUnderstoodException notUnderstood(String how) {
        return new NotUnderstoodException(new Cause(Cause.Kind.BROKEN, "AWS answered " + how + "."));
    }
}
