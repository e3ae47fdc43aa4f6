package io.pitrguard.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailResponse;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidTrailNameException;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudtrail.model.TrailNotFoundException;

/**
 * What the product relies on when it asks whether CloudTrail delivers DynamoDB's management events, phrased so that it
 * holds for AWS, for the sandbox and for moto.
 *
 * <p>moto shows no selectors of a new trail, finds a shadow by its name, ignores the
 * names that DescribeTrails is asked for, says HasCustomEventSelectors of none, takes a trail twice, checks no
 * selectors, and keeps the advanced ones beside basic ones that follow: TrailTest has what the sandbox does there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TrailContract {

    private static final String OTHER_REGION = "us-east-1";

    private CloudTrailClient trails;
    private CloudTrailClient elsewhere;
    private String bucket;
    private String name;

    /** What to check; asked once. */
    protected abstract Target target();

    /** Makes the bucket that trails will deliver to. */
    protected abstract void createBucket(String bucketName);

    @BeforeAll
    void connect() {
        Target target = target();
        trails = client(target, target.region());
        elsewhere = client(target, OTHER_REGION);
        bucket = "contract-" + UUID.randomUUID();
        createBucket(bucket);
    }

    @AfterAll
    void disconnect() {
        trails.close();
        elsewhere.close();
    }

    @BeforeEach
    void name() {
        name = "contract-" + UUID.randomUUID();
    }

    @AfterEach
    void deleteAll() {
        trails.describeTrails().trailList().forEach(trail -> delete(trail.name()));
    }

    /** Deletes a trail: the product never does, so that not every target has an operation for it. */
    protected void delete(String trail) {
        trails.deleteTrail(request -> request.name(trail));
    }

    @Test
    void anAccountWithoutATrailShowsNone() {
        assertThat(trails.describeTrails().trailList()).isEmpty();
    }

    @Test
    void aNewTrailIsOfItsRegionAndDoesNotLog() {
        CreateTrailResponse created = create(false);

        Trail shown = shown(trails);

        assertThat(created.trailARN()).endsWith(":trail/" + name).contains(":cloudtrail:");
        assertThat(created.isMultiRegionTrail()).isFalse();
        assertThat(shown.trailARN()).isEqualTo(created.trailARN());
        assertThat(shown.name()).isEqualTo(name);
        assertThat(shown.s3BucketName()).isEqualTo(bucket);
        assertThat(shown.homeRegion()).isEqualTo(target().region());
        assertThat(shown.isMultiRegionTrail()).isFalse();
        assertThat(shown.isOrganizationTrail()).isFalse();
        assertThat(shown.includeGlobalServiceEvents()).isTrue();
        assertThat(status(name).isLogging()).isFalse();
        assertThat(status(name).startLoggingTime()).isNull();
        assertThat(elsewhere.describeTrails().trailList()).isEmpty();
    }

    @Test
    void aTrailLogsOnceItIsStarted() {
        String arn = create(false).trailARN();

        trails.startLogging(request -> request.name(name));
        GetTrailStatusResponse started = status(arn);

        assertThat(started.isLogging()).isTrue();
        assertThat(started.startLoggingTime()).isNotNull();
        assertThat(started.latestDeliveryError()).isNullOrEmpty();
    }

    @Test
    void aTrailOfAllRegionsShowsElsewhereAsAShadow() {
        String arn = create(true).trailARN();

        assertThat(shown(elsewhere).trailARN()).isEqualTo(arn);
        assertThat(shown(elsewhere).homeRegion()).isEqualTo(target().region());
        assertThat(shown(elsewhere).isMultiRegionTrail()).isTrue();
        assertThat(elsewhere
                        .describeTrails(request -> request.includeShadowTrails(false))
                        .trailList())
                .isEmpty();
        assertThat(trails.describeTrails(request -> request.includeShadowTrails(false))
                        .trailList())
                .hasSize(1);
        assertThat(elsewhere.getTrailStatus(request -> request.name(arn)).isLogging())
                .isFalse();
        assertThatExceptionOfType(TrailNotFoundException.class)
                .isThrownBy(() -> elsewhere.getEventSelectors(request -> request.trailName(name)));
    }

    @Test
    void aTrailOfAllRegionsIncludesGlobalEvents() {
        assertThatExceptionOfType(InvalidParameterCombinationException.class)
                .isThrownBy(() -> trails.createTrail(request -> request.name(name)
                        .s3BucketName(bucket)
                        .isMultiRegionTrail(true)
                        .includeGlobalServiceEvents(false)));
    }

    @Test
    void basicSelectorsAreShownAsTheyWerePut() {
        create(false);

        trails.putEventSelectors(request -> request.trailName(name)
                .eventSelectors(EventSelector.builder()
                        .readWriteType(ReadWriteType.WRITE_ONLY)
                        .includeManagementEvents(true)
                        .excludeManagementEventSources("kms.amazonaws.com")
                        .build()));
        EventSelector selector = selectors(name).eventSelectors().getFirst();

        assertThat(selector.readWriteType()).isEqualTo(ReadWriteType.WRITE_ONLY);
        assertThat(selector.includeManagementEvents()).isTrue();
        assertThat(selector.excludeManagementEventSources()).containsExactly("kms.amazonaws.com");
    }

    @Test
    void advancedSelectorsTakeThePlaceOfBasicOnes() {
        String arn = create(false).trailARN();
        trails.putEventSelectors(request -> request.trailName(name)
                .eventSelectors(EventSelector.builder()
                        .readWriteType(ReadWriteType.READ_ONLY)
                        .includeManagementEvents(true)
                        .build()));

        trails.putEventSelectors(request -> request.trailName(arn)
                .advancedEventSelectors(AdvancedEventSelector.builder()
                        .name("writes")
                        .fieldSelectors(
                                field("eventCategory", field -> field.equalsValue("Management")),
                                field("readOnly", field -> field.equalsValue("false")),
                                field("eventSource", field -> field.notEquals("kms.amazonaws.com")))
                        .build()));
        GetEventSelectorsResponse shown = selectors(arn);

        assertThat(shown.trailARN()).isEqualTo(arn);
        assertThat(shown.eventSelectors()).isEmpty();
        assertThat(shown.advancedEventSelectors()).hasSize(1);
        var fields = shown.advancedEventSelectors().getFirst().fieldSelectors();
        assertThat(fields).extracting(field -> field.field()).contains("eventCategory", "readOnly", "eventSource");
        assertThat(fields.get(1).equalsValue()).containsExactly("false");
        assertThat(fields.get(2).notEquals()).containsExactly("kms.amazonaws.com");
        assertThat(fields.get(2).hasEqualsValue()).isFalse();
    }

    @Test
    void aTrailThatIsNotThereIsRefused() {
        List<Runnable> calls = List.of(
                () -> status(name),
                () -> status("arn:aws:cloudtrail:eu-west-1:123456789012:trail/" + name),
                () -> selectors(name),
                () -> trails.putEventSelectors(request -> request.trailName(name)
                        .eventSelectors(EventSelector.builder().build())));

        for (Runnable call : calls) {
            assertThatExceptionOfType(TrailNotFoundException.class)
                    .isThrownBy(call::run)
                    .satisfies(refusal -> assertThat(refusal.statusCode()).isEqualTo(400))
                    .withMessageContaining("Unknown trail: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "-abc", "abc-", "a bc", "äbc"})
    void aNameThatNoTrailCanHaveIsRefused(String invalid) {
        assertThatExceptionOfType(InvalidTrailNameException.class)
                .isThrownBy(() ->
                        trails.createTrail(request -> request.name(invalid).s3BucketName(bucket)));
        assertThatExceptionOfType(InvalidTrailNameException.class).isThrownBy(() -> status("ab"));
    }

    private CreateTrailResponse create(boolean multiRegion) {
        return trails.createTrail(
                request -> request.name(name).s3BucketName(bucket).isMultiRegionTrail(multiRegion));
    }

    private static Trail shown(CloudTrailClient client) {
        List<Trail> all = client.describeTrails().trailList();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private GetTrailStatusResponse status(String nameOrArn) {
        return trails.getTrailStatus(request -> request.name(nameOrArn));
    }

    private GetEventSelectorsResponse selectors(String nameOrArn) {
        return trails.getEventSelectors(request -> request.trailName(nameOrArn));
    }

    private static AdvancedFieldSelector field(String field, Consumer<AdvancedFieldSelector.Builder> operator) {
        return AdvancedFieldSelector.builder()
                .field(field)
                .applyMutation(operator)
                .build();
    }

    private static CloudTrailClient client(Target target, String region) {
        return target.configure(CloudTrailClient.builder(), region)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
