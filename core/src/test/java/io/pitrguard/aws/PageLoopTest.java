package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.SettableTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
import software.amazon.awssdk.services.sns.model.Subscription;

/** Lists whose pages come again, at once or after some others: reading them ends with a cause. */
class PageLoopTest {
    private static final AccountRegion WHERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    private static final int PATIENCE = 50;

    /** Gives the start of the next page, in a circle. */
    private static final class Circle {
        private final int length;
        private int asked;

        Circle(int length) {
            this.length = length;
        }

        String next() {
            asked++;
            assertThat(asked).as("pages that were asked for").isLessThan(PATIENCE);
            return "token-" + asked % length;
        }
    }

    private static void assertEnds(Optional<Cause> cause) {
        assertThat(cause)
                .hasValueSatisfying(broken -> assertThat(broken.message()).contains("repeated a page"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void tagsOfATable(int length) {
        Circle circle = new Circle(length);
        Tags tags = new ResourceTags(new StubTagging(), new StubDynamoDb() {
                    @Override
                    public ListTagsOfResourceResponse listTagsOfResource(ListTagsOfResourceRequest request) {
                        return ListTagsOfResourceResponse.builder()
                                .tags(Tag.builder().key("a").value("b").build())
                                .nextToken(circle.next())
                                .build();
                    }
                })
                .of(WHERE.table("orders"));

        assertThat(tags)
                .isInstanceOfSatisfying(
                        Tags.Unreadable.class, unreadable -> assertEnds(Optional.of(unreadable.cause())));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void itemsOfTheLedger(int length) {
        Circle circle = new Circle(length);
        DynamoDbLedger ledger = new DynamoDbLedger(
                new StubDynamoDb() {
                    @Override
                    public QueryResponse query(QueryRequest request) {
                        return QueryResponse.builder()
                                .items(List.of())
                                .lastEvaluatedKey(Map.of("pk", AttributeValue.fromS(circle.next())))
                                .build();
                    }
                },
                "ledger",
                Duration.ofDays(1),
                new SettableTime());

        assertEnds(ledger.readAll(WHERE).failure());
        assertEnds(ledger.timeline(WHERE.table("orders"), 10).failure());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void subscriptionsOfATopic(int length) {
        Circle circle = new Circle(length);
        SnsClient client = new SnsClient() {
            @Override
            public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(ListSubscriptionsByTopicRequest request) {
                return ListSubscriptionsByTopicResponse.builder()
                        .subscriptions(
                                Subscription.builder().subscriptionArn("arn").build())
                        .nextToken(circle.next())
                        .build();
            }

            @Override
            public String serviceName() {
                return "sns";
            }

            @Override
            public void close() {}
        };

        assertEnds(new SnsSubscriptions(client)
                .of("arn:aws:sns:eu-west-1:123456789012:alerts")
                .failure());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void historyOfAnItem(int length) {
        Circle circle = new Circle(length);
        ConfigHistory history = new ConfigHistory(new StubConfig() {
            @Override
            public GetResourceConfigHistoryResponse getResourceConfigHistory(GetResourceConfigHistoryRequest request) {
                return GetResourceConfigHistoryResponse.builder()
                        .nextToken(circle.next())
                        .build();
            }
        });

        assertEnds(history.latest(ComplianceResults.TABLE, "orders").failure());
    }
}
