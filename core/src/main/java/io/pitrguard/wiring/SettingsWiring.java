package io.pitrguard.wiring;

import io.pitrguard.aws.AlarmCalls;
import io.pitrguard.aws.AwsRecordedSettings;
import io.pitrguard.aws.AwsTableSettings;
import io.pitrguard.aws.EventSourceCalls;
import io.pitrguard.aws.ScalingCalls;
import io.pitrguard.aws.SettingCalls;
import io.pitrguard.port.TableSettings;
import io.pitrguard.port.Time;
import io.pitrguard.settings.SettingsCopy;
import io.pitrguard.settings.SettingsReader;
import java.util.List;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Builds what reads, compares and copies the settings of tables. */
public final class SettingsWiring {
    private SettingsWiring() {}

    /** Returns access to settings of tables in the region of these clients. */
    public static TableSettings settings(AwsClients clients) {
        return new AwsTableSettings(clients.dynamoDb(), clients.pacedDynamoDb(), others(clients));
    }

    /** Writes are made once each: a repeated one could come late, and undo what somebody else wrote meanwhile. */
    private static List<SettingCalls> others(AwsClients clients) {
        return List.of(
                new ScalingCalls(
                        clients.client(ApplicationAutoScalingClient.builder()),
                        clients.singleTryClient(ApplicationAutoScalingClient.builder())),
                new AlarmCalls(
                        clients.client(CloudWatchClient.builder()),
                        clients.singleTryClient(CloudWatchClient.builder())),
                new EventSourceCalls(
                        clients.client(LambdaClient.builder()), clients.singleTryClient(LambdaClient.builder())));
    }

    /** Returns a reader of settings of tables in the region of these clients. */
    public static SettingsReader reader(AwsClients clients) {
        return new SettingsReader(settings(clients), new AwsRecordedSettings(clients.dynamoDb(), clients.config()));
    }

    /** Returns what copies settings to tables in the region of these clients. */
    public static SettingsCopy copy(AwsClients clients, Time time) {
        return new SettingsCopy(settings(clients), time);
    }
}
