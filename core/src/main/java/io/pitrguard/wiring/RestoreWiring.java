package io.pitrguard.wiring;

import io.pitrguard.aws.AwsRecordedSettings;
import io.pitrguard.aws.DynamoDbRestoreStore;
import io.pitrguard.aws.DynamoDbTableRestores;
import io.pitrguard.aws.IamRestorePermissions;
import io.pitrguard.aws.SfnRestoreExecutions;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.RestoreSource;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.RestoreExecutions;
import io.pitrguard.port.RestorePermissions;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.TableRestores;
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
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.pipes.PipesClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Builds what restores tables, and keeps restores. A restore may go to another region than its source's. */
public final class RestoreWiring {
    private RestoreWiring() {}

    /** Builds the store of a deployment; one that knows nothing where it has no ledger. */
    public static RestoreStore store(AwsClients clients, Settings.LedgerSettings ledger) {
        return ledger.table()
                .<RestoreStore>map(table -> new DynamoDbRestoreStore(clients.dynamoDb(), table))
                .orElse(RestoreStore.NONE);
    }

    /** Builds what carries restores of a deployment on; its ledger may know something of a deleted table. */
    public static RestoreEngine engine(AwsClients clients, Settings settings, RestoreStore store, Time machine) {
        Supplier<Ledger> ledger =
                new Lazy<>(() -> Wiring.ledger(clients, settings.ledger(), Trigger.PERSON, clients.time(machine)));
        return engine(
                clients,
                settings.policy().recovery(),
                store,
                table -> ledger.get().read(table).success().map(Ledger.Stored::record),
                machine);
    }

    /**
     * Builds what carries restores on.
     *
     * @param records what the ledger knows of a table, which may be deleted
     */
    public static RestoreEngine engine(
            AwsClients clients,
            RestorePolicy policy,
            RestoreStore store,
            Function<TableRef, Optional<TableRecord>> records,
            Time machine) {
        Time time = clients.time(machine);
        TableSettings settings = tableSettings(clients);
        return new RestoreEngine(
                store,
                tableRestores(clients),
                new RestoreEngine.SettingsSteps(
                        new SettingsCopy(settings, time), sourceSettings(clients, settings, records)),
                policy,
                time);
    }

    /** Builds what makes and reads tables, in every region. */
    public static TableRestores tableRestores(AwsClients clients) {
        Function<String, AwsClients> regions = regions(clients);
        return new DynamoDbTableRestores(new DynamoDbTableRestores.Clients(
                region -> regions.apply(region).dynamoDb(),
                each(region -> regions.apply(region).pacedDynamoDb()),
                each(region -> regions.apply(region).client(LambdaClient.builder())),
                each(region -> regions.apply(region).client(PipesClient.builder()))));
    }

    /** Builds what checks permissions beforehand. */
    public static RestorePermissions permissions(AwsClients clients) {
        return new IamRestorePermissions(new Lazy<>(() -> clients.client(IamClient.builder())));
    }

    /** Builds what starts and resumes the executions of a deployment. */
    public static RestoreExecutions executions(AwsClients clients, AccountRegion where) {
        return new SfnRestoreExecutions(new Lazy<>(() -> clients.client(SfnClient.builder())), where);
    }

    /** Builds what reads and writes settings, in every region. */
    public static TableSettings tableSettings(AwsClients clients) {
        Function<String, AwsClients> regions = regions(clients);
        return new RegionalSettings(each(region -> SettingsWiring.settings(regions.apply(region))));
    }

    /** Returns how the settings of a restore's source are found; of a deleted one, what others know of them. */
    private static SourceSettings sourceSettings(
            AwsClients clients, TableSettings settings, Function<TableRef, Optional<TableRecord>> records) {
        Supplier<SettingsReader> reader = new Lazy<>(
                () -> new SettingsReader(settings, new AwsRecordedSettings(clients.dynamoDb(), clients.config())));
        return plan -> switch (plan.request().source()) {
            case RestoreSource.Live(TableRef table) -> reader.get().existing(table);
            case RestoreSource.Deleted(TableRef table) ->
                reader.get().deleted(table, backup(plan), records.apply(table));
        };
    }

    private static Optional<String> backup(RestorePlan plan) {
        return switch (plan.from()) {
            case RestorePoint.Backup(TableBackup backup) -> Optional.of(backup.arn());
            case RestorePoint.PointInTime _ -> Optional.empty();
        };
    }

    /** Returns the clients of each region, always the same ones. */
    private static Function<String, AwsClients> regions(AwsClients clients) {
        return each(region ->
                region.equals(clients.region().id()) ? clients : clients.in(Region.of(region), Optional.empty()));
    }

    private static <T> Function<String, T> each(Function<String, T> create) {
        Map<String, T> created = new ConcurrentHashMap<>();
        return region -> created.computeIfAbsent(region, create);
    }
}
