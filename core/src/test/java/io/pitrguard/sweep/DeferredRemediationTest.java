package io.pitrguard.sweep;

import static io.pitrguard.sweep.SweepFixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.InMemoryTables.Call;
import io.pitrguard.port.SweepListener;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** New tables whose backups AWS is still enabling: tried again within the sweep, then by the next one. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeferredRemediationTest {
    private static final Policy ALL = Policies.of(Policies.remediate("*", 35));

    private final SweepFixture world = new SweepFixture();

    @Test
    void fixesTableThatGetsReadyWithinTheRounds() throws Exception {
        world.tables.create("new").notReadyUntil(world.time.instant().plusSeconds(25));
        world.tables.create("old");

        SweepResult result = world.fix(ALL);

        assertThat(outcome(result, "new")).isEqualTo("Fixed");
        assertThat(outcome(result, "old")).isEqualTo("Fixed");
        assertThat(world.time.elapsed()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void leavesTableThatDoesNotGetReadyToTheNextSweep() throws Exception {
        world.tables.create("new").notReadyUntil(world.time.instant().plusSeconds(600));

        SweepResult first = world.fix(ALL);
        world.time.advance(Duration.ofMinutes(10));
        SweepResult second = world.fix(ALL);

        assertThat(outcome(first, "new")).isEqualTo("Deferred");
        assertThat(SweepFixture.of(first, "new").outcome())
                .hasValueSatisfying(outcome -> assertThat(outcome.message()).contains("next sweep"));
        assertThat(outcome(second, "new")).isEqualTo("Fixed");
        assertThat(world.tables.calls("new").stream().filter(call -> call.startsWith("ENABLE")))
                .hasSize(5);
    }

    @Test
    void doesNotWaitPastTheDeadline() throws Exception {
        world.tables.create("new").notReadyUntil(world.time.instant().plusSeconds(600));

        SweepResult result = world.run(ALL, true, world.time.instant().plusSeconds(15));

        assertThat(outcome(result, "new")).isEqualTo("Deferred");
        assertThat(world.time.elapsed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void readsAgainBeforeEachFurtherTry() throws Exception {
        world.tables.create("new").notReadyUntil(world.time.instant().plusSeconds(600));
        world.tables.on(Call.TAGS_OF, "new").skip(1).run(() -> world.tables.delete("new"));

        SweepResult result = world.fix(ALL);

        assertThat(outcome(result, "new")).isEqualTo("none");
        assertThat(world.tables.count(Call.ENABLE)).isEqualTo(1);
    }

    @Test
    void freesTheChangeBudgetForOthersMeanwhile() throws Exception {
        world.tables.create("a-new").notReadyUntil(world.time.instant().plusSeconds(5));
        world.tables.create("b-old");

        SweepResult result = world.fix(Policies.limited(ALL, 1, "100", "100"));

        assertThat(outcome(result, "b-old")).isEqualTo("Fixed");
        assertThat(outcome(result, "a-new")).isEqualTo("OverBudget");
        assertThat(world.tables.days("a-new")).isEmpty();
    }

    @Test
    void doesNotWaitForThrottledChanges() throws Exception {
        world.tables.create("busy");
        world.tables.on(Call.ENABLE).fail(Cause.Kind.THROTTLED);

        assertThat(outcome(world.fix(ALL), "busy")).isEqualTo("Deferred");
        assertThat(world.time.elapsed()).isZero();
    }

    @Test
    void tellsListenerThatItWaits() throws Exception {
        world.tables.create("new").notReadyUntil(world.time.instant().plusSeconds(5));
        StringBuilder events = new StringBuilder();
        SweepListener listener = new SweepListener() {
            @Override
            public void remediating(int tables) {
                events.append("remediating ").append(tables).append("; ");
            }

            @Override
            public void waiting(int tables) {
                events.append("waiting ").append(tables).append("; ");
            }

            @Override
            public void remediated(TableRef table, Outcome outcome) {
                events.append(outcome.kind()).append("; ");
            }
        };

        world.fix(ALL, listener);

        assertThat(events).hasToString("remediating 1; Deferred; waiting 1; Fixed; ");
    }
}
