package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.PageTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Reads all items of a partition of the ledger's table. */
record LedgerPartition(DynamoDbClient client, String table, String partition) {
    /** What it takes of the caller's permissions, on the ledger's table. */
    static final String ACTION = "dynamodb:Query";

    /**
     * Returns the items, the last of their sort keys first.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if AWS refuses
     * @throws NotUnderstoodException for an answer without a list, and for pages that repeat
     */
    List<Map<String, AttributeValue>> items() {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        PageTrail<Map<String, AttributeValue>> trail = new PageTrail<>();
        Map<String, AttributeValue> after = Map.of();
        boolean more = true;
        while (more) {
            QueryResponse page = page(after);
            if (!page.hasItems()) {
                throw broken("answered " + ACTION + " on " + table + " without a list of items.");
            }
            items.addAll(page.items());
            after = page.lastEvaluatedKey();
            more = page.hasLastEvaluatedKey();
            if (more && trail.isEndless(after)) {
                throw broken("repeated a page of " + ACTION + " on " + table + ".");
            }
        }
        return items;
    }

    private QueryResponse page(Map<String, AttributeValue> after) {
        return client.query(b -> b.tableName(table)
                .consistentRead(true)
                .keyConditionExpression(LedgerKeys.PK + " = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partition)))
                .scanIndexForward(false)
                .exclusiveStartKey(after.isEmpty() ? null : after));
    }

    private static NotUnderstoodException broken(String what) {
        return new NotUnderstoodException(new Cause(Cause.Kind.BROKEN, "AWS " + what));
    }
}
