package io.pitrguard.sweep;

import static io.pitrguard.sweep.SweepFixture.outcome;
import static io.pitrguard.sweep.SweepFixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.DeletionProtectionCheck;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.port.InMemoryTables.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SweepTest {
    private static final Policy CRITICAL = Policies.of(Policies.remediateTagged("tier=critical", 35));

    private final SweepFixture world = new SweepFixture();

    @Test
    void judgesNothingWhereThereIsNothing() throws Exception {
        SweepResult result = world.read(Policy.BUILT_IN);

        assertThat(result.tables()).isEmpty();
        assertThat(result.complete()).isTrue();
    }

    @Test
    void judgesCompliantTablesWithOneCallEach() throws Exception {
        IntStream.range(0, 300).forEach(i -> world.tables.create("table-%03d".formatted(i), 35));

        SweepResult result = world.read(Policies.of(Policies.require("*", Policies.days(7), Action.ALERT)));

        assertThat(SweepFixture.count(result, Verdict.Compliant.class)).isEqualTo(300);
        assertThat(result.reads()).isEqualTo(new StateReader.Count(300, 0));
        assertThat(world.tables.count(Call.DESCRIBE)).isZero();
        assertThat(world.tables.calls()).hasSizeLessThanOrEqualTo(309);
    }

    @Test
    void describesOnlyTablesWhoseVerdictOrRemediationNeedsIt() throws Exception {
        world.tables.create("fine", 35);
        world.tables.create("off").size(5L << 30);

        SweepResult result = world.read(Policy.BUILT_IN);

        assertThat(world.tables.calls("fine")).containsExactly("READ");
        assertThat(world.tables.calls("off")).containsExactly("READ", "DESCRIBE");
        assertThat(SweepFixture.of(result, "off").cost()).isInstanceOf(MonthlyCost.Usd.class);
    }

    @Test
    void plansOnlyWhenItMayNotFix() throws Exception {
        world.tables.create("orders").tags(Map.of("tier", "critical"));
        world.tables.create("plain");
        world.tables.create("fine", 35);

        SweepResult result = world.read(CRITICAL);

        assertThat(outcome(result, "orders")).isEqualTo("Planned");
        assertThat(SweepFixture.of(result, "orders").outcome())
                .hasValueSatisfying(planned -> assertThat(planned.message())
                        .contains("Nothing is changed here", "enable point-in-time recovery with a period of 35 days"));
        assertThat(SweepFixture.of(result, "plain").outcome())
                .hasValueSatisfying(planned -> assertThat(planned.message()).contains("Alert only. To fix: "));
        assertThat(outcome(result, "fine")).isEqualTo("none");
        assertThat(world.tables.count(Call.ENABLE)).isZero();
    }

    /** Whoever reads a plan must see what the same sweep would leave to a person. */
    @Test
    void plansWhatTheLimitsWouldStop() throws Exception {
        world.tables.create("a-second");
        world.tables.create("b-first");
        world.tables.create("c-costly").size(200L << 30);
        Policy policy = Policies.limited(
                Policies.of(
                        Policies.remediate("c-*", 35), Policies.remediate("b-*", 35), Policies.remediate("a-*", 35)),
                1,
                "100",
                "1000");

        SweepResult plan = world.read(policy);

        assertThat(outcome(plan, "b-first")).isEqualTo("Planned");
        assertThat(SweepFixture.of(plan, "a-second").outcome())
                .hasValueSatisfying(outcome -> assertThat(outcome)
                        .isInstanceOf(Outcome.OverBudget.class)
                        .extracting(Outcome::message)
                        .asString()
                        .contains(
                                "Nothing is changed here",
                                "enable point-in-time recovery",
                                "limits.maxChangesPerSweep"));
        assertThat(SweepFixture.of(plan, "c-costly").outcome())
                .hasValueSatisfying(
                        outcome -> assertThat(outcome.message()).contains("$200.00", "maxMonthlyCostUsdPerTable"));
        assertThat(world.tables.count(Call.ENABLE)).isZero();
        SweepResult fix = world.fix(policy);
        assertThat(fix.tables())
                .filteredOn(t -> t.outcome().orElseThrow() instanceof Outcome.OverBudget)
                .extracting(t -> t.table().name())
                .containsExactly("a-second", "c-costly");
    }

    /** Reading 10,000 tables takes a function's longest run: what it found must still be corrected. */
    @Test
    void keepsTimeForChangesWhenReadingWouldUseAllOfIt() throws Exception {
        IntStream.range(0, 100).forEach(i -> world.tables.create("table-%03d".formatted(i), 35));
        world.tables.create("a-first").tags(Map.of("tier", "critical"));
        world.rate = 10;
        world.workers = 1;

        SweepResult result = world.run(CRITICAL, true, world.time.instant().plusSeconds(6));

        assertThat(outcome(result, "a-first")).isEqualTo("Fixed");
        assertThat(SweepFixture.count(result, Verdict.Undetermined.class)).isPositive();
        assertThat(result.complete()).isFalse();
    }

    @Test
    void fixesWhatThePolicyLetsItFixAndNothingElse() throws Exception {
        world.tables.create("orders").tags(Map.of("tier", "critical"));
        world.tables.create("payments", 7).tags(Map.of("tier", "critical"));
        world.tables.create("plain");

        SweepResult result = world.fix(CRITICAL);

        assertThat(outcome(result, "orders")).isEqualTo("Fixed");
        assertThat(verdict(result, "orders")).isEqualTo(new Verdict.Compliant());
        assertThat(outcome(result, "payments")).isEqualTo("Fixed");
        assertThat(outcome(result, "plain")).isEqualTo("AlertOnly");
        assertThat(world.tables.days("orders")).hasValue(35);
        assertThat(world.tables.days("payments")).hasValue(35);
        assertThat(world.tables.days("plain")).isEmpty();
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        world.tables.create("orders").tags(Map.of("tier", "critical"));
        world.fix(CRITICAL);
        long changes = world.tables.count(Call.ENABLE);

        SweepResult second = world.fix(CRITICAL);

        assertThat(world.tables.count(Call.ENABLE)).isEqualTo(changes);
        assertThat(outcome(second, "orders")).isEqualTo("none");
    }

    @Test
    void changesNothingWhenListingFailsHalfway() throws Exception {
        IntStream.range(0, 150)
                .forEach(i -> world.tables.create("table-%03d".formatted(i)).tags(Map.of("tier", "critical")));
        world.tables.on(Call.LIST).skip(1).fail(Cause.Kind.DENIED);

        SweepResult result = world.fix(CRITICAL);

        assertThat(result.tables()).hasSize(100);
        assertThat(result.complete()).isFalse();
        assertThat(result.listingFailure())
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains("after 100 of them"));
        assertThat(SweepFixture.of(result, "table-000").outcome())
                .hasValueSatisfying(planned -> assertThat(planned.message()).contains("changes nothing"));
        assertThat(world.tables.count(Call.ENABLE)).isZero();
    }

    @Test
    void leavesUndeterminedWhatTheTimeBudgetDoesNotReach() throws Exception {
        IntStream.range(0, 100).forEach(i -> world.tables.create("table-%03d".formatted(i), 35));
        world.rate = 10;
        world.workers = 1;

        SweepResult result =
                world.run(Policy.BUILT_IN, true, world.time.instant().plusSeconds(6));

        assertThat(SweepFixture.count(result, Verdict.Compliant.class)).isEqualTo(60);
        assertThat(SweepFixture.count(result, Verdict.Undetermined.class)).isEqualTo(40);
        assertThat(result.complete()).isFalse();
        assertThat(result.reads().calls()).isEqualTo(60);
    }

    @Test
    void beginsNoChangeAfterTheDeadline() throws Exception {
        world.tables.create("orders").tags(Map.of("tier", "critical"));
        world.tables.on(Call.DESCRIBE).once().run(() -> world.time.advance(Duration.ofMinutes(1)));

        SweepResult result = world.run(CRITICAL, true, world.time.instant().plusSeconds(30));

        assertThat(outcome(result, "orders")).isEqualTo("Deferred");
        assertThat(verdict(result, "orders")).isInstanceOf(Verdict.NonCompliant.class);
        assertThat(world.tables.count(Call.ENABLE)).isZero();
    }

    /** Thousands of open corrections must not cost thousands of calls once the time is over. */
    @Test
    void asksNothingMoreOfAwsAfterTheDeadline() throws Exception {
        IntStream.range(0, 50)
                .forEach(i -> world.tables.create("table-%03d".formatted(i)).tags(Map.of("tier", "critical")));
        world.tables.on(Call.TAGS_OF).once().run(() -> world.time.advance(Duration.ofMinutes(1)));

        SweepResult result = world.run(CRITICAL, true, world.time.instant().plusSeconds(30));

        assertThat(result.tables()).allMatch(t -> t.outcome().orElseThrow() instanceof Outcome.Deferred);
        assertThat(world.tables.count(Call.TAGS_OF)).isEqualTo(1);
    }

    @Test
    void fixesTablesOfTheFirstRulesFirst() throws Exception {
        world.tables.create("a-least");
        world.tables.create("b-middle");
        world.tables.create("c-most");
        Policy policy = Policies.limited(
                Policies.of(
                        Policies.remediate("c-*", 35), Policies.remediate("b-*", 35), Policies.remediate("a-*", 35)),
                2,
                "100",
                "100");

        SweepResult result = world.fix(policy);

        assertThat(result.tables())
                .extracting(t -> outcome(result, t.table().name()))
                .containsExactly("OverBudget", "Fixed", "Fixed");
        assertThat(world.tables.calls().stream().filter(call -> call.startsWith("ENABLE")))
                .containsExactly("ENABLE c-most 35", "ENABLE b-middle 35");
    }

    @Test
    void takesVanishedTableForNotApplicable() throws Exception {
        world.tables.create("fine", 35);
        world.tables.create("gone");
        world.tables.on(Call.READ, "gone").run(() -> world.tables.delete("gone"));

        SweepResult result = world.fix(CRITICAL);

        assertThat(verdict(result, "gone")).isInstanceOf(Verdict.NotApplicable.class);
        assertThat(verdict(result, "fine")).isEqualTo(new Verdict.Compliant());
    }

    @Test
    void letsOneTableInTroubleTroubleNoOther() throws Exception {
        List<String> troubled = List.of("broken", "closed", "denied", "slow");
        List<String> others =
                IntStream.range(0, 96).mapToObj("ok-%02d"::formatted).toList();
        others.forEach(name -> world.tables.create(name).tags(Map.of("tier", "critical")));
        troubled.forEach(name -> world.tables.create(name).tags(Map.of("tier", "critical")));
        world.tables.on(Call.READ, "broken").fail(Cause.Kind.BROKEN);
        world.tables.on(Call.READ, "denied").fail(Cause.Kind.DENIED);
        world.tables.on(Call.READ, "slow").fail(Cause.Kind.THROTTLED);
        world.tables.on(Call.DESCRIBE, "closed").fail(Cause.Kind.DENIED);

        SweepResult result = world.fix(Policies.limited(CRITICAL, 200, "100", "100"));

        assertThat(others).allMatch(name -> outcome(result, name).equals("Fixed"));
        assertThat(List.of("broken", "denied", "slow"))
                .allMatch(name -> verdict(result, name) instanceof Verdict.Undetermined);
        assertThat(outcome(result, "closed")).isEqualTo("Deferred");
    }

    /** A defect with one description must not lose the others, nor the table itself. */
    @Test
    void survivesUnexpectedFailureOfOneDescription() throws Exception {
        world.tables.create("a");
        world.tables.create("b");
        world.tables.on(Call.DESCRIBE, "a").run(() -> {
            throw new IllegalStateException("a defect");
        });

        SweepResult result = world.read(Policy.BUILT_IN);

        assertThat(verdict(result, "b")).isInstanceOf(Verdict.NonCompliant.class);
        assertThat(SweepFixture.of(result, "a").snapshot().facts().details()).isInstanceOf(Fact.Unreadable.class);
    }

    @Test
    void survivesUnexpectedFailureOfOneRemediation() throws Exception {
        world.tables.create("a").tags(Map.of("tier", "critical"));
        world.tables.create("b").tags(Map.of("tier", "critical"));
        world.tables.on(Call.ENABLE, "a").run(() -> {
            throw new IllegalStateException("a defect");
        });

        SweepResult result = world.fix(CRITICAL);

        assertThat(outcome(result, "a")).isEqualTo("FixFailed");
        assertThat(outcome(result, "b")).isEqualTo("Fixed");
    }

    @Test
    void measuresLagFromWhenTheTableWasRead() throws Exception {
        IntStream.range(0, 50).forEach(i -> world.tables.create("table-%02d".formatted(i), 35));
        world.rate = 0.1;
        // With more, one that waits for its turn moves the clock on between the reads of another and its look at it.
        world.workers = 1;

        SweepResult result =
                world.read(Policies.of(Policies.require("*", Policies.lag(Duration.ofMinutes(6)), Action.ALERT)));

        assertThat(Duration.between(result.startedAt(), result.finishedAt())).isGreaterThan(Duration.ofMinutes(6));
        assertThat(SweepFixture.count(result, Verdict.Compliant.class)).isEqualTo(50);
    }

    @Test
    void keepsViolationsThatItLeavesToPeople() throws Exception {
        world.tables.create("orders");

        SweepResult result = world.fix(Policies.of(Policies.require("orders", Policies.guarded(7), Action.REMEDIATE)));

        assertThat(outcome(result, "orders")).isEqualTo("Fixed");
        assertThat(verdict(result, "orders"))
                .isEqualTo(new Verdict.NonCompliant(List.of(new DeletionProtectionCheck.DeletionProtectionOff())));
        assertThat(world.tables.days("orders")).hasValue(7);
    }
}
