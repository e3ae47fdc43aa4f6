package io.pitrguard.aws;

import io.pitrguard.domain.evidence.ChainHead;
import io.pitrguard.domain.evidence.EvidenceRecord;
import io.pitrguard.domain.evidence.StoredRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.EvidenceChain;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Keeps chains in the ledger's table: items {@code EVIDENCE#partition#account#region} / {@code RECORD#number}, and
 * {@code HEAD}, which is written together with each record if it still names the one before: nobody can fork a chain.
 */
public final class DynamoDbEvidenceChain implements EvidenceChain {
    private static final String NUMBER = "number";
    private static final String DIGEST = "digest";
    private static final String TEXT = "record";
    private static final String GET = "dynamodb:GetItem";
    private static final String PUT = "dynamodb:PutItem";
    private static final String QUERY = "dynamodb:Query";

    private final DynamoDbClient client;
    private final String table;

    /** Keeps them in the ledger's table of this name. */
    public DynamoDbEvidenceChain(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Result<ChainHead> head(AccountRegion chain) {
        return answer(GET, () -> storedHead(chain).orElse(ChainHead.NONE));
    }

    @Override
    public Result<Boolean> append(EvidenceRecord record) {
        try {
            List<TransactWriteItem> items = List.of(
                    TransactWriteItem.builder().put(newRecord(record)).build(),
                    TransactWriteItem.builder().put(newHead(record)).build());
            client.transactWriteItems(b -> b.transactItems(items));
            return new Result.Success<>(true);
        } catch (SdkException e) {
            return AwsErrors.isOutdated(e) || AwsErrors.isConflict(e)
                    ? new Result.Success<>(false)
                    : new Result.Failure<>(DeployedResource.LEDGER.sort(PUT, table, e));
        }
    }

    private Put newRecord(EvidenceRecord record) {
        return Put.builder()
                .tableName(table)
                .item(new ItemWriter()
                        .key(LedgerKeys.evidenceRecord(record.chain(), record.number()))
                        .number(TableRecordCodec.FORMAT_NAME, TableRecordCodec.FORMAT)
                        .text(TEXT, record.text())
                        .text(DIGEST, record.digest())
                        .build())
                .conditionExpression("attribute_not_exists(" + LedgerKeys.PK + ")")
                .build();
    }

    private Put newHead(EvidenceRecord record) {
        Put.Builder put = Put.builder()
                .tableName(table)
                .item(new ItemWriter()
                        .key(LedgerKeys.evidenceHead(record.chain()))
                        .number(TableRecordCodec.FORMAT_NAME, TableRecordCodec.FORMAT)
                        .number(NUMBER, record.number())
                        .text(DIGEST, record.digest())
                        .build());
        return record.number() == 1
                ? put.conditionExpression("attribute_not_exists(" + LedgerKeys.PK + ")")
                        .build()
                : put.conditionExpression("#digest = :previous")
                        .expressionAttributeNames(Map.of("#digest", DIGEST))
                        .expressionAttributeValues(Map.of(":previous", AttributeValue.fromS(record.previous())))
                        .build();
    }

    /** Records up to the head are complete: the head is read after the first of them, and before the last. */
    @Override
    public Result<Whole> read(AccountRegion chain) {
        return answer(QUERY, () -> {
            List<StoredRecord> records = new ArrayList<>(records(chain, 0));
            Optional<ChainHead> head = understoodHead(chain);
            long newest = head.map(ChainHead::number).orElse(0L);
            long read = records.isEmpty() ? 0 : records.getLast().number();
            if (read < newest) {
                records(chain, read).stream()
                        .filter(record -> record.number() <= newest)
                        .forEach(records::add);
            }
            return new Whole(head, records);
        });
    }

    private <T> Result<T> answer(String action, Supplier<T> call) {
        try {
            return new Result.Success<>(call.get());
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.LEDGER.sort(action, table, e));
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    private Optional<ChainHead> storedHead(AccountRegion chain) {
        Map<String, AttributeValue> item = client.getItem(b ->
                        b.tableName(table).key(LedgerKeys.evidenceHead(chain)).consistentRead(true))
                .item();
        if (item.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = Fields.of(item);
        TableRecordCodec.requireFormat(fields);
        try {
            return Optional.of(new ChainHead(fields.number(NUMBER), fields.text(DIGEST)));
        } catch (IllegalArgumentException e) {
            throw fields.problem(DIGEST, "is not that of a record");
        }
    }

    /** A head that nobody understands was changed, which whoever checks the chain finds. */
    private Optional<ChainHead> understoodHead(AccountRegion chain) {
        try {
            return storedHead(chain);
        } catch (NotUnderstoodException e) {
            return Optional.empty();
        }
    }

    private List<StoredRecord> records(AccountRegion chain, long after) {
        List<StoredRecord> records = new ArrayList<>();
        PageTrail<Map<String, AttributeValue>> trail = new PageTrail<>();
        Map<String, AttributeValue> from = LedgerKeys.evidenceRecord(chain, after);
        boolean more = true;
        while (more) {
            QueryResponse page = page(from);
            if (!page.hasItems()) {
                throw broken("AWS answered dynamodb:Query on " + table + " without a list of items.");
            }
            page.items().stream().map(DynamoDbEvidenceChain::record).forEach(records::add);
            from = page.lastEvaluatedKey();
            more = page.hasLastEvaluatedKey();
            if (more && trail.isEndless(from)) {
                throw broken("AWS repeated a page of dynamodb:Query on " + table + ".");
            }
        }
        return records;
    }

    private QueryResponse page(Map<String, AttributeValue> from) {
        return client.query(b -> b.tableName(table)
                .consistentRead(true)
                .keyConditionExpression(LedgerKeys.PK + " = :pk AND " + LedgerKeys.SK + " > :from")
                .expressionAttributeValues(Map.of(
                        ":pk", from.get(LedgerKeys.PK), ":from", AttributeValue.fromS(LedgerKeys.EVIDENCE_RECORD)))
                .exclusiveStartKey(from));
    }

    /** What is missing or of another type, whoever checks the record finds. */
    private static StoredRecord record(Map<String, AttributeValue> item) {
        return new StoredRecord(LedgerKeys.evidenceNumber(item), text(item, TEXT), text(item, DIGEST));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        String text = item.getOrDefault(name, AttributeValue.fromS("")).s();
        return text == null ? "" : text;
    }

    private static NotUnderstoodException broken(String what) {
        return new NotUnderstoodException(new Cause(Cause.Kind.BROKEN, what));
    }
}
