package io.pitrguard.aws;

import io.pitrguard.domain.ledger.Told;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Diary;
import io.pitrguard.port.Looked;
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
public final class DynamoDbDiary implements Diary {
    /** What reading and writing takes of the caller's permissions, on the ledger's table. */
    public static final Set<String> ACTIONS = Set.of("dynamodb:GetItem", "dynamodb:PutItem");

    private static final String TOLD = "TOLD";
    private static final String SWEPT = "SWEPT";
    private static final String KINDS = "told";
    private static final String TOLD_AT = "toldAt";
    private static final String AT = "at";

    private final DynamoDbClient client;
    private final String table;

    /** Remembers in the ledger's table of this name. */
    public DynamoDbDiary(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Looked<Told> told(AccountRegion where) {
        return read(
                LedgerKeys.self(where, TOLD),
                Told.NOTHING,
                fields -> new Told(new TreeSet<>(fields.texts(KINDS)), fields.optionalInstant(TOLD_AT)));
    }

    @Override
    public Optional<Cause> tell(AccountRegion where, Told told) {
        return write(new ItemWriter()
                .key(LedgerKeys.self(where, TOLD))
                .texts(KINDS, told.kinds())
                .instant(TOLD_AT, told.at()));
    }

    @Override
    public Looked<Optional<Instant>> lastSweep(AccountRegion where) {
        return read(LedgerKeys.self(where, SWEPT), Optional.empty(), fields -> Optional.of(fields.instant(AT)));
    }

    @Override
    public Optional<Cause> swept(AccountRegion where, Instant at) {
        return write(new ItemWriter().key(LedgerKeys.self(where, SWEPT)).instant(AT, at));
    }

    private <T> Looked<T> read(Map<String, AttributeValue> key, T none, Function<Fields, T> form) {
        try {
            GetItemResponse answer =
                    client.getItem(b -> b.tableName(table).key(key).consistentRead(true));
            if (!answer.hasItem()) {
                return new Looked.Seen<>(none);
            }
            Fields fields = Fields.of(answer.item());
            MemoryForm.requireFormat(fields);
            return new Looked.Seen<>(form.apply(fields));
        } catch (SdkException e) {
            return new Looked.Failed<>(AwsErrors.sort("dynamodb:GetItem", table, e));
        } catch (NotUnderstoodException e) {
            return new Looked.Failed<>(e.sorted());
        }
    }

    private Optional<Cause> write(ItemWriter item) {
        try {
            client.putItem(b -> b.tableName(table)
                    .item(item.number(MemoryForm.FORMAT_NAME, MemoryForm.FORMAT).build()));
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(AwsErrors.sort("dynamodb:PutItem", table, e));
        }
    }
}
