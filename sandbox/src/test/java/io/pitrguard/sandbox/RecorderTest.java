package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.ConfigurationRecorderStatus;
import software.amazon.awssdk.services.config.model.RecordingFrequency;
import software.amazon.awssdk.services.config.model.RecordingMode;
import software.amazon.awssdk.services.config.model.RecordingScope;
import software.amazon.awssdk.services.config.model.ResourceType;

/** The configuration recorder where moto says less than AWS, and the tests' own grip on it. */
class RecorderTest extends ConfigFixture {

    @Test
    void aSandboxBeginsWithARunningRecorderOfAllTypes() {
        ConfigurationRecorder recorder = recorder();

        assertThat(recorder.name()).isEqualTo("default");
        assertThat(recorder.arn())
                .startsWith("arn:aws:config:eu-west-1:123456789012:configuration-recorder/default/")
                .isEqualTo(sandbox.config().recorder().arn());
        assertThat(recorder.recordingGroup().allSupported()).isTrue();
        assertThat(recorder.recordingMode().recordingFrequency()).isEqualTo(RecordingFrequency.CONTINUOUS);
        assertThat(recorder.recordingScope()).isEqualTo(RecordingScope.PAID);
        assertThat(status().recording()).isTrue();
        assertThat(status().lastStatusAsString()).isEqualTo("SUCCESS");
        assertThat(status().lastStartTime()).isEqualTo(NOW);
        assertThat(status().arn()).isEqualTo(recorder.arn());
    }

    @Test
    void aTestSaysWhatIsRecorded() {
        sandbox.config().recorder().records(TABLE, "AWS::S3::Bucket");
        assertThat(recorder().recordingGroup().resourceTypesAsStrings()).containsExactly(TABLE, "AWS::S3::Bucket");

        sandbox.config().recorder().excludes(TABLE);
        assertThat(recorder().recordingGroup().exclusionByResourceTypes().resourceTypesAsStrings())
                .containsExactly(TABLE);

        sandbox.config().recorder().recordsAll().daily();
        assertThat(recorder().recordingGroup().allSupported()).isTrue();
        assertThat(recorder().recordingMode().recordingFrequency()).isEqualTo(RecordingFrequency.DAILY);

        sandbox.config().recorder().dailyOf(TABLE);
        RecordingMode mode = recorder().recordingMode();
        assertThat(mode.recordingFrequency()).isEqualTo(RecordingFrequency.CONTINUOUS);
        assertThat(mode.recordingModeOverrides()).singleElement().satisfies(override -> {
            assertThat(override.resourceTypes()).containsExactly(ResourceType.AWS_DYNAMO_DB_TABLE);
            assertThat(override.recordingFrequency()).isEqualTo(RecordingFrequency.DAILY);
        });
    }

    @Test
    void aTestStopsTheRecorderOrLetsItFail() {
        SandboxRecorder recorder = sandbox.config().recorder();
        clock.advance(Duration.ofHours(1));

        recorder.failing("AccessDenied", "no access to the bucket");
        assertThat(status().recording()).isTrue();
        assertThat(status().lastStatusAsString()).isEqualTo("FAILURE");
        assertThat(status().lastErrorCode()).isEqualTo("AccessDenied");
        assertThat(status().lastErrorMessage()).isEqualTo("no access to the bucket");
        assertThat(status().lastStatusChangeTime()).isEqualTo(clock.instant());

        recorder.succeeding().stop();
        assertThat(recorder.recording()).isFalse();
        assertThat(status().recording()).isFalse();
        assertThat(status().lastStopTime()).isEqualTo(clock.instant());
        assertThat(status().lastStatusAsString()).isEqualTo("SUCCESS");
        assertThat(status().lastErrorCode()).isNull();
    }

    @Test
    void aStartedRecorderIsPendingAtFirst() {
        sandbox.config().recorder().stop().start();

        assertThat(status().lastStatusAsString()).isEqualTo("PENDING");
        clock.advance(Duration.ofMinutes(1));
        assertThat(status().lastStatusAsString()).isEqualTo("SUCCESS");
        assertThat(status().lastStartTime()).isEqualTo(NOW);
    }

    @Test
    void aRecorderThatWasTakenAwayIsGoneForAll() {
        sandbox.config().recorder(false);

        assertThat(config.describeConfigurationRecorders().configurationRecorders())
                .isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> sandbox.config().recorder().stop());
        assertThatIllegalStateException()
                .isThrownBy(() -> sandbox.config().recorder().name());
    }

    @Test
    void findsARecorderByItsArnAndNoneOfAService() {
        String arn = sandbox.config().recorder().arn();

        assertThat(config.describeConfigurationRecorders(request -> request.arn(arn))
                        .configurationRecorders())
                .hasSize(1);
        assertRefused(
                () -> config.describeConfigurationRecorders(request -> request.arn(arn + "0")),
                "NoSuchConfigurationRecorderException");
        assertRefused(
                () -> config.describeConfigurationRecorderStatus(
                        request -> request.servicePrincipal("inspector2.amazonaws.com")),
                "NoSuchConfigurationRecorderException");
    }

    @Test
    void faultsHitRecordersInTheWordsOfConfig() {
        String describe = "DescribeConfigurationRecorderStatus";
        sandbox.faults()
                .add(Fault.on(describe, Effect.THROTTLED).times(1))
                .add(Fault.on(describe, Effect.DENIED).times(1))
                .add(Fault.on(describe, Effect.GONE).times(1))
                .add(Fault.on(describe, Effect.EMPTY).times(1));

        for (String code :
                List.of("ThrottlingException", "AccessDeniedException", "NoSuchConfigurationRecorderException")) {
            assertRefused(this::status, code);
        }
        assertThat(config.describeConfigurationRecorderStatus().hasConfigurationRecordersStatus())
                .isFalse();
    }

    private ConfigurationRecorder recorder() {
        return config.describeConfigurationRecorders().configurationRecorders().getFirst();
    }

    private ConfigurationRecorderStatus status() {
        return config.describeConfigurationRecorderStatus()
                .configurationRecordersStatus()
                .getFirst();
    }
}
