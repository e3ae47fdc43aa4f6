package io.pitrguard.sweep;

import static io.pitrguard.sweep.SweepFixture.count;
import static io.pitrguard.sweep.SweepFixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.TagExemption;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.InMemoryRecordedHints;
import io.pitrguard.port.InMemoryTables.Call;
import io.pitrguard.port.SweepListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps that the user interrupts: read tables keep their verdicts, the others are undetermined, and nothing is lost. */
@Timeout(60)
class InterruptedSweepTest {
    private static final Policy ALL = Policies.of(Policies.remediate("*", 35));

    private static final Map<String, String> EXEMPT = Map.of(
            TagExemption.UNTIL, "2027-01-01", TagExemption.REASON, "load test", TagExemption.OWNER, "performance");

    private final SweepFixture world = new SweepFixture();

    /** Interrupts once that many tables are read, or changed. */
    private static class Interrupter implements SweepListener {
        private final List<Runnable> actions = new ArrayList<>();
        private final int reads;
        private final int changes;
        boolean interrupted;
        private int read;
        private int changed;

        Interrupter(int reads, int changes) {
            this.reads = reads;
            this.changes = changes;
        }

        @Override
        public void read(TableRef table) {
            interruptIf(++read == reads);
        }

        @Override
        public void remediated(TableRef table, Outcome outcome) {
            interruptIf(++changed == changes);
        }

        private void interruptIf(boolean due) {
            if (due) {
                interrupted = true;
                actions.forEach(Runnable::run);
            }
        }

        @Override
        public boolean interrupted() {
            return interrupted;
        }

        @Override
        public void whenInterrupted(Runnable action) {
            actions.add(action);
        }
    }

    private void tables(int count) {
        for (int i = 0; i < count; i++) {
            world.tables.create("table-%03d".formatted(i));
        }
    }

    @Test
    void keepsTheVerdictsOfTheTablesThatWereRead() throws Exception {
        tables(50);
        world.workers = 1;

        SweepResult result = world.fix(ALL, new Interrupter(20, -1));

        assertThat(result.tables()).hasSize(50);
        assertThat(count(result, Verdict.NonCompliant.class)).isEqualTo(20);
        assertThat(count(result, Verdict.Undetermined.class)).isEqualTo(30);
        assertThat(result.complete()).isFalse();
        assertThat(world.tables.count(Call.ENABLE)).as("changes").isZero();
        assertThat(world.tables.count(Call.READ)).as("reads").isEqualTo(20);
    }

    @Test
    void losesNoTableWithManyWorkers() throws Exception {
        tables(300);
        world.tables.pageSize(300);
        world.rate = 10;

        SweepResult result = world.fix(ALL, new Interrupter(100, -1));

        assertThat(result.tables()).hasSize(300);
        assertThat(count(result, Verdict.NonCompliant.class)).isBetween(100L, 116L);
        assertThat(count(result, Verdict.Undetermined.class) + count(result, Verdict.NonCompliant.class))
                .isEqualTo(300);
    }

    /** Whenever it is interrupted, also before a page that shows that reading takes long. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50, 99, 101, 150, 250})
    void losesNoTableWhereverItIsInterrupted(int reads) throws Exception {
        tables(300);
        world.tables.pageSize(60);
        world.rate = 10;
        world.hints = new InMemoryRecordedHints().record("table-200", true, world.time.instant());

        SweepResult result = world.fix(ALL, new Interrupter(reads, -1));

        assertThat(count(result, Verdict.Undetermined.class) + count(result, Verdict.NonCompliant.class))
                .isEqualTo(result.tables().size());
    }

    @Test
    void changesNothingAfterTheChangeInHand() throws Exception {
        tables(5);

        SweepResult result = world.fix(ALL, new Interrupter(-1, 2));

        assertThat(world.tables.count(Call.ENABLE)).isEqualTo(2);
        assertThat(outcome(result, "table-001")).isEqualTo("Fixed");
        assertThat(outcome(result, "table-002")).isEqualTo("Deferred");
        assertThat(SweepFixture.of(result, "table-004").outcome().orElseThrow().message())
                .isEqualTo("The sweep was interrupted before the change. The next sweep tries again.");
        assertThat(result.complete()).isFalse();
    }

    @Test
    void namesTheInterruptionForTagsThatWereNotRead() throws Exception {
        world.tables.create("orders").tags(EXEMPT);

        SweepResult result = world.fix(ALL, new Interrupter(1, -1));

        assertThat(SweepFixture.verdict(result, "orders"))
                .isInstanceOfSatisfying(
                        Verdict.Undetermined.class,
                        open -> assertThat(open.cause().message())
                                .endsWith(
                                        " could not be read. The sweep was interrupted before the table was read again. Run the command again."));
        assertThat(world.tables.calls("orders")).containsExactly("READ");
    }

    @Test
    void namesTheInterruptionForBulkTagsThatItCutOff() {
        world.tables.create("orders").tags(EXEMPT);
        Interrupter interrupter = new Interrupter(-1, -1);
        world.tables.on(Call.BULK_TAGS).run(() -> {
            interrupter.interrupted = true;
            throw new IllegalStateException("aborted");
        });

        TagIndex index = TagIndex.read(world.tables, Until.of(SweepOrder.NO_DEADLINE, interrupter), world.time);

        assertThat(index.failure().orElseThrow().message())
                .isEqualTo("The sweep was interrupted before all tags were read. Run the command again.");
    }

    @Test
    void saysThatTheListingWasInterrupted() throws Exception {
        tables(250);
        world.tables.pageSize(100);
        Interrupter interrupter = new Interrupter(-1, -1) {
            @Override
            public void listed(int tables, boolean done) {
                interrupted = true;
            }
        };

        SweepResult result = world.fix(ALL, interrupter);

        assertThat(result.listingFailure().orElseThrow().message())
                .isEqualTo(
                        "The sweep was interrupted before all tables were listed (100 so far). Run the command again.");
        assertThat(result.tables()).hasSize(100);
        assertThat(world.tables.count(Call.ENABLE)).isZero();
    }
}
