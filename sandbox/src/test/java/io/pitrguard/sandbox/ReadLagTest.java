package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;

/** With a lag, a read after a write shows the old state until the clock has passed it. */
class ReadLagTest extends SandboxFixture {

    private static final Duration LAG = Duration.ofSeconds(30);
    private static final Duration ALMOST = LAG.minusMillis(1);

    private ResourceGroupsTaggingApiClient tagging;
    private SandboxTable orders;

    @Override
    protected SandboxOptions options() {
        return super.options().withReadLag(LAG);
    }

    @BeforeEach
    void seed() {
        tagging = target.tagging();
        orders = sandbox.tables().create("orders");
    }

    @AfterEach
    void disconnect() {
        tagging.close();
    }

    @Test
    void showsRecoveryOffUntilTheLagAfterEnablingHasPassed() {
        assertThat(enable("orders", 35).pointInTimeRecoveryStatus())
                .as("the answer to the write")
                .isEqualTo(PointInTimeRecoveryStatus.ENABLED);

        clock.advance(ALMOST);
        assertThat(recovery("orders").pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.DISABLED);
        assertThat(recovery("orders").recoveryPeriodInDays()).isNull();

        clock.advance(Duration.ofMillis(1));
        assertThat(recovery("orders").pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
        assertThat(recovery("orders").earliestRestorableDateTime())
                .as("its history begins with the write, not with its visibility")
                .isEqualTo(NOW);
    }

    @Test
    void showsRecoveryOnUntilTheLagAfterDisablingHasPassed() {
        orders.enabled(35);
        disable("orders");

        assertThat(recovery("orders").pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.ENABLED);

        clock.advance(LAG);
        assertThat(recovery("orders").pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.DISABLED);
    }

    @Test
    void showsEachPeriodWhenItsOwnLagHasPassed() {
        orders.enabled(7);
        enable("orders", 14);
        clock.advance(Duration.ofSeconds(10));
        enable("orders", 35);

        assertThat(period()).isEqualTo(7);
        clock.advance(Duration.ofSeconds(20));
        assertThat(period()).isEqualTo(14);
        clock.advance(Duration.ofSeconds(10));
        assertThat(period()).isEqualTo(35);
    }

    @Test
    void appliesAChangeToWhatWasWrittenAndNotToWhatReadsShow() {
        enable("orders", 35);
        Instant enabled = clock.instant();
        clock.advance(Duration.ofSeconds(10));
        enable("orders", 14);

        clock.advance(LAG);
        assertThat(recovery("orders").earliestRestorableDateTime())
                .as("the second write finds recovery on, so that history goes on")
                .isEqualTo(enabled);
    }

    @Test
    void theJavaApiTellsWhatWasWritten() {
        enable("orders", 14);
        tag("tier", "critical");

        assertThat(orders.recovery()).isEqualTo(new Recovery.Enabled(14, NOW, NOW));
        assertThat(orders.tags()).isEqualTo(Map.of("tier", "critical"));
    }

    @Test
    void aSeedShowsAtOnceAndReplacesWhatIsNotYetVisible() {
        enable("orders", 14);
        orders.enabled(35).tags(Map.of("tier", "critical"));

        assertThat(period()).isEqualTo(35);
        assertThat(tagsOfTable()).containsExactly("critical");
        clock.advance(LAG);
        assertThat(period()).isEqualTo(35);
    }

    @Test
    void showsTheOldTagsUntilTheLagHasPassed() {
        orders.tags(Map.of("tier", "standard"));
        tag("tier", "critical");

        clock.advance(ALMOST);
        assertThat(tagsOfTable()).containsExactly("standard");
        assertThat(tagsInBulk()).containsExactly("standard");

        clock.advance(Duration.ofMillis(1));
        assertThat(tagsOfTable()).containsExactly("critical");
        assertThat(tagsInBulk()).containsExactly("critical");
    }

    @Test
    void theTaggingApiOmitsATableUntilItsFirstTagIsVisible() {
        tag("tier", "critical");

        assertThat(tagging.getResources().resourceTagMappingList()).isEmpty();
        clock.advance(LAG);
        assertThat(tagging.getResources().resourceTagMappingList()).hasSize(1);
    }

    @Test
    void showsARemovedTagUntilTheLagHasPassed() {
        orders.tags(Map.of("tier", "critical"));
        dynamoDb.untagResource(request -> request.resourceArn(orders.arn()).tagKeys("tier"));

        assertThat(tagsOfTable()).containsExactly("critical");
        assertThat(tagsInBulk()).containsExactly("critical");
        clock.advance(LAG);
        assertThat(tagsOfTable()).isEmpty();
        assertThat(tagsInBulk()).isEmpty();
    }

    @Test
    void keepsTagsThatAreWrittenOneAfterTheOther() {
        tag("tier", "critical");
        tag("owner", "shop");

        clock.advance(LAG);
        assertThat(tagsOfTable()).containsExactly("shop", "critical");
    }

    @Test
    void aLaterTableOfTheSameNameShowsNothingOfTheEarlierOne() {
        enable("orders", 35);
        tag("tier", "critical");
        dynamoDb.deleteTable(request -> request.tableName("orders"));
        sandbox.tables().create("orders");

        clock.advance(LAG);
        assertThat(recovery("orders").pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.DISABLED);
        assertThat(tagsOfTable()).isEmpty();
    }

    @Test
    void refusesALagBelowZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SandboxOptions.defaults().withReadLag(Duration.ofMillis(-1)));
    }

    private Integer period() {
        return recovery("orders").recoveryPeriodInDays();
    }

    private void tag(String key, String value) {
        dynamoDb.tagResource(request -> request.resourceArn(orders.arn())
                .tags(Tag.builder().key(key).value(value).build()));
    }

    private List<String> tagsOfTable() {
        return dynamoDb.listTagsOfResource(request -> request.resourceArn(orders.arn())).tags().stream()
                .map(Tag::value)
                .toList();
    }

    private List<String> tagsInBulk() {
        return tagging.getResources().resourceTagMappingList().stream()
                .flatMap(mapping -> mapping.tags().stream())
                .map(tag -> tag.value())
                .toList();
    }
}
