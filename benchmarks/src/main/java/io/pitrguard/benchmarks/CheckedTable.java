package io.pitrguard.benchmarks;

import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.traffic.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * How long the checks of a drill read a restored table, without a limit of the policy, beside a bare client that only counts
 * the same items: the emulator's own bound. Both are measured from their first answer to their last.
 */
final class CheckedTable implements Benchmark {
    private static final double BOUND = 1.25;
    private static final int ITEMS = 1_000_000;
    private static final String TABLE = "items";
    private static final String LEDGER = "pitr-guard-ledger";
    private static final String RESTORED = "pitr-guard-drill-";
    private static final String BARE = "bare scan";
    private static final Set<String> READS = Set.of("Scan", "BatchGetItem");
    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final String POLICY = """
            version: 1
            drills: { readsPerSecond: 100000 }
            rules:
              - { name: all, drill: { every: 30d } }
            """;

    @Override
    public String id() {
        return "drill";
    }

    @Override
    public List<Row> measure(Bench bench) throws InterruptedException {
        int items = bench.options().size(ITEMS, 2_000);
        try (Sandbox sandbox = bench.unlimited()) {
            createLedger(sandbox);
            Duration filling = fill(sandbox, items);
            List<Duration> bare = new ArrayList<>();
            // The first one warms the emulator up.
            bareScan(bench, sandbox, items);
            bare.add(bareScan(bench, sandbox, items));
            Duration ours = drill(bench, sandbox, items, filling);
            bare.add(bareScan(bench, sandbox, items));
            return List.of(row(items, new Samples(List.of(ours)), new Samples(bare)));
        }
    }

    private Row row(int items, Samples ours, Samples bare) {
        double ratio = ours.ratioTo(bare);
        return Row.ratio(
                id(),
                "checks of a drill of %,d items, in the emulator".formatted(items),
                ratio,
                "%s (%s to %s)"
                        .formatted(
                                Samples.ratio(ratio), Samples.seconds(ours.median()), Samples.seconds(bare.median())),
                BARE,
                BOUND,
                Map.of("oursMillis", ours.millis(), "bareMillis", bare.millis()));
    }

    private static Duration fill(Sandbox sandbox, int items) {
        Instant began = Instant.now();
        SandboxTable table = sandbox.tables().create(TABLE).put(IntStream.range(0, items).mapToObj(CheckedTable::item));
        table.enabled(35, sandbox.clock().instant().minus(Duration.ofDays(1))).latestLag(Duration.ZERO);
        return Duration.between(began, Instant.now());
    }

    private static String item(int number) {
        return "{\"pk\": {\"S\": \"%08d\"}, \"total\": {\"N\": \"%d\"}, \"note\": {\"S\": \"a small item\"}}"
                .formatted(number, number);
    }

    private static Duration bareScan(Bench bench, Sandbox sandbox, int items) throws InterruptedException {
        Instant began = sandbox.clock().instant();
        bench.bareScan(sandbox, TABLE).exitedWith(0).require("/items", items);
        return span(sandbox, began, TABLE::equals);
    }

    /** The restore must last until the emulator has filled the table, which it would else do at the first read. */
    private static Duration drill(Bench bench, Sandbox sandbox, int items, Duration filling)
            throws InterruptedException {
        sandbox.restores().take(filling.multipliedBy(2).plus(SETTLING)).deletionsTake(Duration.ZERO);
        Path policy = write(bench.scratch().resolve("drill.yaml"));
        Instant began = sandbox.clock().instant();
        CompletableFuture<Instant> filled = CompletableFuture.supplyAsync(() -> fillRestored(sandbox));
        Finished finished = bench.pitrGuard(
                        sandbox, "drill", TABLE, "--policy", policy.toString(), "--output", "json")
                .exitedWith(0);
        MeasurementFailedException.require(
                finished.stdout().contains("\"" + items + " items\""), "not all items were counted: " + finished);
        Predicate<String> restored = name -> name.startsWith(RESTORED);
        Instant first = reads(sandbox, began, restored).getFirst().at();
        MeasurementFailedException.require(
                filled.join().isBefore(first), "the emulator had not filled the restored table: " + finished);
        return span(sandbox, began, restored);
    }

    private static Instant fillRestored(Sandbox sandbox) {
        try {
            while (sandbox.tables().names().stream().noneMatch(name -> name.startsWith(RESTORED))) {
                Thread.sleep(200);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        String restored = sandbox.tables().names().stream()
                .filter(name -> name.startsWith(RESTORED))
                .findFirst()
                .orElseThrow();
        // Another write of the same item.
        sandbox.tables().get(restored).put(Stream.of(item(0)));
        return sandbox.clock().instant();
    }

    private static Duration span(Sandbox sandbox, Instant began, Predicate<String> table) {
        List<Call> reads = reads(sandbox, began, table);
        return Duration.between(reads.getFirst().at(), reads.getLast().at());
    }

    private static List<Call> reads(Sandbox sandbox, Instant began, Predicate<String> table) {
        List<Call> reads = sandbox.calls().all().stream()
                .filter(call -> !call.at().isBefore(began) && READS.contains(call.operation()))
                .filter(call -> call.table() != null && table.test(call.table()))
                .toList();
        MeasurementFailedException.require(reads.size() > 1, "nothing was read in more than one page");
        return reads;
    }

    private static void createLedger(Sandbox sandbox) {
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(URI.create(sandbox.endpoint().toString()))
                .region(Region.of(sandbox.region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            client.createTable(b -> b.tableName(LEDGER)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(attribute("pk"), attribute("sk"))
                    .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
        }
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static Path write(Path file) {
        try {
            return Files.writeString(file, POLICY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
