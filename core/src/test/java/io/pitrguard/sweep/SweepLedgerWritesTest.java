package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.port.ForwardingLedger;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How long a sweep takes to write to the ledger. */
class SweepLedgerWritesTest {
    private static final Policy REMEDIATE = Policies.of(Policies.remediate("*", 35));
    private final SweepFixture world = new SweepFixture();
    private final InMemoryLedger ledger = new InMemoryLedger();

    @Test
    void writesOfASweepWhoseTimeIsOverDoNotTakeLong() throws Exception {
        int tables = 3000;
        for (int i = 0; i < tables; i++) {
            world.tables.create("t-%04d".formatted(i));
        }
        Duration write = Duration.ofMillis(15);
        AtomicInteger sequential = new AtomicInteger();
        Thread main = Thread.currentThread();
        world.ledger = new ForwardingLedger(ledger) {

            @Override
            public Result<Optional<Stored>> write(Stored read, TableRecord record, List<TimelineEntry> entries) {
                if (Thread.currentThread() == main) {
                    sequential.incrementAndGet();
                    world.time.advance(write);
                }
                return ledger.write(read, record, entries);
            }
        };
        Instant deadline = world.time.instant().plus(Duration.ofSeconds(5));
        world.run(Policies.limited(REMEDIATE, 10, "100", "100000"), true, deadline);

        assertThat(Duration.between(deadline, world.time.instant()))
                .as("how long it wrote one by one after the deadline, %d writes".formatted(sequential.get()))
                .isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void sweepThatOnlyReachesItsBudgetDoesNotWriteOneByOne() throws Exception {
        int[] sequential = {0};
        Thread main = Thread.currentThread();
        for (int i = 0; i < 500; i++) {
            world.tables.create("t-%04d".formatted(i));
        }
        world.ledger = new ForwardingLedger(ledger) {

            @Override
            public Result<Optional<Stored>> write(Stored read, TableRecord record, List<TimelineEntry> entries) {
                if (Thread.currentThread() == main) {
                    sequential[0]++;
                }
                return ledger.write(read, record, entries);
            }
        };
        world.fix(Policies.limited(REMEDIATE, 10, "100", "100000"));
        assertThat(sequential[0])
                .as("marks of tables that nothing is done about")
                .isLessThanOrEqualTo(20);
    }
}
