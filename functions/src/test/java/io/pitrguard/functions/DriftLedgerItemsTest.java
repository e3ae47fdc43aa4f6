package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Ledger items that cannot be read or written. */
class DriftLedgerItemsTest {
    private final DriftTestBed bed = new DriftTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private void flappingOf(String table) {
        for (int i = 0; i < 4; i++) {
            bed.pass(Duration.ofHours(1));
            bed.send(bed.disable(table).by("bob-" + i));
            bed.pass(Duration.ofSeconds(10));
            bed.deliver();
        }
        assertThat(bed.on(table)).isFalse();
    }

    @Test
    void failureToCountAChangeIsReportedOnce() {
        bed.create("orders").enabled(35);
        bed.create("users").enabled(35);
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        bed.aws.sandbox().faults().add(Fault.on("UpdateItem", Effect.DENIED).times(1));
        bed.send(bed.disable("orders"));
        bed.send(bed.disable("users"));
        bed.pass(Duration.ofSeconds(10));
        bed.deliver();
        assertThat(bed.log.getFirst().ledgerFailure()).isNotNull();
        assertThat(bed.log.getLast().ledgerFailure())
                .as("the ledger took all of the second")
                .isNull();
    }

    @Test
    void recordThatCannotBeReadConcernsOneTableOnly() {
        bed.create("orders").enabled(35);
        bed.create("users").enabled(35);
        bed.sweep();
        flappingOf("users");
        int before = bed.mails().size();
        Map<String, AttributeValue> key = Map.of(
                "pk",
                        AttributeValue.fromS("FLEET#aws#" + bed.aws.where().account() + "#"
                                + bed.aws.where().region()),
                "sk", AttributeValue.fromS("TABLE#orders"));
        Map<String, AttributeValue> item = new HashMap<>(key);
        item.put("format", AttributeValue.fromN("3"));
        item.put("version", AttributeValue.fromN("1"));
        bed.aws
                .clients()
                .dynamoDb()
                .putItem(b -> b.tableName(DriftTestBed.LEDGER).item(item));
        bed.pass(Duration.ofHours(1));
        bed.sweep();
        assertThat(bed.on("users"))
                .as("the flapping of another table is recorded")
                .isFalse();
        assertThat(bed.mails()).hasSize(before);
    }

    @Test
    void itemThatNamesNoTableDoesNotStopSweeps() {
        bed.create("orders").disabled();
        Map<String, AttributeValue> item = Map.of(
                "pk",
                        AttributeValue.fromS("FLEET#aws#" + bed.aws.where().account() + "#"
                                + bed.aws.where().region()),
                "sk", AttributeValue.fromS("TABLE#a b/c"),
                "format", AttributeValue.fromN("2"),
                "version", AttributeValue.fromN("1"));
        bed.aws
                .clients()
                .dynamoDb()
                .putItem(b -> b.tableName(DriftTestBed.LEDGER).item(item));
        bed.sweep();
        assertThat(bed.on("orders")).isTrue();
    }
}
