package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.concurrent.Pacer;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.SweepListener;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateReaderTest {
    private static final TableRef ORDERS = InMemoryTables.WHERE.table("orders");

    private final SettableTime time = new SettableTime();
    private final InMemoryTables tables = new InMemoryTables(time);

    @Test
    void readsWithOneCall() throws Exception {
        tables.create("orders");
        StateReader reader = reader(1);

        assertThat(read(reader)).isEqualTo(new RecoveryState.Disabled());
        assertThat(reader.count()).isEqualTo(new StateReader.Count(1, 0));
    }

    @Test
    void takesTableThatIsGoneAtItsWord() throws Exception {
        StateReader reader = reader(1);

        assertThat(read(reader)).isEqualTo(new RecoveryState.TableGone());
        assertThat(reader.count().calls()).isEqualTo(1);
    }

    @Test
    void triesThrottledReadAgainManyTimesAndCounts() throws Exception {
        tables.create("orders");
        tables.on(InMemoryTables.Call.READ).times(99).fail(Cause.Kind.THROTTLED);
        StateReader reader = reader(1);

        assertThat(read(reader)).isEqualTo(new RecoveryState.Disabled());
        assertThat(reader.count()).isEqualTo(new StateReader.Count(100, 99));
    }

    @Test
    void givesUpReadThatStaysThrottled() throws Exception {
        tables.create("orders");
        tables.on(InMemoryTables.Call.READ).fail(Cause.Kind.THROTTLED);
        StateReader reader = reader(1);

        assertUnreadable(read(reader), Cause.Kind.THROTTLED);
        assertThat(reader.count()).isEqualTo(new StateReader.Count(100, 100));
    }

    @Test
    void triesBrokenReadAgainAFewTimes() throws Exception {
        tables.create("orders");
        tables.on(InMemoryTables.Call.READ).times(3).fail(Cause.Kind.BROKEN);
        StateReader reader = reader(1);

        assertThat(read(reader)).isEqualTo(new RecoveryState.Disabled());
        assertThat(reader.count()).isEqualTo(new StateReader.Count(4, 0));
    }

    @Test
    void givesUpReadThatStaysBroken() throws Exception {
        tables.create("orders");
        tables.on(InMemoryTables.Call.READ).fail(Cause.Kind.BROKEN);
        StateReader reader = reader(1);

        assertUnreadable(read(reader), Cause.Kind.BROKEN);
        assertThat(reader.count()).isEqualTo(new StateReader.Count(4, 0));
    }

    @Test
    void doesNotHoldThrottlingAgainstReadThatBreaksToo() throws Exception {
        tables.create("orders");
        tables.on(InMemoryTables.Call.READ).times(50).fail(Cause.Kind.THROTTLED);
        tables.on(InMemoryTables.Call.READ).skip(50).times(3).fail(Cause.Kind.BROKEN);

        assertThat(read(reader(1))).isEqualTo(new RecoveryState.Disabled());
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "NOT_YET", "REFUSED"})
    void doesNotTryAgainWhatWouldNotHelp(Cause.Kind kind) throws Exception {
        tables.create("orders");
        tables.on(InMemoryTables.Call.READ).fail(kind);
        StateReader reader = reader(1);

        assertUnreadable(read(reader), kind);
        assertThat(reader.count()).isEqualTo(new StateReader.Count(1, 0));
    }

    @Test
    void pausesShortlyAndWithJitter() throws Exception {
        tables.create("orders");
        tables.on(InMemoryTables.Call.READ).times(99).fail(Cause.Kind.THROTTLED);
        Set<Duration> pauses = new HashSet<>();
        for (int i = 0; i < 99; i++) {
            var before = time.instant();
            StateReader.Try again =
                    reader(i).tryOnce(ORDERS, Attempts.NONE, SweepOrder.NO_DEADLINE, SweepListener.SILENT);
            pauses.add(Duration.between(before, ((StateReader.Try.Again) again).notBefore()));
        }

        assertThat(pauses)
                .hasSizeGreaterThan(20)
                .allMatch(pause ->
                        pause.compareTo(Duration.ofMillis(50)) >= 0 && pause.compareTo(Duration.ofMillis(200)) < 0);
    }

    @Test
    void makesNoCallAtTheDeadline() throws Exception {
        tables.create("orders");
        StateReader reader = reader(1);

        assertUnreadable(reader.read(ORDERS, time.instant(), SweepListener.SILENT), Cause.Kind.OUT_OF_TIME);
        assertThat(reader.count()).isEqualTo(new StateReader.Count(0, 0));
    }

    @Test
    void stopsTryingAtTheDeadline() throws Exception {
        tables.create("orders");
        tables.on(InMemoryTables.Call.READ).fail(Cause.Kind.THROTTLED);
        var deadline = time.instant().plusSeconds(1);
        StateReader reader = reader(1);

        assertThat(reader.read(ORDERS, deadline, SweepListener.SILENT)).isInstanceOf(RecoveryState.Unreadable.class);
        assertThat(reader.count().calls()).isBetween(5L, 20L);
        assertThat(time.instant()).isBefore(deadline.plusMillis(200));
    }

    @Test
    void tellsListenerOfEachThrottledCall() throws Exception {
        tables.create("orders");
        tables.on(InMemoryTables.Call.READ).times(3).fail(Cause.Kind.THROTTLED);
        tables.on(InMemoryTables.Call.READ).skip(3).times(2).fail(Cause.Kind.BROKEN);
        AtomicInteger throttled = new AtomicInteger();

        reader(1).read(ORDERS, SweepOrder.NO_DEADLINE, new SweepListener() {
            @Override
            public void throttled() {
                throttled.incrementAndGet();
            }
        });

        assertThat(throttled).hasValue(3);
    }

    @Test
    void countsWhatCameSinceAnEarlierCount() {
        assertThat(new StateReader.Count(10, 4).minus(new StateReader.Count(7, 1)))
                .isEqualTo(new StateReader.Count(3, 3));
    }

    private StateReader reader(long seed) {
        return new StateReader(tables, new Pacer(Double.POSITIVE_INFINITY, time), time, new Random(seed));
    }

    private static RecoveryState read(StateReader reader) throws InterruptedException {
        return reader.read(ORDERS, SweepOrder.NO_DEADLINE, SweepListener.SILENT);
    }

    private static void assertUnreadable(RecoveryState state, Cause.Kind kind) {
        assertThat(state)
                .isInstanceOfSatisfying(
                        RecoveryState.Unreadable.class,
                        unreadable -> assertThat(unreadable.cause().kind()).isEqualTo(kind));
    }
}
