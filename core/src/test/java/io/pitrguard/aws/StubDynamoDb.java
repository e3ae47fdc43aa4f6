package io.pitrguard.aws;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A client of which a test answers the calls it needs; every other call throws. */
class StubDynamoDb implements DynamoDbClient {
    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {}
}
