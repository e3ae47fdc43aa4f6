package io.pitrguard.aws;

import io.pitrguard.domain.ledger.NotifiedState;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.InstallationStore;
import io.pitrguard.port.Result;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * An installation's diary in the ledger's table: items {@code SELF#partition#account#region} / {@code TOLD} and
 * {@code SWEPT}.
 */
public final class DynamoDbInstallationStore implements InstallationStore {
    /** What reading and writing takes of the caller's permissions, on the ledger's table. */
    public static final Set<String> ACTIONS = Set.of("dynamodb:GetItem", "dynamodb:PutItem");

    private static final String TOLD = "NOTIFIED";
    private static final String SWEPT = "LAST_SWEEP";
    private static final String KINDS = "notified";
    private static final String TOLD_AT = "notifiedAt";
    private static final String AT = "at";

    private final DynamoDbClient client;
    private final String table;

    /** Remembers in the ledger's table of this name. */
    public DynamoDbInstallationStore(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Result<NotifiedState> told(AccountRegion where) {
        return read(
                LedgerKeys.self(where, TOLD),
                NotifiedState.NOTHING,
                fields -> new NotifiedState(new TreeSet<>(fields.texts(KINDS)), fields.optionalInstant(TOLD_AT)));
    }

    @Override
    public Optional<Cause> tell(AccountRegion where, NotifiedState told) {
        return write(new ItemWriter()
                .key(LedgerKeys.self(where, TOLD))
                .texts(KINDS, told.kinds())
                .instant(TOLD_AT, told.at()));
    }

    @Override
    public Result<Optional<Instant>> lastSweep(AccountRegion where) {
        return read(LedgerKeys.self(where, SWEPT), Optional.empty(), fields -> Optional.of(fields.instant(AT)));
    }

    @Override
    public Optional<Cause> swept(AccountRegion where, Instant at) {
        return write(new ItemWriter().key(LedgerKeys.self(where, SWEPT)).instant(AT, at));
    }

    private <T> Result<T> read(Map<String, AttributeValue> key, T none, Function<Fields, T> form) {
        try {
            GetItemResponse answer =
                    client.getItem(b -> b.tableName(table).key(key).consistentRead(true));
            if (!answer.hasItem()) {
                return new Result.Success<>(none);
            }
            Fields fields = Fields.of(answer.item());
            TableRecordCodec.requireFormat(fields);
            return new Result.Success<>(form.apply(fields));
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort("dynamodb:GetItem", table, e));
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    private Optional<Cause> write(ItemWriter item) {
        try {
            client.putItem(b -> b.tableName(table)
                    .item(item.number(TableRecordCodec.FORMAT_NAME, TableRecordCodec.FORMAT)
                            .build()));
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(AwsErrors.sort("dynamodb:PutItem", table, e));
        }
    }
}
