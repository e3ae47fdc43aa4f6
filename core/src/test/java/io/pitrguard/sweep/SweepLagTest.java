package io.pitrguard.sweep;

import static io.pitrguard.sweep.SweepFixture.outcome;
import static io.pitrguard.sweep.SweepFixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.ledger.LastAttempt;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.InMemoryTables.Call;
import io.pitrguard.port.SweepListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads lag behind writes: the first ones after a change show the table as it was before. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SweepLagTest {
    private static final Policy ALL = Policies.of(Policies.remediate("*", 35));
    private static final TableRef ORDERS = InMemoryTables.WHERE.table("orders");
    private static final int FOR_EVER = 1_000_000;

    private final SweepFixture world = new SweepFixture();
    private final InMemoryLedger ledger = new InMemoryLedger();

    @Test
    void readsAgainUntilTheChangeShows() throws Exception {
        world.tables.create("orders").staleReads(3);

        SweepResult result = world.fix(ALL);

        assertThat(outcome(result, "orders")).isEqualTo("Fixed");
        assertThat(verdict(result, "orders")).isEqualTo(new Verdict.Compliant());
        assertThat(world.tables.count(Call.ENABLE)).isEqualTo(1);
        assertThat(world.time.elapsed()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void readsAgainUntilTheLongerPeriodShows() throws Exception {
        world.tables.create("orders", 7).staleReads(2);

        assertThat(outcome(world.fix(ALL), "orders")).isEqualTo("Fixed");
        assertThat(world.tables.days("orders")).hasValue(35);
    }

    @Test
    void readsAgainWhereAStatusIsNotKnownYet() throws Exception {
        world.tables.create("orders").staleReads(1);
        world.tables.on(Call.READ).skip(2).times(12).fail(Cause.Kind.BROKEN);

        assertThat(outcome(world.fix(ALL), "orders")).isEqualTo("Fixed");
    }

    @Test
    void doesNotCallAChangeFailedThatIsNotConfirmedYet() throws Exception {
        world.tables.create("orders").staleReads(FOR_EVER);

        SweepResult result = world.fix(ALL);

        assertThat(outcome(result, "orders")).isEqualTo("Unconfirmed");
        assertThat(verdict(result, "orders")).isInstanceOf(Verdict.NonCompliant.class);
        assertThat(world.tables.count(Call.ENABLE)).isEqualTo(1);
        assertThat(world.time.elapsed()).isBetween(Duration.ofSeconds(26), Duration.ofSeconds(30));
    }

    @Test
    void readsWhatAwsAnsweredWithAFailureAndDoesNotWriteAgain() throws Exception {
        world.tables.create("orders").staleReads(2);
        world.tables.on(Call.ENABLE).loseAnswer();

        assertThat(outcome(world.fix(ALL), "orders")).isEqualTo("Fixed");
        assertThat(world.tables.count(Call.ENABLE)).isEqualTo(1);
    }

    @Test
    void letsManyTablesWaitTogetherAtThePaceOfTheReads() throws Exception {
        world.rate = 10;
        for (int i = 0; i < 50; i++) {
            world.tables.create("table-%02d".formatted(i)).staleReads(3);
        }

        SweepResult result = world.fix(Policies.limited(ALL, 50, "100", "100"));

        assertThat(result.tables())
                .allSatisfy(table -> assertThat(table.fixed()).isTrue());
        // 50 × (once in the sweep, once before the change, four times after it) at 10 a second, and the pauses.
        assertThat(world.time.elapsed()).isLessThan(Duration.ofSeconds(30 + 6 + 1));
    }

    @Test
    void endsAtTheDeadlineAndLeavesTheRestToALaterRun() throws Exception {
        world.tables.create("orders").staleReads(FOR_EVER);

        SweepResult result = world.run(ALL, true, world.time.instant().plusSeconds(9));

        assertThat(outcome(result, "orders")).isEqualTo("Unconfirmed");
        assertThat(world.time.elapsed()).isLessThanOrEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void keepsThePlaceInTheBudgetOfAChangeThatMayComeAbout() throws Exception {
        world.tables.create("a").staleReads(FOR_EVER);
        world.tables.create("b");

        SweepResult result = world.fix(Policies.limited(ALL, 1, "100", "100"));

        assertThat(outcome(result, "a")).isEqualTo("Unconfirmed");
        assertThat(outcome(result, "b")).isEqualTo("OverBudget");
    }

    @Test
    void recordsNothingThatOnlyAStaleReadShows() throws Exception {
        world.ledger = ledger;
        world.tables.create("orders").staleReads(FOR_EVER);

        world.notify(world.fix(ALL));

        assertThat(record().lastAttempt())
                .hasValueSatisfying(attempt -> assertThat(attempt.ending()).isEqualTo(LastAttempt.Ending.UNCONFIRMED));
        assertThat(record().lastObservation())
                .hasValueSatisfying(last -> assertThat(last.at())
                        .as("the read before the change")
                        .isEqualTo(world.time.instant().minus(world.time.elapsed())));
        assertThat(kinds()).containsExactly(TimelineEntry.Kind.OPENED);
        assertThat(record().flapping().disables()).isEmpty();
    }

    @Test
    void tellsOfAChangeThatShowsToALaterRun() throws Exception {
        world.ledger = ledger;
        var orders = world.tables.create("orders").staleReads(FOR_EVER);
        world.notify(world.fix(ALL));
        world.time.advance(Duration.ofMinutes(1));
        orders.caughtUp();

        SweepResult later = world.fix(ALL);
        world.notify(later);

        assertThat(outcome(later, "orders")).isEqualTo("Fixed");
        assertThat(SweepFixture.of(later, "orders").enabled()).isTrue();
        assertThat(SweepFixture.of(later, "orders").notification().again())
                .as("it is not told as repeated")
                .isNotEqualTo(SweepFixture.of(later, "orders").notification());
        assertThat(kinds())
                .containsExactly(TimelineEntry.Kind.OPENED, TimelineEntry.Kind.REMEDIATED, TimelineEntry.Kind.RESOLVED);
        assertThat(record().lastAttempt()).isEmpty();
        assertThat(world.fix(ALL).tables())
                .allSatisfy(table -> assertThat(table.outcome()).isEmpty());
    }

    @Test
    void callsAChangeFailedThatALaterRunDoesNotSeeEither() throws Exception {
        world.ledger = ledger;
        world.tables.create("orders").acceptsAndIgnores();
        world.fix(ALL);
        world.time.advance(Duration.ofMinutes(1));
        SweepResult soon = world.fix(ALL);
        world.time.advance(Duration.ofMinutes(5));

        SweepResult later = world.fix(ALL);

        assertThat(outcome(soon, "orders")).isEqualTo("Unconfirmed");
        assertThat(outcome(later, "orders")).isEqualTo("FixFailed");
        assertThat(record().flapping().disables()).as("nobody disabled it").isEmpty();
    }

    private TableRecord record() {
        return ledger.read(ORDERS).success().orElseThrow().record();
    }

    private List<TimelineEntry.Kind> kinds() {
        return ledger.timeline(ORDERS, 100).success().orElseThrow().stream()
                .map(TimelineEntry::kind)
                .toList();
    }

    /** A defect while one change is confirmed must not lose what was done to the others. */
    @Test
    void survivesADefectWhileAChangeIsConfirmed() throws Exception {
        world.ledger = ledger;
        world.tables.create("a").staleReads(2);
        world.tables.create("b");
        world.tables.on(Call.READ, "a").skip(3).once().run(() -> {
            throw new IllegalStateException("a defect");
        });

        SweepResult result = world.fix(ALL);

        assertThat(outcome(result, "a")).isEqualTo("Fixed");
        assertThat(outcome(result, "b")).isEqualTo("Fixed");
    }

    /** The same for a table that is no longer listed. */
    @Test
    void survivesADefectWhileAFormerTableIsRead() throws Exception {
        world.ledger = ledger;
        world.tables.create("a", 35);
        world.tables.create("b", 35);
        world.read(ALL);
        world.tables.delete("a");
        world.tables.on(Call.TAGS_OF, "a").run(() -> {
            throw new IllegalStateException("a defect");
        });

        SweepResult result = world.fix(ALL, SweepListener.SILENT);

        assertThat(verdict(result, "b")).isEqualTo(new Verdict.Compliant());
    }
}
