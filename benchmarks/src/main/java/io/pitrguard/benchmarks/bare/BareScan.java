package io.pitrguard.benchmarks.bare;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** The least that counts a table: one client, full pages, one after the other. Prints how many items there are, as JSON. */
public final class BareScan {
    private BareScan() {}

    /** Counts the table of this name. */
    public static void main(String[] args) {
        try (DynamoDbClient dynamoDb = DynamoDbClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            long items =
                    dynamoDb
                            .scanPaginator(b ->
                                    b.tableName(args[0]).select(Select.COUNT).consistentRead(true))
                            .stream()
                            .mapToLong(ScanResponse::count)
                            .sum();
            System.out.println("{\"items\":" + items + "}");
        }
    }
}
