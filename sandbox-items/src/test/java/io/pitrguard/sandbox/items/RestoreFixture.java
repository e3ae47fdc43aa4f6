package io.pitrguard.sandbox.items;

import io.pitrguard.sandbox.SandboxFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table with two items and a full recovery window, to restore. */
abstract class RestoreFixture extends SandboxFixture {

    static final Duration RESTORE = Duration.ofMinutes(20);
    static final Duration NOT_OFFERED_YET = Duration.ofMinutes(5);

    @BeforeEach
    void seed() {
        sandbox.tables().create("orders").keys("pk", "sk").enabled(35);
        put("1", "a");
        put("2", "a");
    }

    /** Returns the moment now, and moves the clock on. */
    final Instant later() {
        Instant now = clock.instant();
        clock.advance(NOT_OFFERED_YET.plusMinutes(1));
        return now;
    }

    final void restore(String target, Instant moment) {
        dynamoDb.restoreTableToPointInTime(request ->
                request.sourceTableName("orders").targetTableName(target).restoreDateTime(moment));
        clock.advance(RESTORE);
    }

    final void put(String pk, String version) {
        dynamoDb.putItem(request -> request.tableName("orders").item(item(pk, version)));
    }

    final void update(String pk, String version) {
        dynamoDb.updateItem(request -> request.tableName("orders")
                .key(key(pk))
                .updateExpression("SET v = :v")
                .expressionAttributeValues(Map.of(":v", text(version))));
    }

    final void delete(String pk) {
        dynamoDb.deleteItem(request -> request.tableName("orders").key(key(pk)));
    }

    final Map<String, String> versions(String table) {
        return dynamoDb.scan(request -> request.tableName(table)).items().stream()
                .collect(Collectors.toMap(
                        item -> item.get("pk").s(), item -> item.get("v").s()));
    }

    static Map<String, AttributeValue> item(String pk, String version) {
        return Map.of("pk", text(pk), "sk", text("s"), "v", text(version));
    }

    static Map<String, AttributeValue> key(String pk) {
        return Map.of("pk", text(pk), "sk", text("s"));
    }

    static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
