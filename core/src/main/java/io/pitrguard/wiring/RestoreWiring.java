package io.pitrguard.wiring;

import io.pitrguard.aws.AwsRecordedSettings;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.RestoreSource;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.TableSettings;
import io.pitrguard.port.Time;
import io.pitrguard.restore.RestoreEngine;
import io.pitrguard.restore.SourceSettings;
import io.pitrguard.settings.SettingsCopy;
import io.pitrguard.settings.SettingsReader;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Builds what restores tables, and keeps restores. Each client is created on first use, one for each region. */
public final class RestoreWiring {
    private RestoreWiring() {}

    /** Builds the store of a deployment; one that knows nothing where it has no ledger. */
    public static RestoreStore store(AwsClients clients, Settings.LedgerSettings ledger) {
        return ledger.table()
                .<RestoreStore>map(table -> RestoreParts.store(clients, table))
                .orElse(RestoreStore.NONE);
    }

    /** Builds what carries restores on. */
    public static RestoreEngine engine(AwsClients clients, Settings settings, RestoreStore store, Time machine) {
        Time time = clients.time(machine);
        TableSettings tables = tableSettings(clients);
        return new RestoreEngine(
                store,
                RestoreParts.tables(clients),
                new RestoreEngine.SettingsSteps(new SettingsCopy(tables, time), sourceSettings(clients, tables)),
                settings.policy().recovery(),
                time);
    }

    /** Builds what reads and writes settings, in every region. */
    public static TableSettings tableSettings(AwsClients clients) {
        Function<String, AwsClients> regions = RestoreParts.byRegion(clients);
        Map<String, TableSettings> built = new ConcurrentHashMap<>();
        return new RegionalSettings(
                region -> built.computeIfAbsent(region, name -> SettingsWiring.settings(regions.apply(name))));
    }

    /** Returns how the settings of a restore's source are found. */
    private static SourceSettings sourceSettings(AwsClients clients, TableSettings tables) {
        SettingsReader reader =
                new SettingsReader(tables, new AwsRecordedSettings(clients.dynamoDb(), clients.config()));
        return plan -> switch (plan.request().source()) {
            case RestoreSource.Live(TableRef table) -> reader.existing(table);
            case RestoreSource.Deleted(TableRef table) -> reader.deleted(table, backup(plan), Optional.empty());
        };
    }

    private static Optional<String> backup(RestorePlan plan) {
        return switch (plan.from()) {
            case RestorePoint.Backup(TableBackup backup) -> Optional.of(backup.arn());
            case RestorePoint.PointInTime _ -> Optional.empty();
        };
    }
}
