package io.pitrguard.sandbox.contract;

import static io.pitrguard.sandbox.contract.Fixture.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** What the product relies on when it reads tags, one table at a time and in bulk. */
interface TagsContract {

    /** What the contract is checked against. */
    Fixture aws();

    @Test
    default void tagsComeAndGo() {
        TableDescription table = aws().dynamoDb()
                .createTable(
                        aws().request("tagged").tags(tag("tier", "critical")).build())
                .tableDescription();

        aws().dynamoDb()
                .tagResource(request -> request.resourceArn(table.tableArn()).tags(tag("owner", "shop")));
        assertThat(aws().tags(table)).isEqualTo(Map.of("tier", "critical", "owner", "shop"));

        aws().dynamoDb()
                .untagResource(request -> request.resourceArn(table.tableArn()).tagKeys("tier"));
        assertThat(aws().tags(table)).isEqualTo(Map.of("owner", "shop"));
    }

    @Test
    default void manyTagsComeInPages() {
        TableDescription table = aws().create("many-tags");
        List<Tag> many = IntStream.range(0, 25)
                .mapToObj(index -> tag("key-" + index, "value-" + index))
                .toList();

        aws().dynamoDb()
                .tagResource(request -> request.resourceArn(table.tableArn()).tags(many));

        assertThat(aws().tags(table)).hasSize(25);
    }

    @Test
    default void listTagsSaysResourceNotFoundOfAMissingTable() {
        String missing = aws().create("for-arn").tableArn() + "-missing";

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> aws().dynamoDb().listTagsOfResource(request -> request.resourceArn(missing)));
    }

    @Test
    default void theTaggingApiListsTaggedTablesAndOmitsThoseThatNeverHadATag() {
        TableDescription untagged = aws().create("never-tagged");
        List<String> tagged = IntStream.range(0, 5)
                .mapToObj(index -> aws().dynamoDb()
                        .createTable(aws().request("bulk-" + index)
                                .tags(tag("contract", aws().run()), tag("index", String.valueOf(index)))
                                .build())
                        .tableDescription()
                        .tableArn())
                .toList();

        List<ResourceTagMapping> listed = aws()
                .tagging()
                .getResourcesPaginator(
                        request -> request.resourceTypeFilters("dynamodb:table").resourcesPerPage(2))
                .resourceTagMappingList()
                .stream()
                .toList();

        assertThat(listed)
                .extracting(ResourceTagMapping::resourceARN)
                .doesNotHaveDuplicates()
                .containsAll(tagged)
                .doesNotContain(untagged.tableArn());
        assertThat(listed)
                .filteredOn(mapping -> mapping.resourceARN().equals(tagged.getLast()))
                .singleElement()
                .satisfies(mapping -> assertThat(mapping.tags())
                        .extracting(tag -> tag.key() + "=" + tag.value())
                        .containsExactlyInAnyOrder("contract=" + aws().run(), "index=4"));
    }

    @Test
    default void theTaggingApiFiltersByTag() {
        String tag = aws().run() + "-filter";
        String wanted = aws().dynamoDb()
                .createTable(aws().request("wanted").tags(tag(tag, "yes")).build())
                .tableDescription()
                .tableArn();
        aws().dynamoDb()
                .createTable(aws().request("unwanted").tags(tag(tag, "no")).build());

        var found = aws().tagging()
                .getResources(request -> request.resourceTypeFilters("dynamodb:table")
                        .tagFilters(List.of(
                                TagFilter.builder().key(tag).values("yes").build())));

        assertThat(found.resourceTagMappingList())
                .extracting(ResourceTagMapping::resourceARN)
                .containsExactly(wanted);
    }
}
