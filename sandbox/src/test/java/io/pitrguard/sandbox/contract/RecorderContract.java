package io.pitrguard.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ConfigException;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.ConfigurationRecorderStatus;
import software.amazon.awssdk.services.config.model.InvalidConfigurationRecorderNameException;
import software.amazon.awssdk.services.config.model.InvalidRecordingGroupException;
import software.amazon.awssdk.services.config.model.LastDeliveryChannelDeleteFailedException;
import software.amazon.awssdk.services.config.model.MaxNumberOfConfigurationRecordersExceededException;
import software.amazon.awssdk.services.config.model.NoAvailableConfigurationRecorderException;
import software.amazon.awssdk.services.config.model.NoAvailableDeliveryChannelException;
import software.amazon.awssdk.services.config.model.NoSuchConfigurationRecorderException;
import software.amazon.awssdk.services.config.model.NoSuchDeliveryChannelException;
import software.amazon.awssdk.services.config.model.RecordingGroup;
import software.amazon.awssdk.services.config.model.RecordingStrategyType;
import software.amazon.awssdk.services.config.model.ResourceType;

/**
 * What the product relies on when it asks whether AWS Config records tables, phrased so that it holds for AWS, for the
 * sandbox and for moto. It begins in an account and region without a recorder, and leaves none.
 *
 * <p>moto shows no ARN, recording mode or scope of a recorder, never gets from PENDING to SUCCESS, wants a name where
 * AWS takes "default", and takes any role: RecorderTest has what the sandbox does there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RecorderContract {

    private static final String NAME = "default";
    private static final String ROLE =
            "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";

    private ConfigClient config;

    /** What to check; asked once. */
    protected abstract Target target();

    @BeforeAll
    void connect() {
        Target target = target();
        config = target.configure(ConfigClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterAll
    void disconnect() {
        config.close();
    }

    @AfterEach
    void clean() {
        config.describeConfigurationRecorders()
                .configurationRecorders()
                .forEach(recorder -> config.deleteConfigurationRecorder(
                        request -> request.configurationRecorderName(recorder.name())));
        config.describeDeliveryChannels()
                .deliveryChannels()
                .forEach(channel ->
                        config.deleteDeliveryChannel(request -> request.deliveryChannelName(channel.name())));
    }

    @Test
    void anAccountWithoutARecorderShowsNone() {
        assertThat(config.describeConfigurationRecorders().configurationRecorders())
                .isEmpty();
        assertThat(config.describeConfigurationRecorderStatus().configurationRecordersStatus())
                .isEmpty();
    }

    @Test
    void aRecorderWithoutAGroupRecordsAllTypes() {
        config.putConfigurationRecorder(request ->
                request.configurationRecorder(recorder -> recorder.name(NAME).roleARN(ROLE)));

        ConfigurationRecorder recorder = recorder();

        assertThat(recorder.name()).isEqualTo(NAME);
        assertThat(recorder.roleARN()).isEqualTo(ROLE);
        assertThat(recorder.recordingGroup().allSupported()).isTrue();
        assertThat(recorder.recordingGroup().includeGlobalResourceTypes()).isFalse();
        assertThat(recorder.recordingGroup().resourceTypes()).isEmpty();
        assertThat(strategy(recorder)).isEqualTo(RecordingStrategyType.ALL_SUPPORTED_RESOURCE_TYPES);
    }

    @Test
    void aRecorderOfSomeTypesShowsThem() {
        put(group -> group.resourceTypes(ResourceType.AWS_DYNAMO_DB_TABLE, ResourceType.AWS_S3_BUCKET));

        ConfigurationRecorder recorder = recorder();

        assertThat(recorder.recordingGroup().allSupported()).isFalse();
        assertThat(recorder.recordingGroup().resourceTypes())
                .containsExactlyInAnyOrder(ResourceType.AWS_DYNAMO_DB_TABLE, ResourceType.AWS_S3_BUCKET);
        assertThat(strategy(recorder)).isEqualTo(RecordingStrategyType.INCLUSION_BY_RESOURCE_TYPES);
    }

    @Test
    void aRecorderOfAllTypesButSomeShowsThose() {
        put(RecorderContract::exceptTables);

        ConfigurationRecorder recorder = recorder();

        assertThat(recorder.recordingGroup().allSupported()).isFalse();
        assertThat(recorder.recordingGroup().resourceTypes()).isEmpty();
        assertThat(recorder.recordingGroup().exclusionByResourceTypes().resourceTypes())
                .containsExactly(ResourceType.AWS_DYNAMO_DB_TABLE);
        assertThat(strategy(recorder)).isEqualTo(RecordingStrategyType.EXCLUSION_BY_RESOURCE_TYPES);
    }

    @Test
    void aGroupMustSayOneThing() {
        assertInvalid(group -> {});
        assertInvalid(group -> group.allSupported(false));
        assertInvalid(group -> group.allSupported(true).resourceTypes(ResourceType.AWS_DYNAMO_DB_TABLE));
        assertInvalid(group -> exceptTables(group.allSupported(true)));
        assertInvalid(group -> exceptTables(group).resourceTypes(ResourceType.AWS_S3_BUCKET));
        assertInvalid(group -> group.includeGlobalResourceTypes(true).resourceTypes(ResourceType.AWS_DYNAMO_DB_TABLE));
        assertInvalid(group ->
                group.exclusionByResourceTypes(exclusion -> exclusion.resourceTypes(ResourceType.AWS_DYNAMO_DB_TABLE)));
        assertThat(config.describeConfigurationRecorders().configurationRecorders())
                .isEmpty();
    }

    @Test
    void aTypeOrStrategyThatIsNoneIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> put(group -> group.resourceTypesWithStrings("tables")))
                .satisfies(refusal -> assertCode(refusal, "ValidationException"));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        put(group -> group.allSupported(true).recordingStrategy(strategy -> strategy.useOnly("SOME"))))
                .satisfies(refusal -> assertCode(refusal, "ValidationException"));
    }

    @Test
    void anAccountHasOneRecorder() {
        put(group -> group.allSupported(true));

        assertThatExceptionOfType(MaxNumberOfConfigurationRecordersExceededException.class)
                .isThrownBy(() -> config.putConfigurationRecorder(request -> request.configurationRecorder(
                        recorder -> recorder.name("second").roleARN(ROLE))));
        put(group -> group.resourceTypes(ResourceType.AWS_DYNAMO_DB_TABLE));
        assertThat(recorder().recordingGroup().allSupported()).isFalse();
    }

    @Test
    void aNameMayNotBeEmptyOrLongerThan256() {
        assertThatExceptionOfType(InvalidConfigurationRecorderNameException.class)
                .isThrownBy(() -> config.putConfigurationRecorder(request -> request.configurationRecorder(
                        recorder -> recorder.name("").roleARN(ROLE))));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> config.putConfigurationRecorder(request -> request.configurationRecorder(
                        recorder -> recorder.name("n".repeat(257)).roleARN(ROLE))))
                .satisfies(refusal -> assertCode(refusal, "ValidationException"));
    }

    @Test
    void aNewRecorderDoesNotRun() {
        put(group -> group.allSupported(true));

        assertThat(status().recording()).isFalse();
        assertThat(status().lastStartTime()).isNull();
        assertThat(status().lastErrorCode()).isNull();
    }

    @Test
    void aRecorderStartsOnceThereIsAChannel() {
        put(group -> group.allSupported(true));
        assertThatExceptionOfType(NoAvailableDeliveryChannelException.class).isThrownBy(this::start);

        channel();
        start();

        assertThat(status().recording()).isTrue();
        assertThat(status().lastStatusAsString()).isIn("PENDING", "SUCCESS");
        assertThat(status().lastStartTime()).isNotNull();
    }

    @Test
    void aRecorderThatIsStoppedSaysSo() {
        put(group -> group.allSupported(true));
        channel();
        start();

        config.stopConfigurationRecorder(request -> request.configurationRecorderName(NAME));

        assertThat(status().recording()).isFalse();
        assertThat(status().lastStopTime()).isNotNull();
    }

    @Test
    void aRecorderThatIsPutAgainGoesOn() {
        put(group -> group.allSupported(true));
        channel();
        start();

        put(group -> group.resourceTypes(ResourceType.AWS_DYNAMO_DB_TABLE));

        assertThat(status().recording()).isTrue();
    }

    @Test
    void namesThatAreNotThereAreRefused() {
        put(group -> group.allSupported(true));
        List<Runnable> calls = List.of(
                () -> config.describeConfigurationRecorders(request -> request.configurationRecorderNames("other")),
                () -> config.describeConfigurationRecorderStatus(
                        request -> request.configurationRecorderNames(NAME, "other")),
                () -> config.startConfigurationRecorder(request -> request.configurationRecorderName("other")),
                () -> config.stopConfigurationRecorder(request -> request.configurationRecorderName("other")),
                () -> config.deleteConfigurationRecorder(request -> request.configurationRecorderName("other")));

        for (Runnable call : calls) {
            assertThatExceptionOfType(NoSuchConfigurationRecorderException.class)
                    .isThrownBy(call::run);
        }
    }

    @Test
    void aChannelNeedsARecorderAndStaysWhileItRuns() {
        assertThatExceptionOfType(NoAvailableConfigurationRecorderException.class)
                .isThrownBy(this::channel);
        put(group -> group.allSupported(true));
        channel();
        start();

        assertThatExceptionOfType(LastDeliveryChannelDeleteFailedException.class)
                .isThrownBy(() -> config.deleteDeliveryChannel(request -> request.deliveryChannelName(NAME)));
        assertThatExceptionOfType(NoSuchDeliveryChannelException.class)
                .isThrownBy(() -> config.deleteDeliveryChannel(request -> request.deliveryChannelName("other")));
        assertThatExceptionOfType(NoSuchDeliveryChannelException.class)
                .isThrownBy(() -> config.describeDeliveryChannels(request -> request.deliveryChannelNames("other")));
        assertThat(config.describeDeliveryChannels()
                        .deliveryChannels()
                        .getFirst()
                        .s3BucketName())
                .isEqualTo("records");
    }

    private void assertInvalid(Consumer<RecordingGroup.Builder> group) {
        assertThatExceptionOfType(InvalidRecordingGroupException.class).isThrownBy(() -> put(group));
    }

    private static void assertCode(ConfigException refusal, String code) {
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    }

    private void put(Consumer<RecordingGroup.Builder> group) {
        config.putConfigurationRecorder(request -> request.configurationRecorder(
                recorder -> recorder.name(NAME).roleARN(ROLE).recordingGroup(group)));
    }

    private void channel() {
        config.putDeliveryChannel(
                request -> request.deliveryChannel(channel -> channel.name(NAME).s3BucketName("records")));
    }

    private void start() {
        config.startConfigurationRecorder(request -> request.configurationRecorderName(NAME));
    }

    private ConfigurationRecorder recorder() {
        return config.describeConfigurationRecorders(request -> request.configurationRecorderNames(NAME))
                .configurationRecorders()
                .getFirst();
    }

    private ConfigurationRecorderStatus status() {
        return config.describeConfigurationRecorderStatus()
                .configurationRecordersStatus()
                .getFirst();
    }

    private static RecordingStrategyType strategy(ConfigurationRecorder recorder) {
        return recorder.recordingGroup().recordingStrategy().useOnly();
    }

    private static RecordingGroup.Builder exceptTables(RecordingGroup.Builder group) {
        return group.exclusionByResourceTypes(exclusion -> exclusion.resourceTypes(ResourceType.AWS_DYNAMO_DB_TABLE))
                .recordingStrategy(strategy -> strategy.useOnly(RecordingStrategyType.EXCLUSION_BY_RESOURCE_TYPES));
    }
}
