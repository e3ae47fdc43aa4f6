package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.port.Result;
import io.pitrguard.port.ShareTimesContract;
import io.pitrguard.port.ShareTimesStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The times in the ledger's table on DynamoDB Local. */
class DynamoDbShareTimesTest extends ShareTimesContract {
    private final String table = LocalDynamoDb.ledger();
    private final ShareTimesStore store = new DynamoDbShareTimes(LocalDynamoDb.client(), table);

    @Override
    protected ShareTimesStore store() {
        return store;
    }

    private Map<String, AttributeValue> item() {
        return LocalDynamoDb.client().scan(b -> b.tableName(table)).items().getFirst();
    }

    @Test
    void isOneItemOfTwoKilobytes() {
        store.begin(HERE, TIMES.end(List.of(), List.of()));

        assertThat(item())
                .containsEntry("pk", AttributeValue.fromS("SHARES#aws#123456789012#eu-west-1"))
                .containsEntry("sk", AttributeValue.fromS("READ"))
                .containsEntry("format", AttributeValue.fromN("2"))
                .doesNotContainKeys("run", "expires");
        assertThat(item().toString().length()).isLessThan(8_000);
    }

    /** Nothing is lost with it: the next sweep reads everything. */
    @ParameterizedTest
    @CsvSource({
        "format,3",
        "hours,1",
        "hours,4294967320",
        "hours,x",
        "readAt,x",
        "policy,",
        "sweptAt,yesterday",
        "run,x"
    })
    void whatItDoesNotUnderstandCountsAsNothing(String attribute, String value) {
        store.begin(HERE, TIMES.end(List.of(), List.of()));
        Map<String, AttributeValue> item = new HashMap<>(item());
        item.put(
                attribute,
                value == null
                        ? AttributeValue.fromBool(true)
                        : value.matches("\\d+") ? AttributeValue.fromN(value) : AttributeValue.fromS(value));
        LocalDynamoDb.client().putItem(b -> b.tableName(table).item(item));

        assertThat(store.read(HERE)).isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(store.begin(HERE, TIMES)).isEmpty();
        assertThat(store.read(HERE)).isEqualTo(new Result.Success<>(Optional.of(TIMES)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"64", "-1", "x"})
    void shareThatDoesNotExistIsNotUnderstood(String share) {
        store.begin(HERE, TIMES);
        Map<String, AttributeValue> item = new HashMap<>(item());
        item.put("missed", AttributeValue.fromL(List.of(AttributeValue.fromS(share))));
        LocalDynamoDb.client().putItem(b -> b.tableName(table).item(item));

        assertThat(store.read(HERE)).isEqualTo(new Result.Success<>(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"tomorrow,false", "2026-11-30T12:00:00Z,true"})
    void listOfAnotherLengthIsNoMistake(String time, boolean understood) {
        store.begin(HERE, TIMES);
        Map<String, AttributeValue> item = new HashMap<>(item());
        item.put("readAt", AttributeValue.fromL(List.of(AttributeValue.fromS(time))));
        LocalDynamoDb.client().putItem(b -> b.tableName(table).item(item));

        assertThat(store.read(HERE).success().orElseThrow().isPresent()).isEqualTo(understood);
    }

    @Test
    void saysWhyItCouldNotBeReachedAndNeverThrows() {
        ShareTimesStore nowhere = new DynamoDbShareTimes(LocalDynamoDb.client(), "no-such-table");

        assertThat(nowhere.read(HERE)).isInstanceOf(Result.Failure.class);
        assertThat(nowhere.begin(HERE, TIMES))
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains("dynamodb:PutItem", "no-such-table"));
        assertThat(nowhere.end(HERE, TIMES, "run")).isPresent();
    }
}
