package io.pitrguard.aws;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;

/** DynamoDB Local, in process and in memory: one for all tests, with a table for each. */
final class LocalDynamoDb {
    /** Without its telemetry. */
    private static final DynamoDbClient CLIENT = DynamoDBEmbedded.create(true).dynamoDbClient();

    private static final AtomicInteger LEDGERS = new AtomicInteger();

    private LocalDynamoDb() {}

    /** Gives a client of it. */
    static DynamoDbClient client() {
        return CLIENT;
    }

    /** Makes an empty ledger's table and gives its name. */
    static String ledger() {
        String name = "ledger-" + LEDGERS.incrementAndGet();
        LedgerTable.create(CLIENT, name);
        return name;
    }
}
