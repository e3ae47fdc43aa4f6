package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.wire.ServiceError;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsRequest;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/** Trails where moto is no stand-in for AWS, and the tests' own grip on them. */
class TrailTest extends SandboxFixture {

    private static final String NAME = "management";

    private CloudTrailClient trails;

    @BeforeEach
    void connect() {
        trails = client(target.region());
    }

    @AfterEach
    void disconnect() {
        trails.close();
    }

    @Test
    void aTrailOfATestLogsAllManagementEvents() {
        SandboxTrail trail = sandbox.trails().create(NAME);

        EventSelector selector = selectors(NAME).eventSelectors().getFirst();

        assertThat(trail.name()).isEqualTo(NAME);
        assertThat(trail.arn()).isEqualTo("arn:aws:cloudtrail:eu-west-1:123456789012:trail/management");
        assertThat(trail.logging()).isTrue();
        assertThat(status(NAME).isLogging()).isTrue();
        assertThat(status(NAME).startLoggingTime()).isEqualTo(NOW);
        assertThat(status(NAME).latestDeliveryTime()).isEqualTo(NOW);
        assertThat(status(NAME).timeLoggingStarted()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(status(NAME).timeLoggingStopped()).isEmpty();
        assertThat(selector.readWriteType()).isEqualTo(ReadWriteType.ALL);
        assertThat(selector.includeManagementEvents()).isTrue();
        assertThat(selector.excludeManagementEventSources()).isEmpty();
        assertThat(selectors(NAME).hasAdvancedEventSelectors()).isFalse();
        assertThat(shown().getFirst().hasCustomEventSelectors()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.trails().create(NAME));
    }

    @Test
    void aTestStopsATrailOrItsDeliveries() {
        SandboxTrail trail = sandbox.trails().create(NAME);
        clock.advance(Duration.ofHours(1));

        trail.failing("NoSuchBucket");
        assertThat(status(NAME).isLogging()).isTrue();
        assertThat(status(NAME).latestDeliveryError()).isEqualTo("NoSuchBucket");
        assertThat(status(NAME).latestDeliveryTime()).isNull();
        trail.delivering().stop();
        clock.advance(Duration.ofHours(1));
        assertThat(status(NAME).latestDeliveryError()).isNull();
        assertThat(status(NAME).isLogging()).isFalse();
        assertThat(status(NAME).stopLoggingTime()).isEqualTo(NOW.plusSeconds(3600));
        assertThat(status(NAME).latestDeliveryTime()).isEqualTo(NOW.plusSeconds(3600));
        assertThat(trail.start().logging()).isTrue();
        trail.delete();
        assertThat(shown()).isEmpty();
        assertThatIllegalStateException().isThrownBy(trail::stop);
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.trails().get(NAME));
    }

    @Test
    void aTestSelectsEvents() {
        SandboxTrail trail = sandbox.trails().create(NAME);

        trail.readOnly();
        assertThat(selectors(NAME).eventSelectors().getFirst().readWriteType()).isEqualTo(ReadWriteType.READ_ONLY);
        trail.writeOnly();
        assertThat(selectors(NAME).eventSelectors().getFirst().readWriteType()).isEqualTo(ReadWriteType.WRITE_ONLY);
        trail.withoutManagementEvents();
        assertThat(selectors(NAME).eventSelectors().getFirst().includeManagementEvents())
                .isFalse();
        trail.advanced("[{\"FieldSelectors\":[{\"Field\":\"eventCategory\",\"Equals\":[\"Data\"]},"
                + "{\"Field\":\"resources.type\",\"Equals\":[\"AWS::DynamoDB::Table\"]}]}]");
        assertThat(selectors(NAME).hasEventSelectors()).isFalse();
        assertThat(selectors(NAME).advancedEventSelectors()).hasSize(1);
        assertThat(shown().getFirst().hasCustomEventSelectors()).isTrue();
    }

    @Test
    void aShadowIsKnownByItsArnOnly() {
        String arn = sandbox.trails().addShadow("shadow", "us-east-1").arn();

        Trail shadow = shown().getFirst();

        assertThat(arn).isEqualTo("arn:aws:cloudtrail:us-east-1:123456789012:trail/shadow");
        assertThat(shadow.homeRegion()).isEqualTo("us-east-1");
        assertThat(shadow.isMultiRegionTrail()).isTrue();
        assertThat(shadow.isOrganizationTrail()).isFalse();
        assertThat(status(arn).isLogging()).isTrue();
        assertRefused(() -> selectors(arn), "TrailNotFoundException");
        assertRefused(() -> status("shadow"), "TrailNotFoundException");
        assertRefused(() -> selectors("shadow"), "TrailNotFoundException");
        assertThat(described(request -> request.trailNameList("shadow"))).isEmpty();
        assertThat(described(request -> request.trailNameList(arn))).hasSize(1);
        assertThat(described(request -> request.trailNameList(arn).includeShadowTrails(false)))
                .isEmpty();
        assertRefused(() -> trails.startLogging(request -> request.name(arn)), "InvalidHomeRegionException");
        assertRefused(() -> trails.startLogging(request -> request.name("shadow")), "TrailNotFoundException");
    }

    @Test
    void aTrailOfTheOrganizationBelongsToItsManagementAccount() {
        String arn = sandbox.trails()
                .addOrganization("all", "eu-west-1", "999999999999")
                .arn();

        assertThat(arn).isEqualTo("arn:aws:cloudtrail:eu-west-1:999999999999:trail/all");
        assertThat(shown().getFirst().isOrganizationTrail()).isTrue();
        assertThat(described(request -> request.includeShadowTrails(false))).isEmpty();
        assertThat(status(arn).isLogging()).isTrue();
        assertThat(sandbox.trails().get(arn).stop().logging()).isFalse();
        assertThat(status(arn).isLogging()).isFalse();
        assertRefused(() -> status("all"), "TrailNotFoundException");
        assertRefused(() -> trails.startLogging(request -> request.name(arn)), "NotOrganizationMasterAccountException");
    }

    @Test
    void aTrailOfOneRegionDoesNotShowInAnother() {
        SandboxTrail trail = sandbox.trails().create(NAME);
        try (CloudTrailClient elsewhere = client("us-east-1")) {
            assertThat(elsewhere.describeTrails().trailList()).isEmpty();
            assertRefused(
                    () -> elsewhere.getTrailStatus(request -> request.name(trail.arn())), "TrailNotFoundException");
            trail.multiRegion();
            assertThat(elsewhere.describeTrails().trailList()).hasSize(1);
            assertThat(elsewhere
                            .getTrailStatus(request -> request.name(trail.arn()))
                            .isLogging())
                    .isTrue();
            // AWS tells them in the home region only.
            assertRefused(
                    () -> elsewhere.getEventSelectors(request -> request.trailName(trail.arn())),
                    "TrailNotFoundException");
        }
    }

    @Test
    void namesThatMatchNothingAreLeftOut() {
        sandbox.trails().create(NAME);

        assertThat(described(request -> request.trailNameList(NAME, "other"))).hasSize(1);
        assertRefused(() -> described(request -> request.trailNameList("a")), "InvalidTrailNameException");
        assertRefused(
                () -> described(request -> request.trailNameList("arn:aws:s3:::bucket")),
                "CloudTrailARNInvalidException");
    }

    @Test
    void aTrailIsCreatedOnceAndARegionHasFive() {
        create(NAME);
        assertRefused(() -> create(NAME), "TrailAlreadyExistsException");
        for (int number = 2; number <= 5; number++) {
            create(NAME + number);
        }
        sandbox.trails().addShadow("shadow", "us-east-1");

        assertRefused(() -> create("sixth"), "MaximumNumberOfTrailsExceededException");
    }

    @Test
    void settingsAreShown() {
        trails.createTrail(request -> request.name(NAME)
                .s3BucketName("events")
                .s3KeyPrefix("trail")
                .snsTopicName("deliveries")
                .enableLogFileValidation(true)
                .kmsKeyId("alias/trail")
                .includeGlobalServiceEvents(false));

        Trail trail = shown().getFirst();

        assertThat(trail.s3BucketName()).isEqualTo("events");
        assertThat(trail.s3KeyPrefix()).isEqualTo("trail");
        assertThat(trail.snsTopicARN()).isEqualTo("arn:aws:sns:eu-west-1:123456789012:deliveries");
        assertThat(trail.kmsKeyId()).isEqualTo("alias/trail");
        assertThat(trail.logFileValidationEnabled()).isTrue();
        assertThat(trail.includeGlobalServiceEvents()).isFalse();
    }

    @Test
    void refusesSettingsThatAwsRefuses() {
        assertRefused(
                () -> trails.createTrail(
                        request -> request.name(NAME).s3BucketName("events").isOrganizationTrail(true)),
                "OrganizationsNotInUseException");
        assertRefused(
                () -> trails.createTrail(request -> request.name(NAME).s3BucketName("Not A Bucket")),
                "InvalidS3BucketNameException");
        assertRefused(() -> trails.createTrail(request -> request.name(NAME)), "InvalidS3BucketNameException");
    }

    @Test
    void changesOfATrailThatIsNotThereAreRefused() {
        assertRefused(() -> trails.startLogging(request -> request.name(NAME)), "TrailNotFoundException");
        assertRefused(() -> trails.startLogging(request -> {}), "InvalidTrailNameException");
    }

    @Test
    void startingTwiceKeepsTheFirstTime() {
        create(NAME);
        trails.startLogging(request -> request.name(NAME));
        clock.advance(Duration.ofHours(1));
        trails.startLogging(request -> request.name(NAME));
        assertThat(status(NAME).startLoggingTime()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a--b", "a._b", "192.168.5.4"})
    void refusesNamesThatMotoTakes(String name) {
        assertRefused(() -> create(name), "InvalidTrailNameException");
    }

    @Test
    void refusesANameOfMoreThan128Characters() {
        create("n".repeat(128));
        assertRefused(() -> create("n".repeat(129)), "InvalidTrailNameException");
    }

    @Test
    void basicSelectorsGetDefaults() {
        create(NAME);

        trails.putEventSelectors(request ->
                request.trailName(NAME).eventSelectors(EventSelector.builder().build()));

        assertThat(selectors(NAME).eventSelectors())
                .containsExactly(EventSelector.builder()
                        .readWriteType(ReadWriteType.ALL)
                        .includeManagementEvents(true)
                        .dataResources(List.of())
                        .excludeManagementEventSources(List.of())
                        .build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{},{},{},{},{},{}]",
                "[{\"ReadWriteType\":\"read-only\"}]",
                "[{\"IncludeManagementEvents\":false}]",
                "[{\"ExcludeManagementEventSources\":[\"dynamodb.amazonaws.com\"]}]",
                "[{\"DataResources\":[{\"Type\":\"AWS::SNS::Topic\",\"Values\":[\"arn:aws:sns\"]}]}]"
            })
    void refusesBasicSelectorsThatAwsRefuses(String selectors) {
        SandboxTrail trail = sandbox.trails().create(NAME);
        assertThat(catchCode(() -> trail.basic(selectors))).isEqualTo("InvalidEventSelectorsException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'FieldSelectors':[]}",
                "{'FieldSelectors':[{'Field':'readOnly','Equals':['true']}]}",
                "{'FieldSelectors':[{'Field':'eventCategory','Equals':['Insight']}]}",
                "{'FieldSelectors':[{'Field':'eventCategory','Equals':['Management','Data']}]}",
                "{'FieldSelectors':[{'Field':'eventCategory','NotEquals':['Data']}]}",
                "{'FieldSelectors':[{'Field':'eventCategory','Equals':['Data']}]}",
                "{'FieldSelectors':[{'Field':'eventCategory','Equals':['NetworkActivity']}]}",
                "{'FieldSelectors':[{'Field':'eventCategory','Equals':['Management']},{'Field':'readOnly'}]}",
                "{'FieldSelectors':[{'Field':'eventCategory','Equals':['Management']},{'Field':'eventName','Equals':['UpdateTable']}]}",
                "{'FieldSelectors':[{'Field':'eventCategory','Equals':['Management']},{'Field':'readOnly','Equals':['no']}]}",
                "{'FieldSelectors':[{'Field':'eventCategory','Equals':['Management']},{'Field':'readOnly','NotEquals':['true']}]}",
                "{'FieldSelectors':[{'Field':'eventCategory','Equals':['Management']},{'Field':'eventSource','Equals':['dynamodb.amazonaws.com']}]}",
                "{'FieldSelectors':[{'Field':'eventCategory','Equals':['Management']},{'Field':'eventSource','NotEquals':['dynamodb.amazonaws.com']}]}",
                "{'FieldSelectors':[{'Field':'eventCategory','Equals':['Management']},{'Field':'readOnly','Equals':['true']},{'Field':'readOnly','Equals':['false']}]}",
                "{'FieldSelectors':[{'Field':'eventCategory','Equals':['Management']},{'Field':'a b','Equals':['c']}]}"
            })
    void refusesAdvancedSelectorsThatAwsRefuses(String selector) {
        SandboxTrail trail = sandbox.trails().create(NAME);
        String list = "[" + selector.replace('\'', '"') + "]";
        assertThat(catchCode(() -> trail.advanced(list))).isEqualTo("InvalidEventSelectorsException");
    }

    @Test
    void refusesSelectorsOfBothKindsOrOfNone() {
        create(NAME);

        assertRefused(
                () -> trails.putEventSelectors(request -> request.trailName(NAME)), "InvalidEventSelectorsException");
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, ThrottlingException, 400",
        "DENIED, AccessDeniedException, 400",
        "EXPIRED_TOKEN, ExpiredTokenException, 400",
        "SERVER_ERROR, InternalFailure, 500",
        "UNAVAILABLE, ServiceUnavailable, 503",
        "GONE, TrailNotFoundException, 400"
    })
    void refusesInTheWordsOfCloudTrail(Effect effect, String code, int httpStatus) {
        String arn = sandbox.trails().create(NAME).arn();
        sandbox.trails().create("second");
        sandbox.faults().add(Fault.on("GetTrailStatus", NAME, effect));

        assertThat(assertRefused(() -> status(arn), code).statusCode()).isEqualTo(httpStatus);
        assertThat(status("second").isLogging()).isTrue();
    }

    @Test
    void anIgnoredCallIsAnsweredAndChangesNothing() {
        sandbox.trails().create(NAME).stop();
        sandbox.faults()
                .add(Fault.on("StartLogging", Effect.IGNORED))
                .add(Fault.on("DescribeTrails", Effect.EMPTY).times(1))
                .add(Fault.on("DescribeTrails", Effect.DENIED).times(1));

        trails.startLogging(request -> request.name(NAME));

        assertThat(status(NAME).isLogging()).isFalse();
        assertThat(trails.describeTrails().hasTrailList()).isFalse();
        assertThat(assertRefused(trails::describeTrails, "AccessDeniedException"))
                .hasMessageContaining("cloudtrail:DescribeTrails");
    }

    private static String catchCode(Runnable call) {
        try {
            call.run();
            return "";
        } catch (ServiceError refusal) {
            return refusal.code();
        }
    }

    private void create(String name) {
        trails.createTrail(request -> request.name(name).s3BucketName("events"));
    }

    private List<Trail> shown() {
        return trails.describeTrails().trailList();
    }

    private List<Trail> described(Consumer<DescribeTrailsRequest.Builder> change) {
        return trails.describeTrails(change).trailList();
    }

    private GetTrailStatusResponse status(String nameOrArn) {
        return trails.getTrailStatus(request -> request.name(nameOrArn));
    }

    private GetEventSelectorsResponse selectors(String nameOrArn) {
        return trails.getEventSelectors(request -> request.trailName(nameOrArn));
    }

    private CloudTrailClient client(String region) {
        return target.configure(CloudTrailClient.builder(), region)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
