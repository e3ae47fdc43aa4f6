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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
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
 * How long the checks of a drill read a restored table, without a limit of the policy: its count beside a bare client that
 * counts the same items, which is the emulator's own bound; then the comparison of a thousand items. All are measured from
 * their first answer to their last.
 */
final class CheckedTable implements Benchmark {
    private static final double BOUND = 1.25;
    private static final int ITEMS = 1_000_000;
    private static final String TABLE = "items";
    private static final String LEDGER = "pitr-guard-ledger";
    private static final String RESTORED = "pitr-guard-drill-";
    private static final String BARE = "bare scan";
    private static final Set<String> READS = Set.of("Scan", "BatchGetItem");
    private static final Duration SETTLING = Duration.ofSeconds(10);
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
        int items = bench.options().size(ITEMS, 60_000);
        try (Sandbox sandbox = bench.unlimited()) {
            createLedger(sandbox);
            Duration filling = fill(sandbox, items);
            List<Duration> bare = new ArrayList<>();
            // The first one warms the emulator up.
            bareScan(bench, sandbox, items);
            bare.add(bareScan(bench, sandbox, items));
            Checks checks = drill(bench, sandbox, items, filling);
            bare.add(bareScan(bench, sandbox, items));
            return rows(items, checks, new Samples(bare));
        }
    }

    /** How long a drill counted, and how long it compared items after that. */
    private record Checks(Duration count, Duration sample) {}

    private List<Row> rows(int items, Checks checks, Samples bare) {
        Samples ours = new Samples(List.of(checks.count()));
        double ratio = ours.ratioTo(bare);
        return List.of(
                Row.ratio(
                        id(),
                        "count of %,d items by a drill".formatted(items),
                        ratio,
                        "%s (%s to %s)"
                                .formatted(
                                        Samples.ratio(ratio),
                                        Samples.seconds(ours.median()),
                                        Samples.seconds(bare.median())),
                        BARE,
                        BOUND,
                        Map.of("oursMillis", ours.millis(), "bareMillis", bare.millis())),
                Row.information(
                        id(),
                        "its comparison of 1,000 of them with the source",
                        Samples.seconds(checks.sample()),
                        Map.of("millis", checks.sample().toMillis())));
    }

    private static Duration fill(Sandbox sandbox, int items) {
        Instant began = Instant.now();
        SandboxTable table =
                sandbox.tables().create(TABLE).put(IntStream.range(0, items).mapToObj(CheckedTable::item));
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
        List<Call> reads = reads(sandbox, began, TABLE::equals);
        return Duration.between(reads.getFirst().at(), reads.getLast().at());
    }

    /** The restore must last until the emulator has filled the table, which it would else do at the first read. */
    private static Checks drill(Bench bench, Sandbox sandbox, int items, Duration filling) throws InterruptedException {
        sandbox.restores().take(filling.multipliedBy(2).plus(SETTLING)).deletionsTake(Duration.ZERO);
        String policy = write(bench.scratch().resolve("drill.yaml")).toString();
        bench.pitrGuard(sandbox, "sweep", "--policy", policy, "--ledger", LEDGER, "--table", TABLE)
                .exitedWith(0);
        Instant began = sandbox.clock().instant();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Optional<Instant>> filled =
                CompletableFuture.supplyAsync(() -> fillRestored(sandbox, over::get));
        Finished finished;
        try {
            finished = bench.pitrGuard(sandbox, "drill", TABLE, "--policy", policy, "--output", "json")
                    .exitedWith(0);
        } finally {
            over.set(true);
        }
        MeasurementFailedException.require(
                finished.stdout().contains("\"" + items + " items\""), "not all items were counted: " + finished);
        Instant counting =
                reads(sandbox, began, CheckedTable::restored).getFirst().at();
        MeasurementFailedException.require(
                filled.join().filter(counting::isAfter).isPresent(),
                "the emulator had not filled the restored table: " + finished);
        return checks(sandbox, counting);
    }

    private static boolean restored(String table) {
        return table.startsWith(RESTORED);
    }

    /** From the first item that is counted, the source is read only when all are. */
    private static Checks checks(Sandbox sandbox, Instant counting) {
        List<Call> reads = reads(sandbox, counting, table -> restored(table) || table.equals(TABLE));
        int sampling = 0;
        while (!TABLE.equals(reads.get(sampling).table())) {
            sampling++;
        }
        MeasurementFailedException.require(sampling > 1, "nothing was counted in more than one page");
        Instant counted = reads.get(sampling - 1).at();
        return new Checks(
                Duration.between(reads.getFirst().at(), counted),
                Duration.between(counted, reads.getLast().at()));
    }

    /** Returns when the restored table was filled; empty if the drill ended without one. */
    private static Optional<Instant> fillRestored(Sandbox sandbox, BooleanSupplier over) {
        Optional<String> restored = restored(sandbox);
        while (restored.isEmpty() && !over.getAsBoolean()) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            restored = restored(sandbox);
        }
        // Another write of the same item.
        restored.ifPresent(table -> sandbox.tables().get(table).put(Stream.of(item(0))));
        return restored.map(_ -> sandbox.clock().instant());
    }

    private static Optional<String> restored(Sandbox sandbox) {
        return sandbox.tables().names().stream().filter(CheckedTable::restored).findFirst();
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
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
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
