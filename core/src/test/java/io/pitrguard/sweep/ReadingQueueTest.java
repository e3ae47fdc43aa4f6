package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.concurrent.Pacer;
import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.SweepListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadingQueueTest {
    private final SettableTime time = new SettableTime();
    private final InMemoryTables tables = new InMemoryTables(time);
    private final Queue<TableRef> processed = new ConcurrentLinkedQueue<>();
    private final ReadingOrder places = new ReadingOrder(Policy.BUILT_IN, time.instant());

    @Test
    void endsAtOnceWhenNothingIsPutIn() throws Exception {
        assertThat(work(queue(SweepOrder.NO_DEADLINE), 4, List.of())).isEmpty();
    }

    /** Random failures on random tables: whatever happens to a read, its table comes out, and once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void givesBackEveryTableThatIsPutIn(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> names =
                IntStream.range(0, 400).mapToObj("table-%03d"::formatted).toList();
        for (String name : names) {
            tables.create(name);
            Cause.Kind kind = Cause.Kind.values()[random.nextInt(Cause.Kind.values().length)];
            tables.on(InMemoryTables.Call.READ, name)
                    .times(random.nextInt(1, 7))
                    .fail(kind);
            if (random.nextInt(10) == 0) {
                tables.delete(name);
            }
        }

        Map<TableRef, StateReading> readings = work(queue(SweepOrder.NO_DEADLINE), 16, names);

        assertThat(readings.keySet()).containsExactlyInAnyOrderElementsOf(refs(names));
        assertThat(processed).containsExactlyInAnyOrderElementsOf(refs(names));
    }

    @Test
    void putsReadThatIsTriedAgainBehindTheOthers() throws Exception {
        List<String> names = List.of("a", "b", "c");
        names.forEach(tables::create);
        tables.on(InMemoryTables.Call.READ, "a").once().fail(Cause.Kind.THROTTLED);
        tables.on(InMemoryTables.Call.READ, "b").once().fail(Cause.Kind.BROKEN);

        work(queue(SweepOrder.NO_DEADLINE), 1, names);

        assertThat(tables.calls().subList(0, 3)).containsExactly("READ a", "READ b", "READ c");
        assertThat(tables.calls().subList(3, 5)).containsExactlyInAnyOrder("READ a", "READ b");
    }

    @Test
    void survivesUnexpectedFailureOfOneRead() throws Exception {
        List<String> names = List.of("a", "b", "c");
        names.forEach(tables::create);
        tables.on(InMemoryTables.Call.READ, "b").run(() -> {
            throw new IllegalStateException("a defect");
        });

        Map<TableRef, StateReading> readings = work(queue(SweepOrder.NO_DEADLINE), 2, names);

        assertThat(readings).hasSize(3);
        assertThat(readings.get(ref("a")).state()).isEqualTo(new RecoveryState.Disabled());
        assertThat(readings.get(ref("c")).state()).isEqualTo(new RecoveryState.Disabled());
        assertThat(readings.get(ref("b")).state())
                .isInstanceOfSatisfying(
                        RecoveryState.Unreadable.class,
                        unreadable -> assertThat(unreadable.cause().message()).contains("a defect"));
    }

    @Test
    void recordsWhenEachTableWasRead() throws Exception {
        tables.create("a");
        tables.create("b");
        Instant start = time.instant();
        ReadingQueue queue = new ReadingQueue(reader(1), time, SweepOrder.NO_DEADLINE, SweepListener.SILENT, places);

        Map<TableRef, StateReading> readings = work(queue, 1, List.of("a", "b"));

        assertThat(readings.get(ref("a")).at()).isEqualTo(start);
        assertThat(readings.get(ref("b")).at()).isEqualTo(start.plusSeconds(1));
    }

    @Test
    void givesUpWhatIsLeftAtTheDeadline() throws Exception {
        List<String> names =
                IntStream.range(0, 20).mapToObj("table-%02d"::formatted).toList();
        names.forEach(tables::create);
        Instant deadline = time.instant().plusSeconds(5);

        Map<TableRef, StateReading> readings =
                work(new ReadingQueue(reader(1), time, deadline, SweepListener.SILENT, places), 4, names);

        assertThat(readings.keySet()).containsExactlyInAnyOrderElementsOf(refs(names));
        assertThat(readings.values().stream().filter(r -> r.state() instanceof RecoveryState.Disabled))
                .hasSize(5);
        assertThat(readings.values().stream()
                        .filter(r -> r.state() instanceof RecoveryState.Unreadable u
                                && u.cause().kind() == Cause.Kind.OUT_OF_TIME))
                .hasSize(15);
    }

    @Test
    void readsTablesThatTheOrderPutsFirst() throws Exception {
        List<String> names = List.of("a", "b", "c", "d");
        names.forEach(tables::create);
        places.recordedChanges(List.of("b"));
        ReadingQueue queue = queue(SweepOrder.NO_DEADLINE);
        names.forEach(name -> queue.add(ref(name)));

        places.recordedOff(List.of("d", "c"));
        queue.reorder(table -> !table.name().equals("a"));
        queue.close();
        queue.work((_, _) -> {});

        assertThat(tables.calls()).containsExactly("READ d", "READ c", "READ b", "READ a");
    }

    @Test
    void putsTableFirstThatIsListedAfterItsHint() throws Exception {
        places.recordedOff(List.of("z"));
        List.of("a", "z").forEach(tables::create);

        work(queue(SweepOrder.NO_DEADLINE), 1, List.of("a", "z"));

        assertThat(tables.calls()).containsExactly("READ z", "READ a");
    }

    /** Somebody who takes the whole quota for a while must not use up the tries of the tables that matter most. */
    @Test
    void triesUrgentTableAFewTimesBeforeTheOthersAndThenBehindThem() throws Exception {
        List<String> names =
                IntStream.range(0, 20).mapToObj("t-%02d"::formatted).toList();
        names.forEach(tables::create);
        places.recordedOff(List.of("t-19"));
        tables.on(InMemoryTables.Call.READ, "t-19").times(6).fail(Cause.Kind.THROTTLED);
        ReadingQueue queue = new ReadingQueue(reader(4), time, SweepOrder.NO_DEADLINE, SweepListener.SILENT, places);

        Map<TableRef, StateReading> readings = work(queue, 1, names);

        assertThat(readings.get(ref("t-19")).state()).isEqualTo(new RecoveryState.Disabled());
        List<Integer> tries = IntStream.range(0, tables.calls().size())
                .filter(i -> tables.calls().get(i).equals("READ t-19"))
                .boxed()
                .toList();
        assertThat(tries).hasSize(7).startsWith(0);
        assertThat(tries.get(3)).isLessThan(8);
        assertThat(tries.get(4)).isEqualTo(names.size() - 1 + 4);
    }

    /** The order changes all the time while several workers read, and reads fail: each table still comes out, and once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void losesNothingWhileTheOrderChanges(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> names =
                IntStream.range(0, 300).mapToObj("table-%03d"::formatted).toList();
        for (String name : names) {
            tables.create(name);
            tables.on(InMemoryTables.Call.READ, name)
                    .times(random.nextInt(0, 5) + 1)
                    .fail(random.nextBoolean() ? Cause.Kind.THROTTLED : Cause.Kind.BROKEN);
        }
        ReadingQueue queue = queue(SweepOrder.NO_DEADLINE);
        try (Workers pool = new Workers(1)) {
            Future<Boolean> changes = pool.start(() -> {
                for (int i = 0; i < 200; i++) {
                    String name = names.get(random.nextInt(names.size()));
                    places.recordedOff(List.of(name));
                    queue.reorder(
                            i % 10 == 0 ? _ -> true : table -> table.name().equals(name));
                }
                return true;
            });

            Map<TableRef, StateReading> readings = work(queue, 8, names);

            assertThat(Workers.await(changes)).isTrue();
            assertThat(readings.keySet()).containsExactlyInAnyOrderElementsOf(refs(names));
            assertThat(processed).containsExactlyInAnyOrderElementsOf(refs(names));
        }
    }

    private ReadingQueue queue(Instant deadline) {
        return new ReadingQueue(
                reader(Double.POSITIVE_INFINITY),
                time,
                deadline,
                new SweepListener() {
                    @Override
                    public void read(TableRef table) {
                        processed.add(table);
                    }
                },
                places);
    }

    private StateReader reader(double rate) {
        return new StateReader(tables, new Pacer(rate, time), time, new Random(1));
    }

    private static Map<TableRef, StateReading> work(ReadingQueue queue, int workers, List<String> names)
            throws Exception {
        if (workers == 1) {
            names.forEach(name -> queue.add(ref(name)));
            queue.close();
            queue.work((_, _) -> {});
            return queue.readings();
        }
        try (Workers pool = new Workers(workers)) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                all.add(pool.start(() -> {
                    queue.work((_, _) -> {});
                    return true;
                }));
            }
            names.forEach(name -> queue.add(ref(name)));
            queue.close();
            for (Future<Boolean> each : all) {
                Workers.await(each);
            }
        }
        return queue.readings();
    }

    private static List<TableRef> refs(List<String> names) {
        return names.stream().map(ReadingQueueTest::ref).toList();
    }

    private static TableRef ref(String name) {
        return InMemoryTables.WHERE.table(name);
    }
}
