package io.pitrguard.aws;

import io.pitrguard.domain.selfcheck.Recorder;
import io.pitrguard.port.Result;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.ConfigurationRecorderStatus;
import software.amazon.awssdk.services.config.model.RecordingFrequency;
import software.amazon.awssdk.services.config.model.RecordingGroup;
import software.amazon.awssdk.services.config.model.RecordingMode;
import software.amazon.awssdk.services.config.model.RecordingModeOverride;
import software.amazon.awssdk.services.config.model.RecordingStrategyType;

/**
 * AWS Config's recorders, from {@code DescribeConfigurationRecorders} and {@code DescribeConfigurationRecorderStatus}.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html
 */
public final class ConfigRecorders {
    /** What looking takes of the caller's permissions. */
    public static final Set<String> ACTIONS =
            Set.of("config:DescribeConfigurationRecorderStatus", "config:DescribeConfigurationRecorders");

    private static final String TABLE = "AWS::DynamoDB::Table";
    // AWS's reference writes Failure, its answers FAILURE.
    private static final String FAILURE = "FAILURE";
    private static final String ON = "AWS Config's recorders";

    private final ConfigClient client;

    /** Asks through this client. */
    public ConfigRecorders(ConfigClient client) {
        this.client = client;
    }

    /** Returns all that there are in the region. */
    public Result<List<Recorder>> all() {
        String action = "config:DescribeConfigurationRecorders";
        try {
            List<ConfigurationRecorder> recorders =
                    client.describeConfigurationRecorders().configurationRecorders();
            action = "config:DescribeConfigurationRecorderStatus";
            List<ConfigurationRecorderStatus> statuses =
                    client.describeConfigurationRecorderStatus().configurationRecordersStatus();
            return new Result.Success<>(recorders.stream()
                    .map(recorder -> recorder(
                            recorder,
                            statuses.stream()
                                    .filter(status -> Objects.equals(status.name(), recorder.name()))
                                    .findFirst()))
                    .toList());
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(action, ON, e));
        }
    }

    private static Recorder recorder(ConfigurationRecorder recorder, Optional<ConfigurationRecorderStatus> status) {
        return new Recorder(
                String.valueOf(recorder.name()),
                status.map(ConfigurationRecorderStatus::recording).orElse(false),
                recordsTables(recorder.recordingGroup()),
                isDaily(recorder.recordingMode()),
                status.filter(one -> FAILURE.equalsIgnoreCase(one.lastStatusAsString()))
                        .map(one -> one.lastErrorCode() + ": " + one.lastErrorMessage()));
    }

    /** Without a group everything is recorded. */
    private static boolean recordsTables(@Nullable RecordingGroup group) {
        if (group == null) {
            return true;
        }
        boolean named = group.resourceTypesAsStrings().contains(TABLE);
        RecordingStrategyType strategy = group.recordingStrategy() == null
                ? RecordingStrategyType.UNKNOWN_TO_SDK_VERSION
                : group.recordingStrategy().useOnly();
        return switch (strategy) {
            case ALL_SUPPORTED_RESOURCE_TYPES -> true;
            case INCLUSION_BY_RESOURCE_TYPES -> named;
            case EXCLUSION_BY_RESOURCE_TYPES ->
                group.exclusionByResourceTypes() == null
                        || !group.exclusionByResourceTypes()
                                .resourceTypesAsStrings()
                                .contains(TABLE);
            case UNKNOWN_TO_SDK_VERSION -> Boolean.TRUE.equals(group.allSupported()) || named;
        };
    }

    /**
     * An override names types that are recorded at another frequency.
     * https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingMode.html
     */
    private static boolean isDaily(@Nullable RecordingMode mode) {
        if (mode == null) {
            return false;
        }
        RecordingFrequency frequency = mode.recordingModeOverrides().stream()
                .filter(override -> override.resourceTypesAsStrings().contains(TABLE))
                .map(RecordingModeOverride::recordingFrequency)
                .findFirst()
                .orElse(mode.recordingFrequency());
        return frequency == RecordingFrequency.DAILY;
    }
}
