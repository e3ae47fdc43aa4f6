package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.DrillStoreContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbDrillStoreTest extends DrillStoreContract {
    private static final AccountRegion WHERE = AnyDrill.SOURCE.where();

    private final String ledger = LocalDynamoDb.ledger();
    private final DrillStore store = new DynamoDbDrillStore(LocalDynamoDb.client(), ledger);

    @Override
    protected DrillStore store() {
        return store;
    }

    @Test
    void storesTheLargestRecord() {
        DrillRecord largest = AnyDrill.largest();

        assertThat(store.create(largest).success().orElseThrow()).isPresent();
        assertThat(store.read(WHERE, largest.id())
                        .success()
                        .orElseThrow()
                        .orElseThrow()
                        .record())
                .isEqualTo(largest);
    }

    @Test
    void namesALedgerThatDoesNotExist() {
        DrillStore lost = new DynamoDbDrillStore(LocalDynamoDb.client(), "no-such-ledger");
        DrillRecord record = AnyDrill.full();

        assertThat(List.of(
                        lost.read(WHERE, record.id()),
                        lost.list(WHERE),
                        lost.create(record),
                        lost.write(new DrillStore.Stored(record, 1), record)))
                .allSatisfy(
                        result -> assertThat(result.failure()).map(Cause::kind).hasValue(Cause.Kind.MISSING));
    }

    @ParameterizedTest
    @CsvSource({
        "format, 2, which this version does not know",
        "version, 0, versions begin with 1",
        "id, x, is refused: not the id of a drill"
    })
    void explainsWhatItDoesNotUnderstand(String attribute, String value, String why) {
        DrillRecord record = AnyDrill.full();
        store.create(record);
        Map<String, AttributeValue> item = new HashMap<>(DrillRecordCodec.write(new DrillStore.Stored(record, 1)));
        item.put(attribute, value.matches("\\d+") ? AttributeValue.fromN(value) : AttributeValue.fromS(value));
        LocalDynamoDb.client().putItem(b -> b.tableName(ledger).item(item));

        assertThat(store.read(WHERE, record.id()).failure())
                .map(Cause::what)
                .hasValueSatisfying(what -> assertThat(what).contains("DRILLS#aws#", attribute, why));
        assertThat(store.list(WHERE).success().orElseThrow().problems())
                .singleElement()
                .satisfies(cause -> assertThat(cause.what()).contains(why));
    }
}
