package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.concurrent.Pacer;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.InMemoryRecordedHints;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.Page;
import io.pitrguard.port.RecordedHints;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.SweepListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** In which order tables are read that are listed before anything is known of them. */
class HintReaderTest {
    private final SettableTime time = new SettableTime();
    private final InMemoryTables tables = new InMemoryTables(time);
    private final InMemoryRecordedHints config = new InMemoryRecordedHints();
    private final ReadingOrder order = new ReadingOrder(Policy.BUILT_IN, time.instant());
    private BooleanSupplier takesLong = () -> true;
    private final ReadingQueue queue = new ReadingQueue(
            new StateReader(tables, new Pacer(Double.POSITIVE_INFINITY, time), time, new Random(1)),
            time,
            SweepOrder.NO_DEADLINE,
            SweepListener.SILENT,
            order);

    @Test
    void readsFirstWhatConfigRecordedAsOffAndThenWhatItRecordedAsChanged() throws Exception {
        Instant now = time.instant();
        config.record("b-off-long-ago", true, now.minus(Duration.ofDays(40)))
                .record("c-changed", false, now.minus(Duration.ofHours(20)))
                .record("d-changed-long-ago", false, now.minus(Duration.ofHours(25)))
                .record("e-off", true, now.minus(Duration.ofMinutes(5)))
                .record("not-listed", true, now);
        list("a", "b-off-long-ago", "c-changed", "d-changed-long-ago", "e-off");

        assertThat(reader(Map.of()).askConfig(config)).isTrue();

        assertThat(read()).containsExactly("e-off", "b-off-long-ago", "c-changed", "a", "d-changed-long-ago");
    }

    @Test
    void readsFirstWhatTheLedgerLeavesOpen() throws Exception {
        TableRef settled = InMemoryTables.WHERE.table("a");
        list("a", "b-never-seen");

        reader(Map.of(settled, ReadingOrderTest.compliant(settled))).askLedger();

        assertThat(read()).containsExactly("b-never-seen", "a");
    }

    @Test
    void asksNoFurtherAfterAFailure() throws Exception {
        for (Cause.Kind kind : Cause.Kind.values()) {
            InMemoryRecordedHints failing = new InMemoryRecordedHints().fail(kind);

            assertThat(reader(Map.of()).askConfig(failing)).isFalse();
            assertThat(failing.calls()).containsExactly("off");
        }
        assertThat(reader(Map.of()).askConfig(broken())).isFalse();
        list("a", "b");

        assertThat(read()).containsExactly("a", "b");
    }

    /** A call that is under way when Lambda freezes the function would be answered by the clock of another hour. */
    @Test
    void asksNothingOnceTheRestIsReadSoon() {
        AtomicInteger times = new AtomicInteger(1);
        takesLong = () -> times.getAndDecrement() > 0;

        assertThat(reader(Map.of()).askConfig(config)).isTrue();

        assertThat(config.calls()).containsExactly("off");
    }

    @Test
    void endsWherePagesDoNot() {
        AtomicInteger pages = new AtomicInteger();
        RecordedHints endless = new RecordedHints() {
            @Override
            public Result<Page<List<String>>> off(Optional<String> token) {
                return new Result.Success<>(new Page<>(List.of("a"), Optional.of("page " + pages.incrementAndGet())));
            }

            @Override
            public Result<Page<List<String>>> changed(Instant since, Optional<String> token) {
                return off(token);
            }
        };

        assertThat(reader(Map.of()).askConfig(endless)).isTrue();
        assertThat(pages).hasValue(40);
    }

    private static RecordedHints broken() {
        return new RecordedHints() {
            @Override
            public Result<Page<List<String>>> off(Optional<String> token) {
                throw new IllegalStateException("a defect");
            }

            @Override
            public Result<Page<List<String>>> changed(Instant since, Optional<String> token) {
                throw new IllegalStateException("a defect");
            }
        };
    }

    private HintReader reader(Map<TableRef, TableRecord> known) {
        ReadAhead ahead = new ReadAhead() {
            @Override
            public Map<TableRef, TableRecord> records() {
                return known;
            }

            @Override
            public TableSnapshot complete(TableSnapshot read) {
                return read;
            }
        };
        return new HintReader(() -> RecordedHints.NONE, ahead, order, queue, takesLong);
    }

    private void list(String... names) {
        for (String name : names) {
            tables.create(name);
            queue.add(InMemoryTables.WHERE.table(name));
        }
    }

    private List<String> read() throws InterruptedException {
        queue.close();
        queue.work((_, _) -> {});
        return tables.calls().stream()
                .map(call -> call.substring("READ ".length()))
                .toList();
    }
}
