package io.pitrguard.aws;

import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.BackupNotices;
import io.pitrguard.port.Result;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** Keeps notified problems with backups in the ledger's table: an item {@code SELF#partition#account#region} / {@code BACKUPS}. */
public final class DynamoDbBackupNotices implements BackupNotices {
    private static final String GET = "dynamodb:GetItem";
    private static final String PUT = "dynamodb:PutItem";
    private static final String BACKUPS = "BACKUPS";
    private static final String OPEN = "notified";
    private static final String NOTIFIED_AT = "notifiedAt";

    private final DynamoDbClient client;
    private final String table;

    /** Keeps them in the ledger's table of this name. */
    public DynamoDbBackupNotices(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Result<NotifiedState<String>> read(AccountRegion where) {
        try {
            GetItemResponse answer = client.getItem(
                    b -> b.tableName(table).key(LedgerKeys.self(where, BACKUPS)).consistentRead(true));
            if (!answer.hasItem()) {
                return new Result.Success<>(NotifiedState.nothing());
            }
            Fields fields = Fields.of(answer.item());
            TableRecordCodec.requireFormat(fields);
            return new Result.Success<>(
                    new NotifiedState<>(new TreeSet<>(fields.texts(OPEN)), fields.optionalInstant(NOTIFIED_AT)));
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.LEDGER.sort(GET, table, e));
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    @Override
    public Optional<Cause> write(AccountRegion where, NotifiedState<String> notified) {
        try {
            client.putItem(b -> b.tableName(table)
                    .item(new ItemWriter()
                            .key(LedgerKeys.self(where, BACKUPS))
                            .number(TableRecordCodec.FORMAT_NAME, TableRecordCodec.FORMAT)
                            .texts(OPEN, notified.open().stream().toList())
                            .instant(NOTIFIED_AT, notified.at())
                            .build()));
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(DeployedResource.LEDGER.sort(PUT, table, e));
        }
    }
}
