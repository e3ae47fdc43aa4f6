package io.pitrguard.aws;

import io.pitrguard.domain.ledger.Told;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Announcements;
import io.pitrguard.port.Looked;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** What people were told of an installation, in the ledger's table: {@code SELF#partition#account#region} / {@code TOLD}. */
public final class DynamoDbAnnouncements implements Announcements {
    /** What reading and writing takes of the caller's permissions, on the ledger's table. */
    public static final Set<String> ACTIONS = Set.of("dynamodb:GetItem", "dynamodb:PutItem");

    private static final String KINDS = "told";
    private static final String AT = "toldAt";

    private final DynamoDbClient client;
    private final String table;

    /** Remembers in the ledger's table of this name. */
    public DynamoDbAnnouncements(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Looked<Told> told(AccountRegion where) {
        try {
            GetItemResponse answer = client.getItem(
                    b -> b.tableName(table).key(LedgerKeys.self(where)).consistentRead(true));
            return new Looked.Seen<>(answer.hasItem() ? read(answer.item()) : Told.NOTHING);
        } catch (SdkException e) {
            return new Looked.Failed<>(AwsErrors.sort("dynamodb:GetItem", table, e));
        } catch (NotUnderstoodException e) {
            return new Looked.Failed<>(e.sorted());
        }
    }

    private static Told read(Map<String, AttributeValue> item) {
        Fields fields = Fields.of(item);
        MemoryForm.requireFormat(fields);
        return new Told(new TreeSet<>(fields.texts(KINDS)), fields.optionalInstant(AT));
    }

    @Override
    public Optional<Cause> store(AccountRegion where, Told told) {
        try {
            client.putItem(b -> b.tableName(table)
                    .item(new ItemWriter()
                            .key(LedgerKeys.self(where))
                            .number(MemoryForm.FORMAT_NAME, MemoryForm.FORMAT)
                            .texts(KINDS, told.kinds())
                            .instant(AT, told.at())
                            .build()));
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(AwsErrors.sort("dynamodb:PutItem", table, e));
        }
    }
}
