package io.pitrguard.wiring;

import io.pitrguard.aws.AwsRecordedSettings;
import io.pitrguard.aws.AwsTableSettings;
import io.pitrguard.port.TableSettings;
import io.pitrguard.port.Time;
import io.pitrguard.settings.SettingsCopy;
import io.pitrguard.settings.SettingsReader;
import java.util.List;

/** Builds what reads, compares and copies the settings of tables. */
public final class SettingsWiring {
    private SettingsWiring() {}

    /** Returns access to settings of tables in the region of these clients. */
    public static TableSettings settings(AwsClients clients) {
        return new AwsTableSettings(clients.dynamoDb(), clients.pacedDynamoDb(), List.of());
    }

    /** Returns a reader of settings of tables in the region of these clients. */
    public static SettingsReader reader(AwsClients clients) {
        return new SettingsReader(
                settings(clients), new AwsRecordedSettings(clients.dynamoDb(), clients.config()));
    }

    /** Returns what copies settings to tables in the region of these clients. */
    public static SettingsCopy copy(AwsClients clients, Time time) {
        return new SettingsCopy(settings(clients), time);
    }
}
