package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.Time;
import io.pitrguard.restore.RestoreEngine;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxClock;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.RestoreWiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An account in the emulator with tables that have items, on a clock that moves on when a command waits. */
final class RestoreWorld implements AutoCloseable {
    /** When the story begins. */
    static final Instant NINE = Instant.parse("2026-11-30T09:00:00Z");

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Pattern ID = Pattern.compile("restore (\\d{8}-\\d{6}-[a-z0-9-]+), recorded");

    private final SandboxClock clock = SandboxClock.at(NINE);
    private final DemoTime time = new DemoTime(clock);
    private final Cli cli =
            Cli.start(options -> options.withoutLimit().withClock(clock).withStaleReads(0));
    private final Path records;
    private final AwsClients clients = AwsClients.forRegion(Optional.empty(), clock);

    /** Creates one whose commands keep records below this folder. */
    RestoreWorld(Path folder) {
        records = folder.resolve("restores");
    }

    Sandbox sandbox() {
        return cli.sandbox();
    }

    DynamoDbClient dynamoDb() {
        return clients.dynamoDb();
    }

    AwsClients clients() {
        return clients;
    }

    Path records() {
        return records;
    }

    SandboxClock clock() {
        return clock;
    }

    /** Lets time pass. */
    void pass(Duration duration) {
        clock.advance(duration);
    }

    /** Creates a table with recovery, and items 0 to n-1. */
    void table(String name, int items) {
        sandbox().tables().create(name).keys("id").enabled(35);
        // The database starts with the first operation on items, which takes seconds on a busy machine.
        dynamoDb()
                .scan(b -> b.tableName(name)
                        .overrideConfiguration(
                                o -> o.apiCallTimeout(LONGEST_START).apiCallAttemptTimeout(LONGEST_START)));
        IntStream.range(0, items).forEach(i -> put(name, i, "paid"));
    }

    /** Writes an item. */
    void put(String table, int id, String state) {
        dynamoDb()
                .putItem(b -> b.tableName(table)
                        .item(Map.of("id", AttributeValue.fromS("order-" + id), "state", AttributeValue.fromS(state))));
    }

    /** Deletes an item. */
    void delete(String table, int id) {
        dynamoDb().deleteItem(b -> b.tableName(table).key(Map.of("id", AttributeValue.fromS("order-" + id))));
    }

    /** Returns the items of a table as texts. */
    Set<String> items(String table) {
        return items(dynamoDb(), table);
    }

    /** Returns those of a table in another region. */
    Set<String> itemsIn(String region, String table) {
        try (AwsClients there = AwsClients.forRegion(Optional.of(region), clock)) {
            return items(there.dynamoDb(), table);
        }
    }

    private static Set<String> items(DynamoDbClient client, String table) {
        return client.scanPaginator(b -> b.tableName(table)).items().stream()
                .map(item -> item.get("id").s() + " " + item.get("state").s())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Runs a command on this clock; those about restores keep records in the folder. */
    CommandResult run(String... arguments) {
        return CommandTime.on(time, () -> Cli.run(arguments));
    }

    /** Runs a command about restores, whose records are in the folder. */
    CommandResult restores(String... arguments) {
        return run(Stream.concat(Stream.of(arguments), Stream.of("--records", records.toString()))
                .toArray(String[]::new));
    }

    /** Runs a command that follows restores in the ledger, each of which makes a step whenever the command waits. */
    CommandResult whileAdvancing(Supplier<CommandResult> command) {
        return whileAdvancing(RestorePolicy.STANDARD, command);
    }

    /** The same, with the policy of the deployment. */
    CommandResult whileAdvancing(RestorePolicy deployed, Supplier<CommandResult> command) {
        RestoreStore store = ledger();
        RestoreEngine engine = RestoreWiring.engine(clients, deployed, store, _ -> Optional.empty(), time);
        AccountRegion where = LedgerSeed.HERE;
        return whileWaiting(
                () -> store.list(where).success().orElseThrow().records().stream()
                        .map(stored -> stored.record().id())
                        .forEach(id -> engine.advance(where, id)),
                command);
    }

    /** Runs a command while something happens whenever it waits. */
    CommandResult whileWaiting(Runnable happening, Supplier<CommandResult> command) {
        Time waiting = new Time() {
            @Override
            public Instant instant() {
                return time.instant();
            }

            @Override
            public void sleepUntil(Instant moment) {
                happening.run();
                time.sleepUntil(moment);
            }
        };
        return CommandTime.on(waiting, command::get);
    }

    /** Returns the store of restores in the ledger. */
    RestoreStore ledger() {
        return RestoreWiring.store(clients, Settings.ledger(Map.of()).in(DemoAccount.LEDGER));
    }

    /** Returns the id that a command printed when it began. */
    static String id(CommandResult result) {
        Matcher id = ID.matcher(result.err());
        if (!id.find()) {
            throw new AssertionError("no id in " + result.err() + result.out());
        }
        return id.group(1);
    }

    /** Returns the ids of all records in the folder. */
    List<String> ids() {
        if (!Files.isDirectory(records)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(records)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        clients.close();
        cli.close();
    }
}
