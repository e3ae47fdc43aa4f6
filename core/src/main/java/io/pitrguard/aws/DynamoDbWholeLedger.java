package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.WholeLedger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Scans the ledger's table. Nothing in it lists the accounts and regions that it has; timelines are read along and left out
 * by DynamoDB.
 */
public final class DynamoDbWholeLedger implements WholeLedger {
    /** What reading takes of the caller's permissions, on the ledger's table. */
    public static final String ACTION = "dynamodb:Scan";

    private final DynamoDbClient client;
    private final String table;

    /** Reads the ledger in the table of this name. */
    public DynamoDbWholeLedger(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Optional<Cause> readAll(Consumer<Ledger.Fleet> pages) {
        try {
            PageTrail<Map<String, AttributeValue>> trail = new PageTrail<>();
            Map<String, AttributeValue> after = Map.of();
            do {
                ScanResponse page = page(after);
                pages.accept(fleet(page.items()));
                after = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
                if (!after.isEmpty() && trail.isEndless(after)) {
                    return Optional.of(
                            new Cause(Cause.Kind.BROKEN, "AWS repeated a page of " + ACTION + " on " + table + "."));
                }
            } while (!after.isEmpty());
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(DeployedResource.LEDGER.sort(ACTION, table, e));
        } catch (NotUnderstoodException e) {
            return Optional.of(e.sorted());
        }
    }

    private ScanResponse page(Map<String, AttributeValue> after) {
        ScanResponse page = client.scan(b -> b.tableName(table)
                .consistentRead(true)
                .exclusiveStartKey(after.isEmpty() ? null : after)
                .filterExpression("begins_with(" + LedgerKeys.PK + ", :pk) and begins_with(" + LedgerKeys.SK + ", :sk)")
                .expressionAttributeValues(Map.of(
                        ":pk", AttributeValue.fromS(LedgerKeys.FLEET),
                        ":sk", AttributeValue.fromS(LedgerKeys.TABLE))));
        if (!page.hasItems()) {
            // An answer without the list would look like a ledger that has nothing.
            throw new NotUnderstoodException(new Cause(
                    Cause.Kind.BROKEN, "AWS answered " + ACTION + " on " + table + " without a list of items."));
        }
        return page;
    }

    private static Ledger.Fleet fleet(List<Map<String, AttributeValue>> items) {
        Map<TableRef, Ledger.Stored> found = new HashMap<>();
        List<Cause> problems = new ArrayList<>();
        for (Map<String, AttributeValue> item : items) {
            try {
                DynamoDbLedger.understood(LedgerKeys.where(item), item, found, problems);
            } catch (NotUnderstoodException e) {
                problems.add(e.sorted());
            }
        }
        return new Ledger.Fleet(found, problems);
    }
}
