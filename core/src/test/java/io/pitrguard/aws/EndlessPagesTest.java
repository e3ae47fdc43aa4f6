package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.concurrent.Pacer;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.TableCatalog;
import io.pitrguard.port.TableTags;
import io.pitrguard.sweep.FleetReader;
import io.pitrguard.sweep.StateReader;
import io.pitrguard.sweep.SweepOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.config.model.GetResourceConfigHistoryRequest;
import software.amazon.awssdk.services.config.model.GetResourceConfigHistoryResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;

/** Every list that is read page by page ends with an error where AWS goes in circles, or never comes to an end. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndlessPagesTest {
    private static final SweepOrder ORDER =
            new SweepOrder("a-sweep", InMemoryTables.WHERE, Policy.BUILT_IN, false, SweepOrder.NO_DEADLINE);

    private static final TableRef ORDERS = InMemoryTables.WHERE.table("orders");

    private final AtomicInteger pages = new AtomicInteger();

    /** How AWS names the next page, by the number of pages read. */
    private enum Tokens {
        SAME(_ -> "again", 2),
        CIRCLE(read -> "abc".substring(read % 3, read % 3 + 1), 4),
        NEVER_ENDING(read -> "page " + read, 20_001);

        private final IntFunction<String> next;
        private final int most;

        Tokens(IntFunction<String> next, int most) {
            this.next = next;
            this.most = most;
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTables(Tokens tokens) throws InterruptedException {
        SettableTime time = new SettableTime();
        InMemoryTables tables = new InMemoryTables(time);
        tables.create("orders", 35);
        TableCatalog catalog = new TableCatalog() {
            @Override
            public Result<Page<List<String>>> list(Optional<String> after) {
                return page(List.of("orders"), tokens);
            }

            @Override
            public Fact<?> fact(TableRef table, FactKind kind) {
                return tables.fact(table, kind);
            }
        };

        FleetReader.FleetReading reading =
                fleet(catalog, tables, tables, time).readAll(ORDER, SweepOrder.NO_DEADLINE, SweepListener.SILENT);

        assertThat(reading.snapshots())
                .singleElement()
                .satisfies(snapshot ->
                        assertThat(snapshot.judge(Policy.BUILT_IN).verdict()).isNotNull());
        assertEnded(reading.listingFailure(), tokens);
    }

    @ParameterizedTest
    @EnumSource
    void ofTagsInBulk(Tokens tokens) throws InterruptedException {
        SettableTime time = new SettableTime();
        InMemoryTables tables = new InMemoryTables(time);
        tables.create("orders", 35);
        TableTags tags = new TableTags() {
            @Override
            public Result<Page<Map<String, Tags.Known>>> bulk(Optional<String> token) {
                return page(Map.of(), tokens);
            }

            @Override
            public Tags of(TableRef table) {
                return Tags.NONE;
            }
        };

        FleetReader.FleetReading reading =
                fleet(tables, tags, tables, time).readAll(ORDER, SweepOrder.NO_DEADLINE, SweepListener.SILENT);

        assertThat(reading.snapshots().getFirst().facts().tags())
                .isInstanceOfSatisfying(
                        Tags.Unreadable.class, unreadable -> assertEnded(Optional.of(unreadable.cause()), tokens));
    }

    @ParameterizedTest
    @EnumSource
    void ofOneTablesTags(Tokens tokens) {
        Tags read = new ResourceTags(new StubTagging(), new StubDynamoDb() {
                    @Override
                    public ListTagsOfResourceResponse listTagsOfResource(ListTagsOfResourceRequest request) {
                        return ListTagsOfResourceResponse.builder()
                                .tags(Tag.builder().key("a").value("b").build())
                                .nextToken(next(tokens))
                                .build();
                    }
                })
                .of(ORDERS);

        assertThat(read)
                .isInstanceOfSatisfying(
                        Tags.Unreadable.class, unreadable -> assertEnded(Optional.of(unreadable.cause()), tokens));
    }

    @ParameterizedTest
    @EnumSource
    void ofTheLedger(Tokens tokens) {
        DynamoDbLedger ledger = new DynamoDbLedger(
                new StubDynamoDb() {
                    @Override
                    public QueryResponse query(QueryRequest request) {
                        return QueryResponse.builder()
                                .items(List.of())
                                .lastEvaluatedKey(Map.of("pk", AttributeValue.fromS(next(tokens))))
                                .build();
                    }
                },
                "ledger",
                Duration.ofDays(1),
                new SettableTime());

        assertEnded(ledger.readAll(InMemoryTables.WHERE).failure(), tokens);
        pages.set(0);
        assertEnded(ledger.timeline(ORDERS, 10).failure(), tokens);
    }

    @ParameterizedTest
    @EnumSource
    void ofSubscriptions(Tokens tokens) {
        SnsClient client = new SnsClient() {
            @Override
            public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(ListSubscriptionsByTopicRequest request) {
                return ListSubscriptionsByTopicResponse.builder()
                        .nextToken(next(tokens))
                        .build();
            }

            @Override
            public String serviceName() {
                return "sns";
            }

            @Override
            public void close() {}
        };

        assertEnded(new SnsSubscriptions(client).of("topic").failure(), tokens);
    }

    /** One of more pages than this ends by itself. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEVER_ENDING")
    void ofTheHistoryOfAnItem(Tokens tokens) {
        ConfigHistory history = new ConfigHistory(new StubConfig() {
            @Override
            public GetResourceConfigHistoryResponse getResourceConfigHistory(GetResourceConfigHistoryRequest request) {
                return GetResourceConfigHistoryResponse.builder()
                        .nextToken(next(tokens))
                        .build();
            }
        });

        assertEnded(history.latest(ComplianceResults.TABLE, "orders").failure(), tokens);
    }

    private void assertEnded(Optional<Cause> failure, Tokens tokens) {
        assertThat(failure).hasValueSatisfying(cause -> {
            assertThat(cause.kind()).isEqualTo(Cause.Kind.BROKEN);
            assertThat(cause.message()).contains("repeated a page");
        });
        assertThat(pages).hasValue(tokens.most);
    }

    private String next(Tokens tokens) {
        return tokens.next.apply(pages.getAndIncrement());
    }

    private <T> Result<Page<T>> page(T content, Tokens tokens) {
        return new Result.Success<>(new Page<>(content, Optional.of(next(tokens))));
    }

    private static FleetReader fleet(TableCatalog catalog, TableTags tags, InMemoryTables tables, SettableTime time) {
        Pacer pacer = new Pacer(Double.POSITIVE_INFINITY, time);
        return new FleetReader(catalog, tags, new StateReader(tables, pacer, time, new Random(1)), time, 2, pacer);
    }
}
