package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ApproximateCreationDateTimePrecision;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsMode;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsStatus;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsSummary;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.DestinationStatus;
import software.amazon.awssdk.services.dynamodb.model.KinesisDataStreamDestination;

/** Kinesis destinations, of which one at most is active, and contributor insights of tables and indexes. */
class KinesisAndInsightsTest extends SandboxFixture {

    private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/";

    private SandboxTable orders;

    @BeforeEach
    void seed() {
        orders = sandbox.tables().create("orders");
        orders.settings().globalIndex("by-customer", "customer");
    }

    @Test
    void oneDestinationIsActiveAndDisabledOnesAreStillListed() {
        startStreaming("one");
        assertInvalid(() -> startStreaming("two"), "must be DISABLED or ENABLE_FAILED to perform ENABLE operation");
        stopStreaming("one");
        assertInvalid(() -> stopStreaming("one"), "must be ACTIVE to perform DISABLE operation");
        startStreaming("two");

        assertThat(destinations())
                .extracting(KinesisDataStreamDestination::streamArn)
                .containsExactly(STREAM + "two", STREAM + "one");
        assertThat(destinations())
                .extracting(KinesisDataStreamDestination::destinationStatus)
                .containsExactly(DestinationStatus.ACTIVE, DestinationStatus.DISABLED);
        stopStreaming("two");
        startStreaming("one");
        assertThat(destinations()).hasSize(2);
    }

    @Test
    void aDestinationIsOnItsWayForAsLongAsUpdatesTake() {
        sandbox.tables().updatesTake(Duration.ofSeconds(5), Duration.ZERO);
        startStreaming("one");

        assertThat(destinations().getFirst().destinationStatus()).isEqualTo(DestinationStatus.ENABLING);
        assertInvalid(() -> stopStreaming("one"), "must be ACTIVE");
        clock.advance(Duration.ofSeconds(5));
        stopStreaming("one");
        assertThat(destinations().getFirst().destinationStatus()).isEqualTo(DestinationStatus.DISABLING);
        assertInvalid(() -> startStreaming("two"), "must be DISABLED or ENABLE_FAILED");
        clock.advance(Duration.ofSeconds(5));
        startStreaming("two");
    }

    @Test
    void thePrecisionOfAnActiveDestinationChanges() {
        assertInvalid(() -> precision("MICROSECOND"), "Kinesis streaming is not in ACTIVE state");
        startStreaming("one");
        assertThat(destinations().getFirst().approximateCreationDateTimePrecision())
                .isEqualTo(ApproximateCreationDateTimePrecision.MILLISECOND);

        precision("MICROSECOND");

        assertThat(destinations().getFirst().approximateCreationDateTimePrecision())
                .isEqualTo(ApproximateCreationDateTimePrecision.MICROSECOND);
        assertInvalid(() -> precision("MICROSECOND"), "Precision is already set to the desired value of MICROSECOND");
        assertInvalid(() -> precision("SECOND"), "enum value set");
        assertInvalid(() -> precision(null), "cannot be null or contain only null values");
    }

    @Test
    void aDestinationIsInTheRegionOfItsTableWhichExists() {
        assertInvalid(
                () -> dynamoDb.enableKinesisStreamingDestination(request ->
                        request.tableName("orders").streamArn("arn:aws:kinesis:us-east-1:123456789012:stream/one")),
                "Invalid StreamArn");
        assertInvalid(() -> startStreaming(""), "Invalid StreamArn");
        assertInvalid(
                () -> dynamoDb.enableKinesisStreamingDestination(request -> request.tableName("orders")), "streamArn");
        assertRefused(
                () -> dynamoDb.enableKinesisStreamingDestination(
                        request -> request.tableName("missing").streamArn(STREAM + "one")),
                "ResourceNotFoundException");
        assertRefused(
                () -> dynamoDb.describeKinesisStreamingDestination(request -> request.tableName("missing")),
                "ResourceNotFoundException");
        orders.status("UPDATING");
        assertRefused(() -> startStreaming("one"), "ResourceInUseException");
    }

    @Test
    void insightsOfTheTableAndOfAnIndexAreApart() {
        assertThat(insights(null).contributorInsightsStatus()).isEqualTo(ContributorInsightsStatus.DISABLED);
        assertThat(insights(null).contributorInsightsMode()).isNull();

        change(null, "ENABLE", null);
        change("by-customer", "ENABLE", ContributorInsightsMode.THROTTLED_KEYS);

        assertThat(insights(null).contributorInsightsStatus()).isEqualTo(ContributorInsightsStatus.ENABLED);
        assertThat(insights(null).contributorInsightsMode())
                .isEqualTo(ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS);
        assertThat(insights(null).contributorInsightsRuleList()).hasSize(2);
        assertThat(insights(null).lastUpdateDateTime()).isEqualTo(NOW);
        assertThat(insights("by-customer").contributorInsightsMode()).isEqualTo(ContributorInsightsMode.THROTTLED_KEYS);
        assertThat(insights("by-customer").contributorInsightsRuleList())
                .singleElement()
                .asString()
                .contains("PKT-orders-by-customer");

        change("by-customer", "DISABLE", null);
        assertThat(insights("by-customer").contributorInsightsStatus()).isEqualTo(ContributorInsightsStatus.DISABLED);
        assertThat(insights("by-customer").contributorInsightsRuleList()).isEmpty();
        assertRefused(() -> insights("missing"), "ResourceNotFoundException");
        assertInvalid(() -> change(null, "TOGGLE", null), "enum value set");
        assertInvalid(() -> change(null, null, null), "contributorInsightsAction");
    }

    @Test
    void insightsAreOnTheirWayForAsLongAsUpdatesTake() {
        sandbox.tables().updatesTake(Duration.ofSeconds(5), Duration.ZERO);
        change(null, "ENABLE", null);

        assertThat(insights(null).contributorInsightsStatus()).isEqualTo(ContributorInsightsStatus.ENABLING);
        clock.advance(Duration.ofSeconds(5));
        change(null, "DISABLE", null);
        assertThat(insights(null).contributorInsightsStatus()).isEqualTo(ContributorInsightsStatus.DISABLING);
        orders.status("UPDATING");
        assertInvalid(() -> change(null, "ENABLE", null), "TableStatus must be ACTIVE");
    }

    @Test
    void insightsAreListedInPages() {
        sandbox.tables().create("payments").settings().insights("THROTTLED_KEYS");
        change(null, "ENABLE", null);
        change("by-customer", "ENABLE", null);

        assertThat(dynamoDb.listContributorInsightsPaginator(request -> request.maxResults(2)).stream()
                        .flatMap(page -> page.contributorInsightsSummaries().stream())
                        .map(ContributorInsightsSummary::tableName))
                .containsExactly("orders", "orders", "payments");
        assertThat(dynamoDb.listContributorInsights(request -> request.tableName("payments"))
                        .contributorInsightsSummaries())
                .singleElement()
                .returns(ContributorInsightsMode.THROTTLED_KEYS, ContributorInsightsSummary::contributorInsightsMode);
        assertInvalid(
                () -> dynamoDb.listContributorInsights(request -> request.maxResults(101)),
                "less than or equal to 100");
    }

    private void startStreaming(String stream) {
        dynamoDb.enableKinesisStreamingDestination(
                request -> request.tableName("orders").streamArn(STREAM + stream));
    }

    private void stopStreaming(String stream) {
        dynamoDb.disableKinesisStreamingDestination(
                request -> request.tableName("orders").streamArn(STREAM + stream));
    }

    private void precision(String precision) {
        dynamoDb.updateKinesisStreamingDestination(request -> request.tableName("orders")
                .streamArn(STREAM + "one")
                .updateKinesisStreamingConfiguration(
                        configuration -> configuration.approximateCreationDateTimePrecision(precision)));
    }

    private List<KinesisDataStreamDestination> destinations() {
        return dynamoDb.describeKinesisStreamingDestination(request -> request.tableName("orders"))
                .kinesisDataStreamDestinations();
    }

    private void change(String index, String action, ContributorInsightsMode mode) {
        dynamoDb.updateContributorInsights(request -> request.tableName("orders")
                .indexName(index)
                .contributorInsightsAction(action)
                .contributorInsightsMode(mode));
    }

    private DescribeContributorInsightsResponse insights(String index) {
        return dynamoDb.describeContributorInsights(
                request -> request.tableName("orders").indexName(index));
    }
}
