package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.selfcheck.BlindSpot;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.port.InstallationStore;
import io.pitrguard.port.InstallationStoreContract;
import io.pitrguard.port.Result;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What people were told of an installation, in the ledger's table on DynamoDB Local. */
class DynamoDbInstallationStoreTest extends InstallationStoreContract {
    private final String table = LocalDynamoDb.ledger();
    private final InstallationStore store = new DynamoDbInstallationStore(LocalDynamoDb.client(), table);

    @Override
    protected InstallationStore store() {
        return store;
    }

    @Test
    void isNotReadAsATableRecord() {
        store.recordNotified(HERE, NOTIFIED);

        assertThat(LocalDynamoDb.client()
                        .scan(b -> b.tableName(table))
                        .items()
                        .getFirst()
                        .get("pk")
                        .s())
                .isEqualTo("SELF#aws#123456789012#eu-west-1");
    }

    @Test
    void namesWhatItDoesNotUnderstand() {
        store.recordNotified(HERE, NOTIFIED);
        Map<String, AttributeValue> item = new HashMap<>(
                LocalDynamoDb.client().scan(b -> b.tableName(table)).items().getFirst());
        item.put("format", AttributeValue.fromN("2"));
        LocalDynamoDb.client().putItem(b -> b.tableName(table).item(item));

        assertThat(store.notified(HERE))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().message()).contains("SELF#", "format"));
    }

    @Test
    void leavesOutComponentsOfANewerVersion() {
        store.recordNotified(HERE, NOTIFIED);
        Map<String, AttributeValue> item = new HashMap<>(
                LocalDynamoDb.client().scan(b -> b.tableName(table)).items().getFirst());
        item.put(
                "notified",
                AttributeValue.fromL(List.of(
                        AttributeValue.fromS("Moon:It is down."),
                        AttributeValue.fromS("Trail:There is none."),
                        AttributeValue.fromS("Recorder"))));
        LocalDynamoDb.client().putItem(b -> b.tableName(table).item(item));

        assertThat(store.notified(HERE).success().orElseThrow().open())
                .containsExactly(
                        new BlindSpot(Component.RECORDER, ""), new BlindSpot(Component.TRAIL, "There is none."));
    }

    @Test
    void saysWhyItCouldNotBeReachedAndNeverThrows() {
        InstallationStore nowhere = new DynamoDbInstallationStore(LocalDynamoDb.client(), "no-such-table");

        assertThat(nowhere.notified(HERE)).isInstanceOf(Result.Failure.class);
        assertThat(nowhere.lastSweep(HERE)).isInstanceOf(Result.Failure.class);
        assertThat(nowhere.recordNotified(HERE, NOTIFIED))
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains("dynamodb:PutItem", "no-such-table"));
    }

    @Test
    void noneStoresNothing() {
        assertThat(InstallationStore.NONE.recordNotified(HERE, NOTIFIED)).isEmpty();
        assertThat(InstallationStore.NONE.notified(HERE)).isEqualTo(new Result.Success<>(NotifiedState.nothing()));
        assertThat(InstallationStore.NONE.recordSweep(HERE, Instant.parse("2026-11-22T10:00:00Z")))
                .isEmpty();
        assertThat(InstallationStore.NONE.lastSweep(HERE)).isEqualTo(new Result.Success<>(Optional.empty()));
    }
}
