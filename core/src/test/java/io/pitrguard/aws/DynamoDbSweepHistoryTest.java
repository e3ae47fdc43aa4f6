package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepHistory;
import io.pitrguard.port.SweepHistoryContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The history in the ledger's table on DynamoDB Local. */
class DynamoDbSweepHistoryTest extends SweepHistoryContract {
    private final String table = LocalDynamoDb.ledger();
    private final SweepHistory history = new DynamoDbSweepHistory(LocalDynamoDb.client(), table);

    @Override
    protected SweepHistory history() {
        return history;
    }

    private Map<String, AttributeValue> item() {
        return LocalDynamoDb.client().scan(b -> b.tableName(table)).items().getFirst();
    }

    @Test
    void isOneSmallItem() {
        history.record(HERE, sweep(NOON, 1));

        assertThat(item())
                .containsEntry("pk", AttributeValue.fromS("SWEEPS#aws#123456789012#eu-west-1"))
                .containsEntry("sk", AttributeValue.fromS("AT#2026-11-30T12:00:00.000000000Z"))
                .doesNotContainKey("expires");
    }

    @Test
    void organizationHasOneHistoryWhereverItIsSweptFrom() {
        SweepHistory ofOrganization = DynamoDbSweepHistory.ofOrganization(LocalDynamoDb.client(), table);
        ofOrganization.record(HERE, sweep(NOON, 1));

        assertThat(item()).containsEntry("pk", AttributeValue.fromS("SWEEPS#organization"));
        assertThat(ofOrganization.read(new AccountRegion("aws", "111111111111", "us-east-1"), 10))
                .isEqualTo(new Result.Success<>(new SweepHistory.Past(List.of(sweep(NOON, 1)), List.of())));
        assertThat(history.read(HERE, 10)).isEqualTo(new Result.Success<>(SweepHistory.Past.NOTHING));
    }

    @ParameterizedTest
    @CsvSource({"format,3", "at,yesterday", "compliant,-1", "undetermined,2147483648", "fixed,x", "policy,1", "digest,1"
    })
    void whatItDoesNotUnderstandDoesNotHideTheOthers(String attribute, String value) {
        history.record(HERE, sweep(NOON, 1));
        Map<String, AttributeValue> item = new HashMap<>(item());
        item.put(attribute, value.matches("-?\\d+") ? AttributeValue.fromN(value) : AttributeValue.fromS(value));
        LocalDynamoDb.client().putItem(b -> b.tableName(table).item(item));
        history.record(HERE, sweep(NOON.plusSeconds(1), 2));

        SweepHistory.Past past = history.read(HERE, 10).success().orElseThrow();

        assertThat(past.sweeps()).containsExactly(sweep(NOON.plusSeconds(1), 2));
        assertThat(past.problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("SWEEPS#aws#123456789012#eu-west-1", attribute));
    }

    @Test
    void saysWhyItCouldNotBeReachedAndNeverThrows() {
        SweepHistory nowhere = new DynamoDbSweepHistory(LocalDynamoDb.client(), "no-such-table");

        assertThat(nowhere.read(HERE, 10)).isInstanceOf(Result.Failure.class);
        assertThat(nowhere.record(HERE, sweep(NOON, 1)))
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains("dynamodb:PutItem", "no-such-table"));
    }
}
