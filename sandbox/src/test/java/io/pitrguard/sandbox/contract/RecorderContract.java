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
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.ConfigurationRecorderStatus;
import software.amazon.awssdk.services.config.model.NoSuchConfigurationRecorderException;
import software.amazon.awssdk.services.config.model.RecordingGroup;
import software.amazon.awssdk.services.config.model.RecordingStrategyType;
import software.amazon.awssdk.services.config.model.ResourceType;

/**
 * What the product relies on when it asks whether AWS Config records tables, phrased so that it holds for AWS, for the
 * sandbox and for moto. It begins in an account and region without a recorder, and leaves none.
 *
 * <p>moto shows no ARN, recording mode or scope of a recorder, and never gets from PENDING to SUCCESS: RecorderTest has what the sandbox does there.
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
        remove();
    }

    /**
     * Starts a recorder, or changes what it records. The product only reads recorders, so that not every target has
     * operations to make one: those without override this and what follows.
     */
    protected void record(Consumer<RecordingGroup.Builder> group) {
        config.putConfigurationRecorder(request -> request.configurationRecorder(
                recorder -> recorder.name(NAME).roleARN(ROLE).recordingGroup(group)));
        config.putDeliveryChannel(
                request -> request.deliveryChannel(channel -> channel.name(NAME).s3BucketName("records")));
        config.startConfigurationRecorder(request -> request.configurationRecorderName(NAME));
    }

    /** Stops the recorder. */
    protected void stop() {
        config.stopConfigurationRecorder(request -> request.configurationRecorderName(NAME));
    }

    /** Removes the recorder, if there is one. */
    protected void remove() {
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
    void aRecorderOfAllTypesSaysSo() {
        record(group -> group.allSupported(true));

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
        record(group -> group.resourceTypes(ResourceType.AWS_DYNAMO_DB_TABLE, ResourceType.AWS_S3_BUCKET));

        ConfigurationRecorder recorder = recorder();

        assertThat(recorder.recordingGroup().allSupported()).isFalse();
        assertThat(recorder.recordingGroup().resourceTypes())
                .containsExactlyInAnyOrder(ResourceType.AWS_DYNAMO_DB_TABLE, ResourceType.AWS_S3_BUCKET);
        assertThat(strategy(recorder)).isEqualTo(RecordingStrategyType.INCLUSION_BY_RESOURCE_TYPES);
    }

    @Test
    void aRecorderOfAllTypesButSomeShowsThose() {
        record(RecorderContract::exceptTables);

        ConfigurationRecorder recorder = recorder();

        assertThat(recorder.recordingGroup().allSupported()).isFalse();
        assertThat(recorder.recordingGroup().resourceTypes()).isEmpty();
        assertThat(recorder.recordingGroup().exclusionByResourceTypes().resourceTypes())
                .containsExactly(ResourceType.AWS_DYNAMO_DB_TABLE);
        assertThat(strategy(recorder)).isEqualTo(RecordingStrategyType.EXCLUSION_BY_RESOURCE_TYPES);
    }

    @Test
    void aRecorderThatRunsSaysSo() {
        record(group -> group.allSupported(true));

        assertThat(status().recording()).isTrue();
        assertThat(status().lastStatusAsString()).isIn("PENDING", "SUCCESS");
        assertThat(status().lastStartTime()).isNotNull();
    }

    @Test
    void aRecorderThatIsStoppedSaysSo() {
        record(group -> group.allSupported(true));

        stop();

        assertThat(status().recording()).isFalse();
        assertThat(status().lastStopTime()).isNotNull();
    }

    @Test
    void namesThatAreNotThereAreRefused() {
        record(group -> group.allSupported(true));
        List<Runnable> calls = List.of(
                () -> config.describeConfigurationRecorders(request -> request.configurationRecorderNames("other")),
                () -> config.describeConfigurationRecorderStatus(
                        request -> request.configurationRecorderNames(NAME, "other")));

        for (Runnable call : calls) {
            assertThatExceptionOfType(NoSuchConfigurationRecorderException.class)
                    .isThrownBy(call::run);
        }
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
