package io.pitrguard.wiring;

import io.pitrguard.aws.DynamoDbRestoreStore;
import io.pitrguard.aws.DynamoDbTableRestores;
import io.pitrguard.aws.IamRestorePermissions;
import io.pitrguard.aws.JsonRestoreDocuments;
import io.pitrguard.aws.SfnRestoreExecutions;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.RestoreDocuments;
import io.pitrguard.port.RestoreExecutions;
import io.pitrguard.port.RestorePermissions;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.TableRestores;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.pipes.PipesClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Builds what restores use of AWS. A restore may go to another region than its source's. */
public final class RestoreParts {
    private RestoreParts() {}

    /** Builds the restores of tables in all regions. */
    public static TableRestores tables(AwsClients clients) {
        Function<String, AwsClients> in = byRegion(clients);
        return new DynamoDbTableRestores(new DynamoDbTableRestores.Clients(
                region -> in.apply(region).dynamoDb(),
                cached(region -> in.apply(region).pacedDynamoDb()),
                cached(region -> in.apply(region).client(LambdaClient.builder())),
                cached(region -> in.apply(region).client(PipesClient.builder()))));
    }

    /** Builds the store in the ledger's table of this name. */
    public static RestoreStore store(AwsClients clients, String ledger) {
        return new DynamoDbRestoreStore(clients.dynamoDb(), ledger);
    }

    /** Builds the check of permissions. */
    public static RestorePermissions permissions(AwsClients clients) {
        return new IamRestorePermissions(new Lazy<>(() -> clients.client(IamClient.builder())));
    }

    /** Builds access to the state machine of this account and region. */
    public static RestoreExecutions executions(AwsClients clients, AccountRegion where) {
        return new SfnRestoreExecutions(new Lazy<>(() -> clients.client(SfnClient.builder())), where);
    }

    /** Returns how a restore is kept in a file. */
    public static RestoreDocuments documents() {
        return new JsonRestoreDocuments();
    }

    /** Returns the clients of each region, always the same ones. */
    static Function<String, AwsClients> byRegion(AwsClients clients) {
        return cached(region -> region.equals(clients.region().id())
                ? clients
                : clients.in(Region.of(region), Optional.empty()));
    }

    private static <T> Function<String, T> cached(Function<String, T> build) {
        Map<String, T> built = new ConcurrentHashMap<>();
        return region -> built.computeIfAbsent(region, build);
    }
}
