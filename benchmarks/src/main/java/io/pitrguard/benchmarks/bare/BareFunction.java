package io.pitrguard.benchmarks.bare;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The least that a Java function on the AWS SDK can be: one client, one call, no parsing. */
public final class BareFunction implements RequestStreamHandler {
    private final DynamoDbClient dynamoDb = DynamoDbClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .build();

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        input.readAllBytes();
        int tables = dynamoDb.listTables().tableNames().size();
        output.write(("{\"tables\":" + tables + "}").getBytes(StandardCharsets.UTF_8));
    }
}
