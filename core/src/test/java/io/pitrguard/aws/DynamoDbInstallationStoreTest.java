package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.NotifiedState;
import io.pitrguard.port.InstallationStore;
import io.pitrguard.port.InstallationStoreContract;
import io.pitrguard.port.Result;
import java.time.Instant;
import java.util.HashMap;
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
    void isNotTakenForAMemoryOfATable() {
        store.tell(HERE, TOLD);

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
        store.tell(HERE, TOLD);
        Map<String, AttributeValue> item = new HashMap<>(
                LocalDynamoDb.client().scan(b -> b.tableName(table)).items().getFirst());
        item.put("format", AttributeValue.fromN("2"));
        LocalDynamoDb.client().putItem(b -> b.tableName(table).item(item));

        assertThat(store.told(HERE))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().message()).contains("SELF#", "format"));
    }

    @Test
    void saysWhyItCouldNotBeReachedAndNeverThrows() {
        InstallationStore nowhere = new DynamoDbInstallationStore(LocalDynamoDb.client(), "no-such-table");

        assertThat(nowhere.told(HERE)).isInstanceOf(Result.Failure.class);
        assertThat(nowhere.lastSweep(HERE)).isInstanceOf(Result.Failure.class);
        assertThat(nowhere.tell(HERE, TOLD))
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains("dynamodb:PutItem", "no-such-table"));
    }

    @Test
    void noneRemembersNothing() {
        assertThat(InstallationStore.NONE.tell(HERE, TOLD)).isEmpty();
        assertThat(InstallationStore.NONE.told(HERE)).isEqualTo(new Result.Success<>(NotifiedState.NOTHING));
        assertThat(InstallationStore.NONE.swept(HERE, Instant.parse("2026-11-22T10:00:00Z")))
                .isEmpty();
        assertThat(InstallationStore.NONE.lastSweep(HERE)).isEqualTo(new Result.Success<>(Optional.empty()));
    }
}
