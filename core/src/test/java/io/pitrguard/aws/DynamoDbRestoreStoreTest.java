package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.SourceFacts;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.RestoreStoreContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Restores in the ledger's table on DynamoDB Local. */
class DynamoDbRestoreStoreTest extends RestoreStoreContract {
    private static final AccountRegion WHERE = AnyRestore.SOURCE.where();

    private final String ledger = LocalDynamoDb.ledger();
    private final RestoreStore store = new DynamoDbRestoreStore(LocalDynamoDb.client(), ledger);

    @Override
    protected RestoreStore store() {
        return store;
    }

    @Test
    void namesALedgerThatDoesNotExist() {
        RestoreStore lost = new DynamoDbRestoreStore(LocalDynamoDb.client(), "no-such-ledger");
        RestoreRecord record = AnyRestore.full();

        assertThat(List.of(
                        lost.read(WHERE, record.id()),
                        lost.list(WHERE),
                        lost.create(record),
                        lost.write(new RestoreStore.Stored(record, 1), record)))
                .allSatisfy(
                        result -> assertThat(result.failure()).map(Cause::kind).hasValue(Cause.Kind.MISSING));
    }

    @ParameterizedTest
    @CsvSource({
        "format, 3, which this version does not know",
        "version, 0, versions begin with 1",
        "id, x, is refused: not the id of a restore"
    })
    void explainsWhatItDoesNotUnderstand(String attribute, String value, String why) {
        RestoreRecord record = AnyRestore.full();
        store.create(record);
        spoil(record, attribute, value.matches("\\d+") ? AttributeValue.fromN(value) : AttributeValue.fromS(value));

        assertThat(store.read(WHERE, record.id()).failure())
                .map(Cause::what)
                .hasValueSatisfying(what -> assertThat(what).contains("RESTORES#aws#123456789012#", attribute, why));
        RestoreStore.Listing listing = store.list(WHERE).success().orElseThrow();
        assertThat(listing.records()).isEmpty();
        assertThat(listing.problems())
                .singleElement()
                .satisfies(cause -> assertThat(cause.what()).contains(why));
    }

    @ParameterizedTest
    @CsvSource({
        "target, is not the ARN of a table",
        "request, is missing",
        "cost.least, is not an amount",
        "cost.asOf, is not a date"
    })
    void explainsWhichPartOfAPlanItDoesNotUnderstand(String part, String why) {
        RestoreRecord record = AnyRestore.full();
        store.create(record);
        Map<String, AttributeValue> item = new HashMap<>(item(record));
        Map<String, AttributeValue> plan = new HashMap<>(item.get("plan").m());
        if (part.contains(".")) {
            Map<String, AttributeValue> cost = new HashMap<>(plan.get("cost").m());
            cost.put(part.substring(5), AttributeValue.fromS("much"));
            plan.put("cost", AttributeValue.fromM(cost));
        } else if (part.equals("request")) {
            plan.remove(part);
        } else {
            plan.put(part, AttributeValue.fromS("orders"));
        }
        item.put("plan", AttributeValue.fromM(plan));
        LocalDynamoDb.client().putItem(b -> b.tableName(ledger).item(item));

        assertThat(store.read(WHERE, record.id()).failure())
                .map(Cause::what)
                .hasValueSatisfying(what -> assertThat(what).contains("plan." + part, why));
    }

    static List<SourceFacts> facts() {
        TableShape shape = AnyRestore.shape();
        return List.of(
                new SourceFacts(Optional.of("id"), shape, new RecoveryState.Disabled()),
                new SourceFacts(
                        Optional.empty(),
                        shape,
                        new RecoveryState.Unreadable(
                                new Cause(Cause.Kind.DENIED, "AWS denied it.", Optional.of("Allow it.")))),
                new SourceFacts(
                        Optional.empty(),
                        new TableShape(
                                shape.sizeBytes(),
                                List.of(),
                                new TableShape.Billing.Unknown(),
                                new TableShape.Encryption.Unknown(),
                                new TableShape.Stream.Enabled(Optional.empty())),
                        new RecoveryState.TableGone()));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void keepsWhatIsUnknown(SourceFacts facts) {
        RestorePlan plan = AnyRestore.plan();
        RestoreRecord record = RestoreRecord.planned(
                AnyRestore.id(3),
                new RestorePlan(
                        plan.request(),
                        plan.target(),
                        plan.targetPrefix(),
                        plan.from(),
                        facts,
                        plan.time(),
                        plan.cost(),
                        plan.remarks(),
                        plan.approval(),
                        plan.plannedAt()));

        store.create(record);

        assertThat(store.read(WHERE, record.id())
                        .success()
                        .orElseThrow()
                        .orElseThrow()
                        .record())
                .isEqualTo(record);
    }

    private Map<String, AttributeValue> item(RestoreRecord record) {
        return LocalDynamoDb.client()
                .getItem(b -> b.tableName(ledger)
                        .key(Map.of(
                                "pk",
                                AttributeValue.fromS("RESTORES#aws#123456789012#" + WHERE.region()),
                                "sk",
                                AttributeValue.fromS(record.id().value()))))
                .item();
    }

    private void spoil(RestoreRecord record, String attribute, AttributeValue value) {
        Map<String, AttributeValue> item = new HashMap<>(item(record));
        item.put(attribute, value);
        LocalDynamoDb.client().putItem(b -> b.tableName(ledger).item(item));
    }
}
