package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.concurrent.Pacer;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.SweepListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FleetReaderTest {
    private static final TableRef ORDERS = InMemoryTables.WHERE.table("orders");

    private final SettableTime time = new SettableTime();
    private final InMemoryTables tables = new InMemoryTables(time);

    @Test
    void readsEveryTableWithOneCallAndItsShareOfPages() throws Exception {
        List<String> names = create(250);
        tables.pageSize(100);

        FleetReader.FleetReading reading = readAll(SweepOrder.NO_DEADLINE);

        assertThat(reading.listingFailure()).isEmpty();
        assertThat(names(reading)).containsExactlyElementsOf(names);
        assertThat(reading.snapshots())
                .allMatch(snapshot -> snapshot.facts().details() instanceof Fact.NotRead<TableDetails>)
                .allMatch(snapshot -> snapshot.state() instanceof RecoveryState.Disabled);
        assertThat(tables.count(InMemoryTables.Call.READ)).isEqualTo(250);
        assertThat(tables.count(InMemoryTables.Call.LIST)).isEqualTo(3);
        assertThat(tables.count(InMemoryTables.Call.BULK_TAGS)).isEqualTo(1);
        assertThat(tables.calls()).hasSize(254);
    }

    @Test
    void joinsTagsFromTheBulk() throws Exception {
        tables.create("orders").tags(Map.of("tier", "critical")).bulkTagsLagBehind();
        tables.create("plain");

        FleetReader.FleetReading reading = readAll(SweepOrder.NO_DEADLINE);

        assertThat(reading.snapshots())
                .extracting(snapshot -> snapshot.facts().tags())
                .containsExactly(new Tags.Known(Map.of("tier", "critical")), Tags.NONE);
    }

    @Test
    void tellsHowFarTheListingGot() throws Exception {
        create(250);
        tables.on(InMemoryTables.Call.LIST).skip(2).fail(Cause.Kind.DENIED);

        FleetReader.FleetReading reading = readAll(SweepOrder.NO_DEADLINE);

        assertThat(reading.snapshots()).hasSize(200);
        assertThat(reading.listingFailure()).hasValueSatisfying(cause -> {
            assertThat(cause.kind()).isEqualTo(Cause.Kind.DENIED);
            assertThat(cause.message()).contains("after 200 of them", "LIST failed: DENIED.");
        });
    }

    @Test
    void stopsListingAtTheDeadline() throws Exception {
        create(250);
        tables.on(InMemoryTables.Call.LIST).skip(1).run(() -> time.advance(Duration.ofMinutes(1)));

        FleetReader.FleetReading reading = readAll(time.instant().plusSeconds(30));

        assertThat(reading.snapshots()).hasSize(200);
        assertThat(reading.listingFailure())
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Cause.Kind.OUT_OF_TIME));
    }

    @Test
    void readsTableThatIsListedTwiceOnce() throws Exception {
        tables.create("a");
        tables.create("b");
        tables.pageSize(1);
        tables.on(InMemoryTables.Call.LIST).skip(1).once().run(() -> tables.create("aa"));

        assertThat(names(readAll(SweepOrder.NO_DEADLINE))).containsExactly("a", "aa", "b");
    }

    @Test
    void tellsListenerOfEachPage() throws Exception {
        create(250);
        List<String> pages = new ArrayList<>();

        fleet(16).readAll(order(SweepOrder.NO_DEADLINE), SweepOrder.NO_DEADLINE, new SweepListener() {
            @Override
            public void listed(int listed, boolean done) {
                pages.add(listed + " " + done);
            }
        });

        assertThat(pages).containsExactly("100 false", "200 false", "250 true");
    }

    @Test
    void readsOneTableItselfAndNothingElse() throws Exception {
        tables.create("orders", 7).tags(Map.of("tier", "low")).size(5).deletionProtection(true);
        tables.create("other");

        TableSnapshot snapshot = fleet(1).read(ORDERS, Policy.BUILT_IN, SweepOrder.NO_DEADLINE);

        assertThat(snapshot.facts())
                .isEqualTo(new TableFacts(
                        ORDERS,
                        new Tags.Known(Map.of("tier", "low")),
                        new Fact.Known<>(new TableDetails(TableStatus.ACTIVE, 5, true))));
        assertThat(snapshot.state()).isInstanceOf(RecoveryState.Enabled.class);
        assertThat(snapshot.at()).isEqualTo(time.instant());
        assertThat(tables.calls()).containsExactly("TAGS_OF orders", "DESCRIBE orders", "READ orders");
    }

    @Test
    void makesNoCallForSnapshotAtTheDeadline() throws Exception {
        tables.create("orders");

        TableSnapshot snapshot = fleet(1).read(ORDERS, Policy.BUILT_IN, time.instant());

        assertThat(snapshot.state()).isInstanceOf(RecoveryState.Unreadable.class);
        assertThat(snapshot.facts().details()).isInstanceOf(Fact.Unreadable.class);
        assertThat(tables.calls()).isEmpty();
        assertThat(snapshot.facts().tags()).isInstanceOf(Tags.Unreadable.class);
    }

    @Test
    void describesNothingAtTheDeadline() {
        tables.create("orders");

        assertThat(fleet(1).describe(ORDERS, time.instant()))
                .isInstanceOfSatisfying(
                        Fact.Unreadable.class,
                        unreadable -> assertThat(unreadable.cause().kind()).isEqualTo(Cause.Kind.OUT_OF_TIME));
        assertThat(tables.calls()).isEmpty();
    }

    /** A worker that dies must not leave the others waiting for what it had in hand. */
    @Test
    void failsAndDoesNotHangWhenWorkerDies() {
        create(20);
        tables.on(InMemoryTables.Call.READ, "table-003").run(() -> {
            throw new StackOverflowError("as deep as it gets");
        });

        // It depends on which worker dies: several rounds leave nothing to luck.
        for (int round = 0; round < 20; round++) {
            assertThatThrownBy(() -> readAll(SweepOrder.NO_DEADLINE)).hasStackTraceContaining("as deep as it gets");
        }
    }

    private List<String> create(int count) {
        List<String> names =
                IntStream.range(0, count).mapToObj("table-%03d"::formatted).toList();
        names.forEach(tables::create);
        return names;
    }

    private FleetReader.FleetReading readAll(Instant deadline) throws InterruptedException {
        return fleet(16).readAll(order(deadline), deadline, SweepListener.SILENT);
    }

    static SweepOrder order(Instant deadline) {
        return new SweepOrder("a-sweep", InMemoryTables.WHERE, Policy.BUILT_IN, false, deadline);
    }

    private FleetReader fleet(int workers) {
        Pacer pacer = new Pacer(Double.POSITIVE_INFINITY, time);
        return new FleetReader(
                new FleetReader.Ports(tables, tables),
                new StateReader(tables, pacer, time, new Random(1)),
                time,
                workers,
                new Pacer(Double.POSITIVE_INFINITY, time));
    }

    private static List<String> names(FleetReader.FleetReading reading) {
        return reading.snapshots().stream()
                .map(snapshot -> snapshot.facts().table().name())
                .toList();
    }
}
