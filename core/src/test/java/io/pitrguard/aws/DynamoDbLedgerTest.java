package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.RunMarker;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Ledger.Stored;
import io.pitrguard.port.LedgerContract;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** {@link DynamoDbLedger} keeps the contract of its port. */
class DynamoDbLedgerTest extends LedgerContract {
    /** So long that nothing expires, whatever the machine's clock says: DynamoDB Local goes by that. */
    private static final Duration KEPT = Duration.ofDays(100 * 365);

    private final BreakableDynamoDb dynamoDb = new BreakableDynamoDb();
    private final SettableTime time = new SettableTime();
    private final String table = LocalDynamoDb.ledger();
    private final Ledger ledger = new DynamoDbLedger(dynamoDb, table, KEPT, time);

    @Override
    protected Ledger ledger() {
        return ledger;
    }

    @Override
    protected void fail(Cause.Kind kind) {
        dynamoDb.fail(kind);
    }

    @Override
    protected void recover() {
        dynamoDb.recover();
    }

    @Override
    protected int interleavings() {
        return 200;
    }

    @Test
    void needsNoPermissionToDelete() {
        assertThat(DynamoDbLedger.ACTIONS).containsExactlyInAnyOrder("dynamodb:GetItem", "dynamodb:PutItem");
        assertThat(DynamoDbLedger.QUERY_ACTION).isEqualTo("dynamodb:Query");
        assertThat(DynamoDbLedger.MANY_ENTRIES_ACTION).isEqualTo("dynamodb:ConditionCheckItem");
    }

    @Test
    void tableExpiresEntries() {
        assertThat(LocalDynamoDb.client()
                        .describeTimeToLive(b -> b.tableName(table))
                        .timeToLiveDescription())
                .satisfies(expiry -> {
                    assertThat(expiry.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
                    assertThat(expiry.attributeName()).isEqualTo("expires");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
    void triesAgainWhereSomethingPassingWasInTheWay(String reason) {
        dynamoDb.cancelNext("None", reason);
        dynamoDb.cancelNext(reason);

        assertThat(write(entry(1)).success().orElseThrow()).isPresent();
        assertThat(dynamoDb.transactions()).hasSize(3);
        assertThat(time.waits()).hasSize(2).isSorted();
    }

    @Test
    void takesALastingConflictForAnotherWriter() {
        IntStream.range(0, 10).forEach(_ -> dynamoDb.cancelNext("TransactionConflict"));

        assertThat(write(entry(1))).isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(dynamoDb.transactions()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingError", "ProvisionedThroughputExceeded"})
    void tellsOfLastingThrottling(String reason) {
        IntStream.range(0, 10).forEach(_ -> dynamoDb.cancelNext(reason));

        assertFailed(Cause.Kind.THROTTLED, write(entry(1)));
        assertThat(dynamoDb.transactions()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ValidationError", "ItemCollectionSizeLimitExceeded", "SomethingNew"})
    void triesNothingAgainThatLasts(String reason) {
        dynamoDb.cancelNext(reason);

        assertFailed(Cause.Kind.REFUSED, write(entry(1)));
        assertThat(dynamoDb.transactions()).hasSize(1);
    }

    @Test
    void takesAFailedConditionForAnotherWriterWhateverElseWasInTheWay() {
        dynamoDb.cancelNext("ConditionalCheckFailed", "ThrottlingError");

        assertThat(write(entry(1))).isEqualTo(new Result.Success<>(Optional.empty()));
        assertThat(dynamoDb.transactions()).hasSize(1);
    }

    @Test
    void stopsTryingWhenAskedTo() {
        dynamoDb.cancelNext("ThrottlingError");
        Thread.currentThread().interrupt();

        assertFailed(Cause.Kind.THROTTLED, write(entry(1)));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void storesTheRecordLast() {
        TimelineEntry[] entries =
                IntStream.range(0, 250).mapToObj(DynamoDbLedgerTest::entry).toArray(TimelineEntry[]::new);

        assertThat(write(entries).success().orElseThrow()).isPresent();
        assertThat(dynamoDb.transactions())
                .extracting(request -> request.transactItems().size())
                .containsExactly(100, 100, 53);
        assertThat(dynamoDb.transactions())
                .extracting(request -> request.transactItems().getFirst().conditionCheck() != null)
                .containsExactly(true, true, false);
    }

    @Test
    void recordIsNotStoredWithoutItsEntries() {
        TimelineEntry[] entries =
                IntStream.range(0, 150).mapToObj(DynamoDbLedgerTest::entry).toArray(TimelineEntry[]::new);
        dynamoDb.cancelNext("ValidationError");

        assertFailed(Cause.Kind.REFUSED, write(entries));
        assertThat(dynamoDb.transactions()).hasSize(1);
        assertThat(ledger.read(ORDERS)).isEqualTo(new Result.Success<>(Stored.nothing(ORDERS)));
    }

    @Test
    void entriesThatWentAheadOfAFailureStandOnceAfterTheNextTry() {
        TimelineEntry[] entries =
                IntStream.range(0, 150).mapToObj(DynamoDbLedgerTest::entry).toArray(TimelineEntry[]::new);
        dynamoDb.succeedNext();
        dynamoDb.cancelNext("ValidationError");
        assertFailed(Cause.Kind.REFUSED, write(entries));
        assertThat(ledger.timeline(ORDERS, 1000))
                .isEqualTo(new Result.Success<>(List.of(entries).subList(0, 99)));

        write(entries);

        assertThat(ledger.timeline(ORDERS, 1000)).isEqualTo(new Result.Success<>(List.of(entries)));
    }

    @Test
    void readsOnOverPagesThatAreFullOfLargeEntries() {
        List<TimelineEntry> entries = IntStream.range(0, 30)
                .mapToObj(i -> new TimelineEntry(
                        entry(i).at(),
                        TimelineEntry.Kind.OPENED,
                        Trigger.SWEEP,
                        "x".repeat(100_000),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        Stored stored = Stored.nothing(ORDERS);
        for (TimelineEntry each : entries) {
            stored = ledger.write(stored, stored.record(), List.of(each))
                    .success()
                    .orElseThrow()
                    .orElseThrow();
        }

        assertThat(ledger.timeline(ORDERS, 25)).isEqualTo(new Result.Success<>(entries.subList(5, 30)));
    }

    @Test
    void namesTheLedgerThatThereIsNot() {
        Ledger none = new DynamoDbLedger(LocalDynamoDb.client(), "no-such-ledger", KEPT, time);

        assertThat(none.read(ORDERS))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().message()).contains("There is no table no-such-ledger"));
        assertThat(none.write(Stored.nothing(ORDERS), TableRecord.of(ORDERS), List.of()))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().message()).contains("There is no table no-such-ledger"));
    }

    @Test
    void takesAnAnswerWithoutAListForNone() {
        Ledger empty = new DynamoDbLedger(
                new StubDynamoDb() {
                    @Override
                    public QueryResponse query(QueryRequest request) {
                        return QueryResponse.builder().build();
                    }
                },
                table,
                KEPT,
                time);

        for (Result<?> answer : List.of(empty.readAll(ORDERS.where()), empty.timeline(ORDERS, 10))) {
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Result.Failure.class,
                            failed -> assertThat(failed.cause().kind()).isEqualTo(Cause.Kind.BROKEN));
        }
    }

    @Test
    void refusesARecordThatIsLargerThanAnItem() {
        TableRecord large = TableRecord.of(ORDERS)
                .begin(new RunMarker(entry(1).at(), "x".repeat(500_000), RunMarker.Change.NONE, false));

        assertFailed(Cause.Kind.REFUSED, ledger.write(Stored.nothing(ORDERS), large, List.of()));
    }

    private Result<Optional<Stored>> write(TimelineEntry... entries) {
        return ledger.write(Stored.nothing(ORDERS), TableRecord.of(ORDERS), List.of(entries));
    }

    private static void assertFailed(Cause.Kind kind, Result<?> written) {
        assertThat(written)
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().kind()).isEqualTo(kind));
    }

    private static TimelineEntry entry(int second) {
        return new TimelineEntry(
                Instant.parse("2026-11-22T10:00:00Z").plusSeconds(second),
                TimelineEntry.Kind.OPENED,
                Trigger.SWEEP,
                "It is off.",
                Optional.empty(),
                Optional.empty());
    }
}
