package io.pitrguard.wiring;

import io.pitrguard.aws.AwsTableSettings;
import io.pitrguard.aws.DynamoDbRestoreStore;
import io.pitrguard.aws.DynamoDbTableRestores;
import io.pitrguard.aws.IamRestorePermissions;
import io.pitrguard.aws.SfnRestoreExecutions;
import io.pitrguard.domain.restore.RestoreSource;
import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.settings.Settings;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.RestoreExecutions;
import io.pitrguard.port.RestorePermissions;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.TableSettings;
import io.pitrguard.port.Time;
import io.pitrguard.restore.RestoreEngine;
import io.pitrguard.restore.SourceSettings;
import io.pitrguard.settings.SettingsCopy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.pipes.PipesClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Builds what restores tables, and keeps restores. Each client is created on first use, one for each region. */
public final class RestoreWiring {
    private RestoreWiring() {}

    /** Builds the store of a deployment; one that knows nothing where it has no ledger. */
    public static RestoreStore store(AwsClients clients, io.pitrguard.config.Settings.LedgerSettings ledger) {
        return ledger.table()
                .<RestoreStore>map(table -> new DynamoDbRestoreStore(clients.dynamoDb(), table))
                .orElse(RestoreStore.NONE);
    }

    /** Builds what carries restores on. */
    public static RestoreEngine engine(AwsClients clients, io.pitrguard.config.Settings settings, RestoreStore store, Time machine) {
        Time time = clients.time(machine);
        TableSettings tables = tableSettings(clients);
        return new RestoreEngine(
                store,
                tableRestores(clients),
                new RestoreEngine.SettingsSteps(new SettingsCopy(tables, time), sourceSettings(tables)),
                settings.policy().recovery(),
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
        Supplier<IamClient> iam = new Lazy<>(() -> clients.client(IamClient.builder()));
        return new IamRestorePermissions(iam);
    }

    /** Builds what starts and resumes the executions of a deployment. */
    public static RestoreExecutions executions(AwsClients clients, AccountRegion where) {
        Supplier<SfnClient> sfn = new Lazy<>(() -> clients.client(SfnClient.builder()));
        return new SfnRestoreExecutions(sfn, where);
    }

    /** Builds what reads and writes settings, in every region. */
    public static TableSettings tableSettings(AwsClients clients) {
        Function<String, AwsClients> regions = regions(clients);
        return new RegionalSettings(each(region -> {
            AwsClients there = regions.apply(region);
            return new AwsTableSettings(there.dynamoDb(), there.pacedDynamoDb(), List.of());
        }));
    }

    /** Returns how the settings of a restore's source are found. */
    static SourceSettings sourceSettings(TableSettings tables) {
        return plan -> switch (plan.request().source()) {
            case RestoreSource.Live(TableRef table) ->
                new KnownSettings(table, tables.read(table, Set.copyOf(Settings.ALL)));
            case RestoreSource.Deleted(TableRef table) -> new KnownSettings(table, Map.of());
        };
    }

    private static Function<String, AwsClients> regions(AwsClients clients) {
        return each(region -> region.equals(clients.region().id()) ? clients : clients.in(Region.of(region), Optional.empty()));
    }

    /** Creates what a region needs once. */
    private static <T> Function<String, T> each(Function<String, T> create) {
        Map<String, T> created = new ConcurrentHashMap<>();
        return region -> created.computeIfAbsent(region, create);
    }
}
