package io.pitrguard.wiring;

import io.pitrguard.aws.DynamoDbTableExports;
import io.pitrguard.aws.DynamoDbTableItems;
import io.pitrguard.aws.S3BucketLocks;
import io.pitrguard.port.BucketLocks;
import io.pitrguard.port.TableExports;
import io.pitrguard.port.TableItems;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.regions.Region;

/** Builds what reads and exports items, in every region. */
public final class TableReadWiring {
    private TableReadWiring() {}

    /** Builds what reads items, without retries: whoever reads paces the calls. */
    public static TableItems items(AwsClients clients) {
        Function<String, AwsClients> regions = regions(clients);
        return new DynamoDbTableItems(each(region -> regions.apply(region).pacedDynamoDb()));
    }

    /** Builds what exports tables. */
    public static TableExports exports(AwsClients clients) {
        Function<String, AwsClients> regions = regions(clients);
        return new DynamoDbTableExports(new DynamoDbTableExports.Clients(
                region -> regions.apply(region).dynamoDb(),
                each(region -> regions.apply(region).pacedDynamoDb()),
                each(region -> regions.apply(region).s3())));
    }

    /** Builds what reads whether buckets keep their objects. */
    public static BucketLocks locks(AwsClients clients) {
        return new S3BucketLocks(new Lazy<>(clients::s3));
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
