package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.InMemoryRecordedHints;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.Page;
import io.pitrguard.port.RecordedHints;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sweep takes hints as an order, never as a verdict, and loses no time to them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SweepHintsTest {
    private static final int TABLES = 300;
    private static final int WORKERS = 4;

    private final SweepFixture sweeps = new SweepFixture();
    private final InMemoryRecordedHints recorded = new InMemoryRecordedHints();

    SweepHintsTest() {
        sweeps.rate = 10;
        sweeps.workers = WORKERS;
        sweeps.tables.pageSize(1000);
        for (int i = 0; i < TABLES; i++) {
            sweeps.tables.create("table-%03d".formatted(i), 35);
        }
    }

    @Test
    void readsTableFirstThatConfigRecordedAsOff() throws Exception {
        sweeps.tables.create("table-250");
        recorded.record("table-250", true, sweeps.time.instant());
        CountDownLatch taken = new CountDownLatch(1);
        sweeps.hints = new Delegate(recorded) {
            @Override
            public Result<Page<List<String>>> changed(Instant since, Optional<String> token) {
                taken.countDown();
                return super.changed(since, token);
            }
        };
        sweeps.tables.on(InMemoryTables.Call.READ).once().run(() -> await(taken));

        SweepResult result = sweeps.read(Policy.BUILT_IN);

        assertThat(sweeps.tables.calls().stream()
                        .filter(call -> call.startsWith("READ"))
                        .toList()
                        .indexOf("READ table-250"))
                // Each worker may overtake the one that took it, once.
                .isBetween(0, 2 * WORKERS);
        assertThat(SweepFixture.verdict(result, "table-250")).isInstanceOf(Verdict.NonCompliant.class);
        assertThat(SweepFixture.count(result, Verdict.Compliant.class)).isEqualTo(TABLES - 1);
    }

    /** Config recorded every table as off, and is wrong about each. */
    @Test
    void believesNoHint() throws Exception {
        for (int i = 0; i < TABLES; i++) {
            recorded.record("table-%03d".formatted(i), true, sweeps.time.instant());
        }
        sweeps.hints = recorded;

        assertThat(SweepFixture.count(sweeps.read(Policy.BUILT_IN), Verdict.Compliant.class))
                .isEqualTo(TABLES);
    }

    @ParameterizedTest
    @EnumSource
    void doesWithoutHintsThatFail(Cause.Kind kind) throws Exception {
        SweepResult without = sweeps.read(Policy.BUILT_IN);
        Duration undisturbed = Duration.between(without.startedAt(), without.finishedAt());
        sweeps.hints = recorded.fail(kind);

        SweepResult result = sweeps.read(Policy.BUILT_IN);

        assertThat(SweepFixture.count(result, Verdict.Compliant.class)).isEqualTo(TABLES);
        assertThat(Duration.between(result.startedAt(), result.finishedAt())).isEqualTo(undisturbed);
        assertThat(result.complete()).isTrue();
        assertThat(result.ledgerFailure()).isEmpty();
    }

    @Test
    void waitsForNoHint() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        sweeps.hints = new Delegate(recorded) {
            @Override
            public Result<Page<List<String>>> off(Optional<String> token) {
                asked.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
                return super.off(token);
            }
        };

        sweeps.tables.on(InMemoryTables.Call.READ).once().run(() -> await(asked));

        SweepResult result = sweeps.read(Policy.BUILT_IN);

        assertThat(SweepFixture.count(result, Verdict.Compliant.class)).isEqualTo(TABLES);
        await(interrupted);
    }

    @Test
    void asksForNoHintsWhereAllIsReadInTenSeconds() throws Exception {
        sweeps.hints = recorded;
        InMemoryLedger ledger = new InMemoryLedger();
        sweeps.ledger = ledger;
        sweeps.rate = TABLES / 10.0 + 1;

        sweeps.read(Policy.BUILT_IN);
        assertThat(recorded.calls()).isEmpty();

        sweeps.rate = Double.POSITIVE_INFINITY;
        sweeps.read(Policy.BUILT_IN);
        assertThat(recorded.calls()).isEmpty();
    }

    /** The order is no part of the result: an outage of the ledger is told once, as without hints. */
    @Test
    void readsInTheOrderOfTheLedgerAndDoesWithoutIt() throws Exception {
        InMemoryLedger ledger = new InMemoryLedger();
        sweeps.ledger = ledger;
        sweeps.read(Policy.BUILT_IN);
        ledger.fail(new Cause(Cause.Kind.THROTTLED, "AWS throttled it."));

        SweepResult result = sweeps.read(Policy.BUILT_IN);

        assertThat(SweepFixture.count(result, Verdict.Compliant.class)).isEqualTo(TABLES);
        assertThat(result.ledgerFailure()).isPresent();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static class Delegate implements RecordedHints {
        private final RecordedHints hints;

        Delegate(RecordedHints hints) {
            this.hints = hints;
        }

        @Override
        public Result<Page<List<String>>> off(Optional<String> token) {
            return hints.off(token);
        }

        @Override
        public Result<Page<List<String>>> changed(Instant since, Optional<String> token) {
            return hints.changed(since, token);
        }
    }
}
