package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** Tags as the table holds them and as the tagging API shows them. */
class TagsTest extends SandboxFixture {

    private ResourceGroupsTaggingApiClient tagging;
    private SandboxTable orders;

    @BeforeEach
    void connect() {
        tagging = target.tagging();
        orders = sandbox.tables().create("orders");
    }

    @AfterEach
    void disconnect() {
        tagging.close();
    }

    @Test
    void aTableThatNeverHadATagIsOmittedAndOneThatLostAllIsNot() {
        assertThat(listed()).isEmpty();

        orders.tags(Map.of("tier", "critical")).tags(Map.of());

        assertThat(listed()).singleElement().satisfies(mapping -> {
            assertThat(mapping.resourceARN()).isEqualTo(orders.arn());
            assertThat(mapping.tags()).isEmpty();
        });
    }

    @Test
    void theTaggingApiCanLagBehindTheTable() {
        orders.tags(Map.of("tier", "standard")).taggingDelayed().tags(Map.of("tier", "critical"));

        assertThat(values()).containsExactly("standard");
        assertThat(dynamoDb.listTagsOfResource(request -> request.resourceArn(orders.arn()))
                        .tags())
                .extracting(Tag::value)
                .containsExactly("critical");
        assertThat(orders.tags()).isEqualTo(Map.of("tier", "critical"));

        orders.taggingCaughtUp();
        assertThat(values()).containsExactly("critical");
    }

    @Test
    void aTableTaggedWhileTheTaggingApiLagsIsStillOmitted() {
        orders.taggingDelayed().tags(Map.of("tier", "critical"));

        assertThat(listed()).isEmpty();
    }

    @Test
    void filtersNeedAllKeysAndAnyOfTheirValues() {
        orders.tags(Map.of("tier", "critical", "owner", "shop"));
        sandbox.tables().create("payments").tags(Map.of("tier", "critical"));

        assertThat(filtered(filter("tier"))).isEqualTo(2);
        assertThat(filtered(filter("tier", "standard", "critical"), filter("owner")))
                .isEqualTo(1);
        assertThat(filtered(filter("tier", "standard"))).isZero();
    }

    @Test
    void showsTablesOnlyToThoseWhoAskForThem() {
        orders.tags(Map.of("tier", "critical"));

        assertThat(tagging.getResources(request -> request.resourceTypeFilters("s3"))
                        .resourceTagMappingList())
                .isEmpty();
        assertThat(tagging.getResources(request -> request.resourceTypeFilters("s3", "dynamodb"))
                        .resourceTagMappingList())
                .hasSize(1);
        assertThat(tagging.getResources().resourceTagMappingList()).hasSize(1);
    }

    @Test
    void showsAtMost100ResourcesAPage() {
        SampleFleet.seed(sandbox, 150);

        var page = tagging.getResources(request -> request.resourcesPerPage(100));

        assertThat(page.resourceTagMappingList()).hasSize(100);
        assertThat(page.paginationToken()).isNotEmpty();
        assertThat(tagging.getResources().resourceTagMappingList()).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101, -1})
    void refusesPagesOutOf1To100(int size) {
        assertRefused(
                () -> tagging.getResources(request -> request.resourcesPerPage(size)), "InvalidParameterException");
    }

    @Test
    void refusesTokensItNeverGaveAndTwoKindsOfPage() {
        assertRefused(
                () -> tagging.getResources(request -> request.paginationToken("not a token")),
                "InvalidParameterException");
        assertRefused(
                () -> tagging.getResources(
                        request -> request.resourcesPerPage(10).tagsPerPage(100)),
                "InvalidParameterException");
        assertRefused(
                () -> tagging.getResources(request ->
                        request.tagFilters(TagFilter.builder().values("x").build())),
                "InvalidParameterException");
    }

    @Test
    void listsTagsTenAPage() {
        dynamoDb.tagResource(request -> request.resourceArn(orders.arn()).tags(many(11)));

        var first = dynamoDb.listTagsOfResource(request -> request.resourceArn(orders.arn()));
        var second = dynamoDb.listTagsOfResource(
                request -> request.resourceArn(orders.arn()).nextToken(first.nextToken()));

        assertThat(first.tags()).hasSize(10);
        assertThat(second.tags()).hasSize(1);
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void refusesTagsThatAwsRefuses() {
        assertInvalid(() -> tag(tag("k".repeat(129), "v")), "between 1 and 128");
        assertInvalid(() -> tag(tag("", "v")), "between 1 and 128");
        assertInvalid(() -> tag(tag("k", "v".repeat(257))), "less than or equal to 256");
        assertInvalid(() -> tag(tag("aws:x", "v")), "aws:");
        assertInvalid(() -> tag(tag("k", "1"), tag("k", "2")), "Duplicate tag key");
        assertInvalid(() -> tag(many(51).toArray(Tag[]::new)), "too many tags");
        assertInvalid(() -> dynamoDb.tagResource(request -> request.resourceArn(orders.arn())), "'tags'");
        assertInvalid(() -> dynamoDb.untagResource(request -> request.resourceArn(orders.arn())), "'tagKeys'");
        assertThat(orders.tags()).isEmpty();
    }

    @Test
    void refusesResourcesThatAreNoTables() {
        assertRefused(
                () -> dynamoDb.tagResource(
                        request -> request.resourceArn(orders.arn() + "-2").tags(tag("k", "v"))),
                "ResourceNotFoundException");
        assertInvalid(() -> dynamoDb.listTagsOfResource(request -> request.resourceArn("orders")), "Invalid");
        assertInvalid(() -> dynamoDb.listTagsOfResource(request -> {}), "'resourceArn'");
        assertInvalid(
                () -> dynamoDb.listTagsOfResource(
                        request -> request.resourceArn(orders.arn()).nextToken("not a token")),
                "Invalid NextToken");
    }

    private List<ResourceTagMapping> listed() {
        return tagging.getResources(request -> request.resourceTypeFilters("dynamodb:table"))
                .resourceTagMappingList();
    }

    private List<String> values() {
        return listed().stream()
                .flatMap(mapping -> mapping.tags().stream())
                .map(tag -> tag.value())
                .toList();
    }

    private int filtered(TagFilter... filters) {
        return tagging.getResources(request -> request.tagFilters(filters))
                .resourceTagMappingList()
                .size();
    }

    private static TagFilter filter(String key, String... values) {
        return TagFilter.builder().key(key).values(values).build();
    }

    private void tag(Tag... tags) {
        dynamoDb.tagResource(request -> request.resourceArn(orders.arn()).tags(tags));
    }

    private static List<Tag> many(int number) {
        return IntStream.range(0, number)
                .mapToObj(index -> tag("key-%02d".formatted(index), "v"))
                .toList();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
