package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.WholeLedger;
import io.pitrguard.port.WholeLedgerContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** {@link DynamoDbWholeLedger} keeps the contract of its port. */
class DynamoDbWholeLedgerTest extends WholeLedgerContract {
    private static final AccountRegion HERE = new AccountRegion("aws", "111122223333", "eu-west-1");

    private final BreakableDynamoDb dynamoDb = new BreakableDynamoDb();
    private final String table = LocalDynamoDb.ledger();
    private final Ledger ledger = new DynamoDbLedger(dynamoDb, table, Duration.ofDays(100 * 365), new SettableTime());

    @Override
    protected Ledger ledger() {
        return ledger;
    }

    @Override
    protected WholeLedger whole() {
        return new DynamoDbWholeLedger(dynamoDb, table);
    }

    @Override
    protected void fail(Cause.Kind kind) {
        dynamoDb.fail(kind);
    }

    @Test
    void readsOnOverPages() {
        Set<TableRef> written =
                IntStream.range(0, 25).mapToObj(i -> HERE.table("table-" + i)).collect(Collectors.toSet());
        written.forEach(this::write);
        List<Ledger.Fleet> pages = new ArrayList<>();

        assertThat(new DynamoDbWholeLedger(
                                new StubDynamoDb() {
                                    @Override
                                    public ScanResponse scan(ScanRequest request) {
                                        return LocalDynamoDb.client()
                                                .scan(request.toBuilder()
                                                        .limit(7)
                                                        .build());
                                    }
                                },
                                table)
                        .readAll(pages::add))
                .isEmpty();

        assertThat(pages).hasSizeGreaterThan(3);
        Set<TableRef> read = new HashSet<>();
        pages.forEach(page -> read.addAll(page.records().keySet()));
        assertThat(read).isEqualTo(written);
    }

    @Test
    void namesWhatItCannotUnderstandAndReadsTheOthers() {
        write(HERE.table("orders"));
        put("FLEET#aws#not-an-account#eu-west-1", "TABLE#stray");
        put("FLEET#aws#111122223333", "TABLE#stray");
        put("FLEET#aws#111122223333#eu-west-1", "TABLE#later");
        List<Cause> problems = new ArrayList<>();
        Set<TableRef> read = new HashSet<>();

        assertThat(whole().readAll(page -> {
                    problems.addAll(page.problems());
                    page.records().forEach((name, stored) -> {
                        if (stored.understood()) {
                            read.add(name);
                        }
                    });
                }))
                .isEmpty();

        assertThat(read).containsExactly(HERE.table("orders"));
        assertThat(problems)
                .extracting(Cause::message)
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).contains("FLEET#aws#not-an-account#eu-west-1"))
                .anySatisfy(problem -> assertThat(problem).contains("FLEET#aws#111122223333 / TABLE#stray"))
                .anySatisfy(problem -> assertThat(problem).contains("TABLE#later"));
    }

    @Test
    void takesAnAnswerWithoutAListAndARepeatedPageForFailures() {
        assertThat(reading(ScanResponse.builder().build()))
                .satisfies(cause -> assertThat(cause.kind()).isEqualTo(Cause.Kind.BROKEN));
        assertThat(reading(ScanResponse.builder()
                        .items(List.of())
                        .lastEvaluatedKey(Map.of("pk", AttributeValue.fromS("a")))
                        .build()))
                .satisfies(cause -> assertThat(cause.message()).contains("AWS repeated a page of dynamodb:Scan"));
    }

    private Cause reading(ScanResponse always) {
        return new DynamoDbWholeLedger(
                        new StubDynamoDb() {
                            @Override
                            public ScanResponse scan(ScanRequest request) {
                                return always;
                            }
                        },
                        table)
                .readAll(_ -> {})
                .orElseThrow();
    }

    private void put(String pk, String sk) {
        LocalDynamoDb.client()
                .putItem(b -> b.tableName(table)
                        .item(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk))));
    }
}
