package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;

/** A sandbox whose first reads after a write show the state before it, on a clock that stands still. */
class StaleReadsTest extends SandboxFixture {

    @Override
    protected SandboxOptions options() {
        return super.options().withStaleReads(2);
    }

    @Test
    void showsRecoveryOffToTheFirstReadsAfterEnabling() {
        sandbox.tables().create("orders");
        enable("orders", 35);

        assertThat(status()).isEqualTo(PointInTimeRecoveryStatus.DISABLED);
        assertThat(status()).isEqualTo(PointInTimeRecoveryStatus.DISABLED);
        assertThat(status()).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
    }

    @Test
    void showsFormerTagsToTheFirstReadsAfterTagging() {
        SandboxTable orders = sandbox.tables().create("orders");
        dynamoDb.tagResource(request -> request.resourceArn(orders.arn())
                .tags(Tag.builder().key("tier").value("critical").build()));

        assertThat(tags(orders)).isEmpty();
        assertThat(tags(orders)).isEmpty();
        assertThat(tags(orders)).extracting(Tag::value).containsExactly("critical");
    }

    @Test
    void goesOnListingTheTagsOfADeletedTableForALaterOneOfItsName() {
        sandbox.tables().create("orders").tags(Map.of("tier", "low"));
        sandbox.tables().deleteButListTags("orders");
        SandboxTable later = sandbox.tables().create("orders").tags(Map.of("tier", "critical"));

        try (ResourceGroupsTaggingApiClient tagging = target.tagging()) {
            List<ResourceTagMapping> listed = tagging.getResources(request -> request.resourceTypeFilters("dynamodb"))
                    .resourceTagMappingList();
            assertThat(listed).singleElement().satisfies(mapping -> {
                assertThat(mapping.resourceARN()).isEqualTo(later.arn());
                assertThat(mapping.tags())
                        .singleElement()
                        .satisfies(tag -> assertThat(tag.value()).isEqualTo("low"));
            });
        }
        assertThat(tags(later)).extracting(Tag::value).containsExactly("critical");
    }

    private PointInTimeRecoveryStatus status() {
        return recovery("orders").pointInTimeRecoveryStatus();
    }

    private List<Tag> tags(SandboxTable table) {
        return dynamoDb.listTagsOfResource(request -> request.resourceArn(table.arn()))
                .tags();
    }
}
