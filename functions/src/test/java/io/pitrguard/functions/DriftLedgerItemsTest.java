package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Ledger items that cannot be read or written. */
class DriftLedgerItemsTest {
    private final DriftTestBed lab = new DriftTestBed();

    @AfterEach
    void close() {
        lab.close();
    }

    private boolean on(String table) {
        return lab.table(table).recovery() instanceof Recovery.Enabled;
    }

    private void flappingOf(String table) {
        for (int i = 0; i < 4; i++) {
            lab.pass(Duration.ofHours(1));
            lab.send(lab.disable(table).by("bob-" + i));
            lab.pass(Duration.ofSeconds(10));
            lab.deliver();
        }
        assertThat(on(table)).isFalse();
    }

    @Test
    void failureToCountAChangeIsReportedOnce() {
        lab.create("orders").enabled(35);
        lab.create("users").enabled(35);
        lab.sweep();
        lab.pass(Duration.ofHours(1));
        lab.aws.sandbox().faults().add(Fault.on("UpdateItem", Effect.DENIED).times(1));
        lab.send(lab.disable("orders"));
        lab.send(lab.disable("users"));
        lab.pass(Duration.ofSeconds(10));
        lab.deliver();
        assertThat(lab.log.getFirst().ledgerFailure()).isNotNull();
        assertThat(lab.log.getLast().ledgerFailure())
                .as("the ledger took all of the second")
                .isNull();
    }

    @Test
    void recordThatCannotBeReadConcernsOneTableOnly() {
        lab.create("orders").enabled(35);
        lab.create("users").enabled(35);
        lab.sweep();
        flappingOf("users");
        int before = lab.mails().size();
        Map<String, AttributeValue> key = Map.of(
                "pk",
                        AttributeValue.fromS("FLEET#aws#" + lab.aws.where().account() + "#"
                                + lab.aws.where().region()),
                "sk", AttributeValue.fromS("TABLE#orders"));
        Map<String, AttributeValue> item = new HashMap<>(key);
        item.put("format", AttributeValue.fromN("3"));
        item.put("version", AttributeValue.fromN("1"));
        lab.aws
                .clients()
                .dynamoDb()
                .putItem(b -> b.tableName(DriftTestBed.LEDGER).item(item));
        lab.pass(Duration.ofHours(1));
        lab.sweep();
        assertThat(on("users"))
                .as("the fight about another table is remembered")
                .isFalse();
        assertThat(lab.mails()).hasSize(before);
    }

    @Test
    void itemThatNamesNoTableDoesNotStopSweeps() {
        lab.create("orders").disabled();
        Map<String, AttributeValue> item = Map.of(
                "pk",
                        AttributeValue.fromS("FLEET#aws#" + lab.aws.where().account() + "#"
                                + lab.aws.where().region()),
                "sk", AttributeValue.fromS("TABLE#a b/c"),
                "format", AttributeValue.fromN("2"),
                "version", AttributeValue.fromN("1"));
        lab.aws
                .clients()
                .dynamoDb()
                .putItem(b -> b.tableName(DriftTestBed.LEDGER).item(item));
        lab.sweep();
        assertThat(on("orders")).isTrue();
    }
}
