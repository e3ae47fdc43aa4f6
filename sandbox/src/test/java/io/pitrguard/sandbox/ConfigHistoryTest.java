package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.state.ItemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.config.model.ConfigurationItem;
import software.amazon.awssdk.services.config.model.ConfigurationItemStatus;
import software.amazon.awssdk.services.config.model.GetResourceConfigHistoryRequest;
import software.amazon.awssdk.services.config.model.GetResourceConfigHistoryResponse;
import software.amazon.awssdk.services.config.model.ResourceType;

/** What GetResourceConfigHistory shows of a table. */
class ConfigHistoryTest extends ConfigFixture {

    private SandboxTable orders;

    @BeforeEach
    void seed() {
        orders = sandbox.tables().create("orders").tags(Map.of("tier", "critical"));
    }

    @Test
    void showsConfigurationsAsText() {
        orders.enabled(35);
        sandbox.config().record("orders");

        ConfigurationItem item = history(request -> {}).configurationItems().getFirst();

        assertThat(item.configuration()).startsWith("{\"tableName\":\"orders\"").contains("\"tableStatus\":\"ACTIVE\"");
        assertThat(item.supplementaryConfiguration())
                .isEqualTo(Map.of(
                        "ContinuousBackupsDescription",
                        "{\"continuousBackupsStatus\":\"ENABLED\",\"pointInTimeRecoveryDescription\":"
                                + "{\"pointInTimeRecoveryStatus\":\"ENABLED\"}}"));
        assertThat(item.configurationItemStatus()).isEqualTo(ConfigurationItemStatus.RESOURCE_DISCOVERED);
        assertThat(item.configurationItemCaptureTime()).isEqualTo(NOW);
        assertThat(item.resourceCreationTime()).isEqualTo(NOW);
        assertThat(item.arn()).isEqualTo(orders.arn());
        assertThat(item.resourceId()).isEqualTo("orders");
        assertThat(item.resourceType()).isEqualTo(ResourceType.AWS_DYNAMO_DB_TABLE);
        assertThat(item.accountId()).isEqualTo("123456789012");
        assertThat(item.awsRegion()).isEqualTo("eu-west-1");
        assertThat(item.tags()).isEqualTo(Map.of("tier", "critical"));
        assertThat(item.version()).isEqualTo("1.3");
    }

    @Test
    void showsTheNewestFirstUnlessAskedOtherwise() {
        recordEvery(Duration.ofHours(1), 3);

        assertThat(times(history(request -> {}))).containsExactly(NOW.plusSeconds(7200), NOW.plusSeconds(3600), NOW);
        assertThat(times(history(request -> request.chronologicalOrder("Forward"))))
                .containsExactly(NOW, NOW.plusSeconds(3600), NOW.plusSeconds(7200));
        assertThat(times(history(request -> request.limit(1)))).containsExactly(NOW.plusSeconds(7200));
    }

    @Test
    void itemsOfOneMomentAreShownInTheReverseOrderOfTheirArrival() {
        sandbox.config().record("orders");
        sandbox.config().recordDeleted("orders");

        assertThat(history(request -> request.limit(1)).configurationItems())
                .extracting(ConfigurationItem::configurationItemStatus)
                .containsExactly(ConfigurationItemStatus.RESOURCE_DELETED);
    }

    @Test
    void keepsToTheTimesAskedFor() {
        recordEvery(Duration.ofHours(1), 3);

        assertThat(times(history(
                        request -> request.earlierTime(NOW.plusSeconds(1)).laterTime(NOW.plusSeconds(3600)))))
                .containsExactly(NOW.plusSeconds(3600));
        assertRefused(() -> history(request -> request.earlierTime(NOW).laterTime(NOW)), "InvalidTimeRangeException");
    }

    @Test
    void followsPages() {
        recordEvery(Duration.ofHours(1), 25);

        var first = history(request -> {});
        var second = history(request -> request.nextToken(first.nextToken()));
        var third = history(request -> request.nextToken(second.nextToken()));

        assertThat(first.configurationItems()).hasSize(10);
        assertThat(second.configurationItems()).hasSize(10);
        assertThat(third.configurationItems()).hasSize(5);
        assertThat(third.nextToken()).isNull();
        assertThat(history(request -> request.limit(100)).configurationItems()).hasSize(25);
    }

    @Test
    void aPageSpansSevenDaysAndMayBeEmpty() {
        sandbox.config().record("orders");
        clock.advance(Duration.ofDays(30));

        var first = history(request -> request.limit(1));
        var second = history(request -> request.limit(1).nextToken(first.nextToken()));

        assertThat(first.configurationItems()).isEmpty();
        assertThat(times(second)).containsExactly(NOW);
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void showsNoConfigurationOfWhatIsGoneOrNotRecorded() {
        sandbox.config().record("orders");
        clock.advance(Duration.ofSeconds(1));
        sandbox.config().recordBare("orders", ItemStatus.NOT_RECORDED);

        ConfigurationItem item = history(request -> {}).configurationItems().getFirst();

        assertThat(item.configurationItemStatusAsString()).isEqualTo("ResourceNotRecorded");
        assertThat(item.configuration()).isNull();
        assertThat(item.supplementaryConfiguration()).isEmpty();
        assertThat(item.tags()).isEmpty();
        assertThat(item.resourceCreationTime()).isNull();
    }

    @Test
    void needsARecorder() {
        sandbox.config().record("orders");
        sandbox.config().recorder(false);
        assertRefused(() -> history(request -> {}), "NoAvailableConfigurationRecorderException");

        sandbox.config().recorder(true);
        assertThat(history(request -> {}).configurationItems()).hasSize(1);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        sandbox.config().record("orders");

        assertRefused(() -> history(request -> request.resourceId("other")), "ResourceNotDiscoveredException");
        assertRefused(
                () -> history(request -> request.resourceType("AWS::S3::Bucket")), "ResourceNotDiscoveredException");
        assertInvalid(() -> history(request -> request.resourceType("table")), "'resourceType'");
        assertInvalid(() -> history(request -> request.resourceType((String) null)), "'resourceType'");
        assertInvalid(() -> history(request -> request.resourceId("")), "'resourceId'");
        assertInvalid(() -> history(request -> request.resourceId("x".repeat(769))), "'resourceId'");
        assertInvalid(() -> history(request -> request.chronologicalOrder("Sideways")), "'chronologicalOrder'");
        assertRefused(() -> history(request -> request.nextToken("not a token")), "InvalidNextTokenException");
        assertRefused(() -> history(request -> request.nextToken("bm8=")), "InvalidNextTokenException");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void refusesPagesOutOf0To100(int limit) {
        assertRefused(() -> history(request -> request.limit(limit)), "InvalidLimitException");
    }

    private void recordEvery(Duration pause, int times) {
        for (int time = 0; time < times; time++) {
            if (time > 0) {
                clock.advance(pause);
            }
            sandbox.config().record("orders");
        }
    }

    private GetResourceConfigHistoryResponse history(Consumer<GetResourceConfigHistoryRequest.Builder> change) {
        return config.getResourceConfigHistory(
                request -> change.accept(request.resourceType(TABLE).resourceId("orders")));
    }

    private static List<Instant> times(GetResourceConfigHistoryResponse page) {
        return page.configurationItems().stream()
                .map(ConfigurationItem::configurationItemCaptureTime)
                .toList();
    }
}
