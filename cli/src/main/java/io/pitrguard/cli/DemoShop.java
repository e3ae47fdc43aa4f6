package io.pitrguard.cli;

import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxClock;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** The emulated AWS account of the demos of a restore and of a drill: a table of orders, and a ledger. */
final class DemoShop implements AutoCloseable {
    /** The table of orders. */
    static final String TABLE = "orders";

    private static final Instant NINE = Instant.parse("2026-11-30T09:00:00Z");
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final int OLD_ORDERS = 130;
    private static final int NEW_ORDERS = 70;

    private final SandboxClock clock = SandboxClock.at(NINE);
    private final DemoTime time = new DemoTime(clock);
    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.defaults().withClock(clock).withoutLimit());
    private final AwsClients clients;

    /** Opens it at nine o'clock. */
    DemoShop() {
        SandboxAccess.use(sandbox);
        CommandEnvironment.forDemo();
        clients = AwsClients.forRegion(Optional.empty(), clock);
        sandbox.tables().create(DemoAccount.LEDGER).keys("pk", "sk").enabled(35).deletionProtection(true);
        sandbox.tables()
                .create(TABLE)
                .keys("id")
                .enabled(35)
                .tags(Map.of("team", "shop", "tier", "critical"))
                .deletionProtection(true)
                .sizeBytes(25L << 30);
        start();
        clients.dynamoDb()
                .updateTimeToLive(b -> b.tableName(TABLE)
                        .timeToLiveSpecification(
                                ttl -> ttl.attributeName("expires").enabled(true)));
        clients.dynamoDb()
                .updateTable(b -> b.tableName(TABLE)
                        .streamSpecification(
                                s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
        orders("2025", OLD_ORDERS);
        orders("2026", NEW_ORDERS);
    }

    /** The emulator's database starts with the first operation on items, which takes seconds on a busy machine. */
    private void start() {
        clients.dynamoDb()
                .scan(b -> b.tableName(TABLE)
                        .overrideConfiguration(
                                o -> o.apiCallTimeout(LONGEST_START).apiCallAttemptTimeout(LONGEST_START)));
    }

    private void orders(String year, int count) {
        for (int i = 0; i < count; i++) {
            Map<String, AttributeValue> item = Map.of(
                    "id", AttributeValue.fromS("%s-%04d".formatted(year, i)),
                    "state", AttributeValue.fromS(i % 7 == 0 ? "draft" : "paid"),
                    "total", AttributeValue.fromN(Integer.toString(10 + i % 90)),
                    "written", AttributeValue.fromS(NINE.toString()));
            clients.dynamoDb().putItem(b -> b.tableName(TABLE).item(item));
        }
    }

    /** Returns where the emulator is. */
    URI endpoint() {
        return sandbox.endpoint();
    }

    /** Sets the clock. */
    void at(Instant moment) {
        clock.set(moment);
    }

    /** Returns the hour and minute that the clock shows, in UTC. */
    String clock() {
        return clock.instant().toString().substring(11, 16);
    }

    /** Deletes all orders of a year, and returns how many they were. */
    int deleteOrdersOf(String year) {
        List<String> ids = clients.dynamoDb().scanPaginator(b -> b.tableName(TABLE)).items().stream()
                .map(item -> text(item, "id"))
                .filter(id -> id.startsWith(year))
                .toList();
        ids.forEach(id ->
                clients.dynamoDb().deleteItem(b -> b.tableName(TABLE).key(Map.of("id", AttributeValue.fromS(id)))));
        return ids.size();
    }

    /** Sets the size that AWS describes of the table of orders, in bytes. */
    void size(long bytes) {
        sandbox.tables().get(TABLE).sizeBytes(bytes);
    }

    /** Lets restores of the table of orders lose one item in this many. */
    void loseOneItemIn(int number) {
        sandbox.restores().wrong(TABLE).losingOneIn(number);
    }

    /** Returns each item of a table as text. */
    Set<String> items(String table) {
        Set<String> items = new TreeSet<>();
        clients.dynamoDb()
                .scanPaginator(b -> b.tableName(table))
                .items()
                .forEach(item -> items.add(text(item, "id") + " " + text(item, "state") + " " + item.get("total")));
        return items;
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return String.valueOf(item.getOrDefault(name, AttributeValue.fromS("")).s());
    }

    /** Runs a command on the emulator's clock. What it is doing is part of the story, too. */
    void run(PrintWriter out, String... arguments) {
        CommandTime.on(time, () -> Main.run(out, out, arguments));
        out.flush();
    }

    /** Returns what a command prints. */
    String output(String... arguments) {
        StringWriter text = new StringWriter();
        run(new PrintWriter(text), arguments);
        return text.toString();
    }

    @Override
    public void close() {
        clients.close();
        sandbox.close();
    }
}
