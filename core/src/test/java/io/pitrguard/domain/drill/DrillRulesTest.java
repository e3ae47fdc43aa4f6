package io.pitrguard.domain.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.DrillRules.Candidate;
import io.pitrguard.domain.drill.DrillRules.Choice;
import io.pitrguard.domain.drill.DrillRules.Taken;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.recovery.Drilled;
import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.port.AnyDrill;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillRulesTest {
    private static final Taken TAKEN = new Taken(0, 0, BigDecimal.ZERO);
    private static final Instant NOW = AnyDrill.AT;
    private static final DrillRequirement MONTHLY = DrillRequirement.every(Duration.ofDays(30));
    private static final CheckResult PASSED = AnyDrill.results().getFirst();
    private static final CheckResult FAILED = AnyDrill.results().get(1);
    private static final CheckResult OPEN = AnyDrill.results().get(2);

    @Test
    void provesOnlyWhatEveryCheckShows() {
        assertThat(DrillRules.verdict(List.of())).isEqualTo(DrillVerdict.NOT_PROVEN);
        assertThat(DrillRules.verdict(List.of(PASSED))).isEqualTo(DrillVerdict.PASSED);
        assertThat(DrillRules.verdict(List.of(PASSED, OPEN))).isEqualTo(DrillVerdict.NOT_PROVEN);
        assertThat(DrillRules.verdict(List.of(PASSED, OPEN, FAILED))).isEqualTo(DrillVerdict.FAILED);
    }

    @Test
    void isOverdueOnceTheProofIsTooOld() {
        Instant created = NOW.minus(Duration.ofDays(100));
        Optional<Drilled> passed = Optional.of(drilled(NOW.minus(Duration.ofDays(30))));

        assertThat(DrillRules.overdue(MONTHLY, passed, created, NOW)).isFalse();
        assertThat(DrillRules.overdue(MONTHLY, passed, created, NOW.plusSeconds(1)))
                .isTrue();
        assertThat(DrillRules.overdue(MONTHLY, Optional.empty(), created, NOW)).isTrue();
        assertThat(DrillRules.overdue(MONTHLY, Optional.empty(), NOW.minus(Duration.ofDays(29)), NOW))
                .isFalse();
    }

    @Test
    void isDueSomewhatEarlier() {
        Instant created = NOW.minus(Duration.ofDays(100));
        Drilled passed = drilled(NOW.minus(Duration.ofDays(10)));

        assertThat(DrillRules.dueAt(MONTHLY, Optional.of(passed), created)).isEqualTo(NOW.plus(Duration.ofDays(17)));
        assertThat(DrillRules.dueAt(MONTHLY, Optional.empty(), created)).isEqualTo(created);
        assertThat(DrillRules.dueAt(DrillRequirement.every(Duration.ofDays(7)), Optional.of(drilled(NOW)), created))
                .isEqualTo(NOW.plus(Duration.ofHours(108)));
        assertThat(DrillRules.dueAt(DrillRequirement.every(Duration.ofDays(1)), Optional.of(drilled(NOW)), created))
                .isEqualTo(NOW.plus(Duration.ofHours(12)));
    }

    @Test
    void repeatsAnAttemptWithinTheLead() {
        assertThat(DrillRules.again(MONTHLY, NOW)).isEqualTo(NOW.plus(Duration.ofHours(20)));
        assertThat(DrillRules.again(DrillRequirement.every(Duration.ofDays(90)), NOW))
                .isEqualTo(NOW.plus(Duration.ofHours(68)));
        assertThat(DrillRules.again(DrillRequirement.every(Duration.ofDays(2)), NOW))
                .isEqualTo(NOW.plus(Duration.ofHours(20)));
    }

    @Test
    void beginsTheOldestFirstAndNoMoreThanARunMay() {
        DrillBudget two = new DrillBudget(2, 5, Optional.empty(), 500);

        List<Choice> choices = DrillRules.choose(
                List.of(candidate("a", 1, 1), candidate("b", 3, 1), candidate("c", 2, 1)), two, TAKEN);

        assertThat(choices)
                .extracting(choice -> choice.candidate().table().name())
                .containsExactly("b", "c", "a");
        assertThat(choices)
                .extracting(DrillRulesTest::reason)
                .containsExactly("", "", "A run begins at most 2 drills.");
    }

    @Test
    void countsThoseThatRunAlready() {
        DrillBudget budget = new DrillBudget(5, 2, Optional.empty(), 500);

        assertThat(DrillRules.choose(
                        List.of(candidate("a", 2, 1), candidate("b", 1, 1)), budget, new Taken(1, 0, BigDecimal.ZERO)))
                .extracting(DrillRulesTest::reason)
                .containsExactly("", "At most 2 drills run at once.");
    }

    @Test
    void spendsNoMoreThanARunMay() {
        DrillBudget budget = new DrillBudget(5, 5, Optional.of(new BigDecimal("5")), 500);

        assertThat(DrillRules.choose(
                        List.of(candidate("a", 3, 3), candidate("b", 2, 3), candidate("c", 1, 2)), budget, TAKEN))
                .extracting(DrillRulesTest::reason)
                .containsExactly(
                        "", "The drills of a run may cost at most 5 US dollars, and with this one it would be 6.", "");
    }

    /** A call that is repeated, because its answer was lost, does not spend the budget of the run again. */
    @Test
    void countsWhatTheRunHasBegunBefore() {
        RestoreCost.Usd cost = usd(3);
        DrillRecord before = DrillRecord.planned(AnyDrill.id(1), costing(cost));
        DrillRecord unknown = DrillRecord.planned(AnyDrill.id(2), costing(new RestoreCost.Unknown("No price.")));
        Taken taken = Taken.by(1, List.of(before, unknown));
        DrillBudget two = new DrillBudget(2, 5, Optional.empty(), 500);
        DrillBudget cheap = new DrillBudget(5, 5, Optional.of(cost.most()), 500);

        assertThat(taken).isEqualTo(new Taken(1, 2, cost.most()));
        assertThat(DrillRules.choose(List.of(candidate("a", 3, 1)), two, taken))
                .extracting(DrillRulesTest::reason)
                .containsExactly("A run begins at most 2 drills.");
        assertThat(DrillRules.choose(List.of(candidate("a", 3, 1)), cheap, taken))
                .extracting(DrillRulesTest::reason)
                .singleElement()
                .asString()
                .startsWith("The drills of a run may cost at most");
    }

    private static DrillPlan costing(RestoreCost cost) {
        DrillPlan plan = AnyDrill.plan();
        return new DrillPlan(
                plan.source(),
                plan.moment(),
                plan.window(),
                plan.target(),
                plan.requirement(),
                new DrillPlan.Estimate(
                        plan.estimate().time(), cost, plan.estimate().checks()),
                plan.order(),
                plan.plannedAt());
    }

    @Test
    void drillsNoTableThatCostsMoreThanItMay() {
        DrillRequirement cheap = new DrillRequirement(
                Duration.ofDays(30),
                Optional.empty(),
                Optional.of(new BigDecimal("2")),
                1,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of());
        Candidate dear = new Candidate(AnyDrill.SOURCE, cheap, NOW, usd(3));
        Candidate unknown = new Candidate(AnyDrill.SOURCE, cheap, NOW, new RestoreCost.Unknown("No price is known."));

        assertThat(DrillRules.choose(List.of(dear), DrillBudget.STANDARD, TAKEN))
                .extracting(DrillRulesTest::reason)
                .containsExactly(
                        "A drill of this table may cost at most 2 US dollars, and with this one it would be 3.");
        assertThat(DrillRules.choose(List.of(unknown), DrillBudget.STANDARD, TAKEN))
                .extracting(DrillRulesTest::reason)
                .containsExactly(
                        "A drill of this table may cost at most 2 US dollars, and there is no estimate. No price is"
                                + " known.");
    }

    @Test
    void drillsWithoutAnEstimateWhereThereIsNoLimit() {
        Candidate unknown = new Candidate(AnyDrill.SOURCE, MONTHLY, NOW, new RestoreCost.Unknown("No price is known."));

        assertThat(DrillRules.choose(List.of(unknown), DrillBudget.STANDARD, TAKEN))
                .containsExactly(new Choice.Begin(unknown));
    }

    @Test
    void summarizesTheDrillsOfEachTable() {
        DrillRecord passed = AnyDrill.ended(1, NOW, PASSED);
        DrillRecord failed = AnyDrill.ended(2, NOW.plusSeconds(1), PASSED, OPEN, FAILED);
        DrillRecord running = DrillRecord.planned(AnyDrill.id(3), AnyDrill.plan());
        DrillRecord other = DrillRecord.planned(AnyDrill.id(4), AnyDrill.otherPlan());
        DrillRecord payments = DrillRecord.planned(AnyDrill.id(5), payments());

        List<DrillSummary> all = DrillSummary.of(List.of(passed, failed, running, other, payments));

        assertThat(all).extracting(DrillSummary::tableId).containsExactly("id-1", "id-9", "id-1");
        DrillSummary first = all.getFirst();
        assertThat(first.drills()).containsExactly(running, failed, passed);
        assertThat(first.lastPassed()).contains(passed);
        assertThat(first.lastJudged()).contains(failed);
        assertThat(first.past().passed()).contains(DrillSummary.drilled(passed));
        assertThat(first.past().failed()).hasValueSatisfying(drill -> {
            assertThat(drill.reason()).isEqualTo("One is missing.");
            assertThat(drill.at()).isEqualTo(NOW.plusSeconds(1));
        });
        assertThat(all.getLast().drills()).containsExactly(payments);
        assertThat(all.getLast().past().passed()).isEmpty();
    }

    @Test
    void forgetsAFailureAfterALaterProof() {
        DrillRecord failed = AnyDrill.ended(1, NOW, FAILED);
        DrillRecord passed = AnyDrill.ended(2, NOW, PASSED);

        assertThat(DrillSummary.of(List.of(failed, passed)).getFirst().past().failed())
                .isEmpty();
        assertThat(DrillSummary.of(List.of(failed)).getFirst().past().failed()).isPresent();
    }

    @Test
    void keepsADrillThatProvedNothingUntilALaterOneProvesSomething() {
        DrillRecord open = AnyDrill.ended(2, NOW, OPEN);

        assertThat(notProven(open)).contains(DrillSummary.drilled(open));
        assertThat(notProven(open, AnyDrill.ended(1, NOW, FAILED))).isPresent();
        assertThat(notProven(open, AnyDrill.ended(1, NOW, PASSED))).isPresent();
        assertThat(notProven(open, AnyDrill.ended(3, NOW, FAILED))).isEmpty();
        assertThat(notProven(open, AnyDrill.ended(3, NOW, PASSED))).isEmpty();
    }

    private static Optional<Drilled> notProven(DrillRecord... drills) {
        return DrillSummary.of(List.of(drills)).getFirst().past().notProven();
    }

    @Test
    void givesTheReasonThatWeighsMost() {
        Abort abort = new Abort(DrillVerdict.NOT_PROVEN, "It vanished.", "Again.");
        DrillRecord planned = DrillRecord.planned(AnyDrill.id(1), AnyDrill.plan());

        assertThat(DrillSummary.reason(planned.aborted(abort))).isEqualTo("It vanished.");
        assertThat(DrillSummary.reason(planned.with(List.of(OPEN, FAILED)))).isEqualTo("One is missing.");
        assertThat(DrillSummary.reason(planned.with(List.of(PASSED)))).isEmpty();
        assertThat(DrillSummary.drilled(planned).at()).isEqualTo(planned.plan().plannedAt());
    }

    private static DrillPlan payments() {
        DrillPlan any = AnyDrill.plan();
        DrillSource source = new DrillSource(
                AnyDrill.SOURCE.where().table("payments"),
                any.source().tableId(),
                any.source().shape(),
                any.source().keys());
        return new DrillPlan(
                source,
                any.moment(),
                any.window(),
                any.target(),
                any.requirement(),
                any.estimate(),
                any.order(),
                any.plannedAt());
    }

    private static Candidate candidate(String name, int daysOld, int usd) {
        return new Candidate(
                AnyDrill.SOURCE.where().table(name), MONTHLY, NOW.minus(Duration.ofDays(daysOld)), usd(usd));
    }

    private static RestoreCost.Usd usd(int usd) {
        return new RestoreCost.Usd(
                BigDecimal.valueOf(usd), BigDecimal.valueOf(usd), LocalDate.parse("2026-09-09"), List.of());
    }

    private static Drilled drilled(Instant at) {
        return new Drilled("drill-1", "id-1", at, Optional.empty(), "");
    }

    private static String reason(Choice choice) {
        return switch (choice) {
            case Choice.Begin _ -> "";
            case Choice.Postpone postpone -> postpone.reason();
        };
    }
}
