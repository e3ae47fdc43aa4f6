package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.RunMarker;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Ledger} does. */
@Domain(AnyTableRecord.class)
@Domain(DomainContext.Global.class)
public abstract class LedgerContract {
    protected static final TableRef ORDERS = InMemoryTables.WHERE.table("orders");

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final AtomicInteger TABLES = new AtomicInteger();

    /** The ledger to test; there is nothing in it. */
    protected abstract Ledger ledger();

    /** From now on every call fails, in a way that is sorted so. */
    protected abstract void fail(Cause.Kind kind);

    /** From now on calls succeed again. */
    protected abstract void recover();

    /** How many random interleavings to try. */
    protected abstract int interleavings();

    @Test
    void hasNothingOfATableThatWasNeverSeen() {
        assertThat(ledger().read(ORDERS)).isEqualTo(new Result.Success<>(Stored.nothing(ORDERS)));
        assertThat(ledger().readAll(ORDERS.where())).isEqualTo(new Result.Success<>(Ledger.Fleet.of(Map.of())));
        assertThat(ledger().timeline(ORDERS, 10)).isEqualTo(new Result.Success<>(List.of()));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void returnsAnyRecordAsWritten(@ForAll TableRecord any) {
        TableRef table = anotherTable();
        TableRecord record = AnyTableRecord.of(table, any);

        assertThat(ledger().write(Stored.nothing(table), record, List.of()))
                .isEqualTo(new Result.Success<>(Optional.of(new Stored(record, 1))));

        assertThat(ledger().read(table)).isEqualTo(new Result.Success<>(new Stored(record, 1)));
        assertThat(all(table.where())).containsEntry(table, new Stored(record, 1));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void givesBackAnyEntries(@ForAll List<TimelineEntry> entries) {
        TableRef table = anotherTable();

        assertThat(ledger().write(Stored.nothing(table), TableRecord.of(table), entries))
                .satisfies(LedgerContract::assertStored);

        assertThat(timeline(table, 100))
                .containsExactlyInAnyOrderElementsOf(new LinkedHashSet<>(entries))
                .isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
    }

    @Test
    void eachWriteMakesTheVersionOneMore() {
        Stored one = write(Stored.nothing(ORDERS), notified(FindingKind.RECOVERY_DISABLED), entry(1));
        Stored two = write(one, notified(FindingKind.HISTORY_LOST), entry(2));

        assertThat(one.version()).isEqualTo(1);
        assertThat(two).isEqualTo(new Stored(notified(FindingKind.HISTORY_LOST), 2));
        assertThat(ledger().read(ORDERS)).isEqualTo(new Result.Success<>(two));
        assertThat(timeline(ORDERS, 10)).containsExactly(entry(1), entry(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3})
    void takesNothingOnAVersionThatIsNotTheStoredOne(long version) {
        Stored stored = write(
                write(Stored.nothing(ORDERS), notified(FindingKind.RECOVERY_DISABLED), entry(1)),
                notified(FindingKind.HISTORY_LOST),
                entry(2));

        assertThat(ledger().write(
                                new Stored(notified(FindingKind.RECOVERY_DISABLED), version),
                                notified(FindingKind.FLAPPING),
                                List.of(entry(3))))
                .isEqualTo(new Result.Success<>(Optional.empty()));

        assertThat(ledger().read(ORDERS)).isEqualTo(new Result.Success<>(stored));
        assertThat(timeline(ORDERS, 10)).containsExactly(entry(1), entry(2));
    }

    @Test
    void takesNothingOnAVersionOfATableThatThereIsNothingOf() {
        assertThat(ledger().write(
                                new Stored(notified(FindingKind.RECOVERY_DISABLED), 1),
                                notified(FindingKind.HISTORY_LOST),
                                List.of(entry(1))))
                .isEqualTo(new Result.Success<>(Optional.empty()));

        assertThat(ledger().read(ORDERS)).isEqualTo(new Result.Success<>(Stored.nothing(ORDERS)));
        assertThat(timeline(ORDERS, 10)).isEmpty();
    }

    @Test
    void storesTheSameEntryOnce() {
        Stored one = write(Stored.nothing(ORDERS), notified(FindingKind.RECOVERY_DISABLED), entry(1), entry(1));
        write(one, notified(FindingKind.RECOVERY_DISABLED), entry(2), entry(1));

        assertThat(timeline(ORDERS, 10)).containsExactly(entry(1), entry(2));
    }

    @Test
    void tellsEntriesApartThatDifferInOneThing() {
        TimelineEntry entry = entry(1);
        TimelineEntry late =
                new TimelineEntry(entry.at(), Kind.LATE, entry.trigger(), entry.text(), entry.actor(), entry.tableId());
        TimelineEntry drift = new TimelineEntry(
                entry.at(), entry.kind(), Trigger.DRIFT, entry.text(), entry.actor(), entry.tableId());
        TimelineEntry other =
                new TimelineEntry(entry.at(), entry.kind(), entry.trigger(), "x", entry.actor(), entry.tableId());
        TimelineEntry known = new TimelineEntry(
                entry.at(), entry.kind(), entry.trigger(), entry.text(), entry.actor(), Optional.of("x"));

        write(Stored.nothing(ORDERS), notified(FindingKind.RECOVERY_DISABLED), entry, late, drift, other, known);

        assertThat(timeline(ORDERS, 10)).containsExactlyInAnyOrder(entry, drift, other, known, late);
    }

    @Test
    void givesTheNewestEntriesOldestFirst() {
        write(Stored.nothing(ORDERS), notified(FindingKind.RECOVERY_DISABLED), entry(2), entry(4), entry(1), entry(3));

        assertThat(timeline(ORDERS, 2)).containsExactly(entry(3), entry(4));
        assertThat(timeline(ORDERS, 0)).isEmpty();
    }

    @Test
    void ordersWhatIsOfOneMomentByItsKind() {
        List<TimelineEntry> entries = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            entries.add(new TimelineEntry(START, kind, Trigger.SWEEP, "It is.", Optional.empty(), Optional.empty()));
        }

        write(
                Stored.nothing(ORDERS),
                notified(FindingKind.RECOVERY_DISABLED),
                entries.reversed().toArray(TimelineEntry[]::new));

        assertThat(timeline(ORDERS, 100)).isEqualTo(entries);
    }

    @Test
    void keepsTablesApart() {
        List<TableRef> tables = List.of(
                ORDERS,
                ORDERS.where().table("orders2"),
                ORDERS.where().table("order"),
                new AccountRegion("aws", ORDERS.where().account(), "eu-west-3").table("orders"),
                new AccountRegion("aws", "210987654321", ORDERS.where().region()).table("orders"),
                new AccountRegion(
                                "aws-cn",
                                ORDERS.where().account(),
                                ORDERS.where().region())
                        .table("orders"));
        for (TableRef table : tables) {
            assertThat(ledger().write(
                                    Stored.nothing(table),
                                    TableRecord.of(table),
                                    List.of(entry(tables.indexOf(table)))))
                    .satisfies(LedgerContract::assertStored);
        }

        for (TableRef table : tables) {
            assertThat(ledger().read(table)).isEqualTo(new Result.Success<>(new Stored(TableRecord.of(table), 1)));
            assertThat(timeline(table, 10)).containsExactly(entry(tables.indexOf(table)));
        }
        assertThat(all(ORDERS.where())).containsOnlyKeys(tables.subList(0, 3));
    }

    @Test
    void returnsAllRecordsHoweverLargeTheyAre() {
        Set<TableRef> tables = new TreeSet<>();
        for (int i = 0; i < 30; i++) {
            TableRef table = ORDERS.where().table("table-" + i);
            tables.add(table);
            ledger().write(
                            Stored.nothing(table),
                            TableRecord.of(table)
                                    .begin(new RunMarker(START, "x".repeat(100_000), RunMarker.Change.NONE, false)),
                            List.of());
        }

        assertThat(all(ORDERS.where())).containsOnlyKeys(tables);
    }

    @ParameterizedTest
    @ValueSource(ints = {98, 99, 100, 198, 199, 250})
    void takesManyEntriesAtOnce(int count) {
        TimelineEntry[] entries =
                IntStream.range(0, count).mapToObj(LedgerContract::entry).toArray(TimelineEntry[]::new);

        write(Stored.nothing(ORDERS), notified(FindingKind.RECOVERY_DISABLED), entries);

        assertThat(timeline(ORDERS, 1000)).containsExactly(entries);
        assertThat(ledger().read(ORDERS))
                .isEqualTo(new Result.Success<>(new Stored(notified(FindingKind.RECOVERY_DISABLED), 1)));
    }

    @Test
    void takesNoneOfManyEntriesOnAVersionThatIsNotTheStoredOne() {
        write(Stored.nothing(ORDERS), notified(FindingKind.RECOVERY_DISABLED));

        for (long version : List.of(0L, 2L)) {
            assertThat(ledger().write(
                                    new Stored(notified(FindingKind.RECOVERY_DISABLED), version),
                                    notified(FindingKind.HISTORY_LOST),
                                    IntStream.range(0, 250)
                                            .mapToObj(LedgerContract::entry)
                                            .toList()))
                    .isEqualTo(new Result.Success<>(Optional.empty()));
        }

        assertThat(timeline(ORDERS, 1000)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "BROKEN", "DENIED", "REFUSED"})
    void tellsWhyItFailsAndGoesOnAfterwards(Cause.Kind kind) {
        Stored stored = write(Stored.nothing(ORDERS), notified(FindingKind.RECOVERY_DISABLED), entry(1));

        fail(kind);

        assertFailed(kind, ledger().read(ORDERS));
        assertFailed(kind, ledger().readAll(ORDERS.where()));
        assertFailed(kind, ledger().timeline(ORDERS, 10));
        assertThat(ledger().write(stored, notified(FindingKind.HISTORY_LOST), List.of(entry(2))))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().kind()).isEqualTo(kind));

        recover();

        assertThat(ledger().read(ORDERS)).isEqualTo(new Result.Success<>(stored));
        assertThat(timeline(ORDERS, 10)).containsExactly(entry(1));
    }

    @Test
    void losesNothingOfWhatTwentyWritersWriteAtOnce() throws InterruptedException, ExecutionException {
        Set<Loss> expected = ConcurrentHashMap.newKeySet();
        try (ExecutorService pool = Executors.newFixedThreadPool(20)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 20; writer++) {
                int from = writer * 5;
                writers.add(pool.submit(() -> IntStream.range(from, from + 5).forEach(i -> {
                    Loss loss = new Loss(START.plusSeconds(i), START.plusSeconds(i + 1), START);
                    expected.add(loss);
                    add(loss, entry(i));
                })));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }

        Stored stored = ledger().read(ORDERS).success().orElseThrow();
        assertThat(stored.version()).isEqualTo(100);
        assertThat(stored.record().lossesRecorded()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(timeline(ORDERS, 1000))
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(LedgerContract::entry).toList());
    }

    @Test
    void endsAsTheSerialOrderHoweverWritersInterleave() {
        for (int seed = 0; seed < interleavings(); seed++) {
            new Interleaving(ledger(), anotherTable(), seed).run();
        }
    }

    private void add(Loss loss, TimelineEntry entry) {
        Result<Optional<Stored>> written = new Result.Success<>(Optional.empty());
        while (written.equals(new Result.Success<>(Optional.empty()))) {
            Stored stored = ledger().read(ORDERS).success().orElseThrow();
            written = ledger().write(stored, with(stored.record(), loss), List.of(entry));
        }
        assertStored(written);
    }

    private static TableRecord with(TableRecord record, Loss loss) {
        List<Loss> losses = new ArrayList<>(record.lossesRecorded());
        losses.add(loss);
        return new TableRecord(
                record.table(),
                record.identity(),
                record.lastObservation(),
                record.lastUnreadable(),
                record.history(),
                losses,
                record.lossesAcknowledgedUntil(),
                record.notified(),
                record.flapping(),
                record.historyCuts(),
                record.runMarkers(),
                record.lastAttempt(),
                record.unnotified());
    }

    private static void assertStored(Result<Optional<Stored>> written) {
        assertThat(written.success().orElseThrow()).isPresent();
    }

    private Stored write(Stored read, TableRecord record, TimelineEntry... entries) {
        return ledger().write(read, record, List.of(entries))
                .success()
                .orElseThrow()
                .orElseThrow();
    }

    private List<TimelineEntry> timeline(TableRef table, int newest) {
        return ledger().timeline(table, newest).success().orElseThrow();
    }

    private Map<TableRef, Stored> all(AccountRegion where) {
        return ledger().readAll(where).success().orElseThrow().records();
    }

    private static void assertFailed(Cause.Kind kind, Result<?> answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().kind()).isEqualTo(kind));
    }

    private static TableRecord notified(FindingKind kind) {
        return TableRecord.of(ORDERS).notified(new NotifiedState<>(new TreeSet<>(Set.of(kind)), Optional.of(START)));
    }

    private static TimelineEntry entry(int second) {
        return new TimelineEntry(
                START.plusSeconds(second),
                Kind.OPENED,
                Trigger.SWEEP,
                "It is off.",
                Optional.empty(),
                Optional.empty());
    }

    private static TableRef anotherTable() {
        return InMemoryTables.WHERE.table("table-" + TABLES.incrementAndGet());
    }
}
