package io.pitrguard.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.remediation.Plan;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds of every verdict, whatever the policy, the table and its state. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
@Domain(Anything.class)
@Domain(DomainContext.Global.class)
class EvaluatorLawsTest {
    @Property
    void neverCallsTableCompliantUnlessItsRecoveryIsKnownToBeOn(
            @ForAll Policy policy, @ForAll TableFacts facts, @ForAll RecoveryState state) {
        Assume.that(!(state instanceof RecoveryState.Enabled));
        assertThat(judge(policy, facts, state).verdict()).isNotInstanceOf(Verdict.Compliant.class);
    }

    @Property
    void neverCallsTableNonCompliantWithoutItsTagsUnlessItsRuleAcceptsNone(
            @ForAll Policy policy, @ForAll TableFacts facts, @ForAll RecoveryState state, @ForAll Cause cause) {
        Judgement judged = judge(policy, facts.with(new Tags.Unreadable(cause)), state);
        Assume.that(judged.rule().filter(Rule::refusesExemptTags).isEmpty());
        assertThat(judged.verdict()).isNotInstanceOf(Verdict.NonCompliant.class);
    }

    @Property
    void neverCallsTableNonCompliantOrCompliantWithoutItsState(
            @ForAll Policy policy, @ForAll TableFacts facts, @ForAll Cause cause) {
        assertThat(judge(policy, facts, new RecoveryState.Unreadable(cause)).verdict())
                .isNotInstanceOfAny(Verdict.NonCompliant.class, Verdict.Compliant.class);
    }

    @Property
    void saysWithoutTagsOnlyWhatHoldsForAllTags(
            @ForAll Policy policy,
            @ForAll TableFacts facts,
            @ForAll RecoveryState state,
            @ForAll Cause cause,
            @ForAll Tags.Known tags) {
        Verdict without =
                judge(policy, facts.with(new Tags.Unreadable(cause)), state).verdict();
        Assume.that(!(without instanceof Verdict.Undetermined));
        assertThat(judge(policy, facts.with(tags), state).verdict()).isEqualTo(without);
    }

    @Property
    void saysWithoutDescriptionOnlyWhatHoldsForAllDescriptions(
            @ForAll Policy policy,
            @ForAll TableFacts facts,
            @ForAll RecoveryState state,
            @ForAll Cause cause,
            @ForAll TableDetails known) {
        Assume.that(known.status() != TableStatus.DELETING);
        Verdict without =
                judge(policy, facts.with(new Fact.Unreadable<>(cause)), state).verdict();
        Verdict with = judge(policy, facts.with(new Fact.Known<>(known)), state).verdict();
        switch (without) {
            case Verdict.Undetermined _ -> {}
            case Verdict.NonCompliant some -> assertThat(violations(with)).containsAll(some.violations());
            case Verdict.Compliant _, Verdict.Exempt _, Verdict.NotApplicable _ ->
                assertThat(with).isEqualTo(without);
        }
    }

    @Property(tries = 3000, maxDiscardRatio = 50)
    void saysWithoutStateOnlyWhatHoldsForAllStatesOfTableThatExists(
            @ForAll Policy policy, @ForAll TableFacts facts, @ForAll RecoveryState state, @ForAll Cause cause) {
        Assume.that(!(state instanceof RecoveryState.TableGone));
        Verdict without =
                judge(policy, facts, new RecoveryState.Unreadable(cause)).verdict();
        Assume.that(!(without instanceof Verdict.Undetermined));
        assertThat(judge(policy, facts, state).verdict()).isEqualTo(without);
    }

    @Property
    void asksForDescriptionOnlyBeforeItIsRead(
            @ForAll Policy policy, @ForAll TableFacts facts, @ForAll RecoveryState state) {
        Assume.that(!(facts.details() instanceof Fact.NotRead<TableDetails>));
        assertThat(judge(policy, facts, state).missing()).isEmpty();
    }

    @Property
    void asksForDescriptionWheneverItCouldStillChangeTheVerdictOfLiveTable(
            @ForAll Policy policy, @ForAll TableFacts facts, @ForAll RecoveryState state, @ForAll TableDetails known) {
        Assume.that(known.status() != TableStatus.DELETING);
        Judgement before = judge(policy, facts.with(new Fact.NotRead<>()), state);
        Assume.that(before.missing().isEmpty());
        assertThat(judge(policy, facts.with(new Fact.Known<>(known)), state)).isEqualTo(before);
    }

    @Property
    void evaluatingTwiceReturnsTheSame(@ForAll Policy policy, @ForAll TableFacts facts, @ForAll RecoveryState state) {
        Policy samePolicy = new Policy(policy.source(), List.copyOf(policy.rules()), policy.limits());
        TableFacts sameFacts = new TableFacts(Words.HERE.table(facts.table().name()), facts.tags(), facts.details());
        assertThat(judge(samePolicy, sameFacts, state)).isEqualTo(judge(policy, facts, state));
    }

    @Property
    void firstMatchWins(
            @ForAll Policy policy, @ForAll TableFacts facts, @ForAll Tags.Known tags, @ForAll RecoveryState state) {
        TableFacts known = facts.with(tags);
        Judgement whole = judge(policy, known, state);
        int decides = whole.rule().map(policy.rules()::indexOf).orElse(-1);
        Assume.that(decides >= 0);
        Policy upToIt = new Policy("historyCut", policy.rules().subList(0, decides + 1), Limits.STANDARD);
        assertThat(judge(upToIt, known, state)).isEqualTo(whole);
        for (Rule earlier : policy.rules().subList(0, decides)) {
            boolean fits = earlier.match().test(known.table(), tags) == Match.Answer.YES;
            boolean ended = earlier.effect() instanceof Rule.Effect.Exempt exempt
                    && exempt.exemption().until().equals(LocalDate.parse("2027-03-09"));
            assertThat(fits && !ended).as("%s should have won", earlier).isFalse();
        }
    }

    @Property
    void exemptionOfRuleEndsAtMidnightUtcAfterItsLastDay(@ForAll("days") LocalDate until) {
        Exemption exemption = new Exemption("why", "who", until);
        Policy policy = new Policy(
                "test",
                List.of(new Rule("exempt", Match.EVERY_TABLE, new Rule.Effect.Exempt(exemption))),
                Limits.STANDARD);
        TableFacts facts = new TableFacts(Words.ORDERS, Tags.NONE, new Fact.NotRead<>());
        checkEndsAfter(until, exemption, policy, facts);
    }

    @Property
    void exemptionByTagsEndsAtMidnightUtcAfterItsLastDay(@ForAll("days") LocalDate until) {
        Exemption exemption = new Exemption("why", "who", until);
        Tags tags = new Tags.Known(
                Map.of(TagExemption.UNTIL, until.toString(), TagExemption.REASON, "why", TagExemption.OWNER, "who"));
        TableFacts facts = new TableFacts(Words.ORDERS, tags, new Fact.NotRead<>());
        checkEndsAfter(until, exemption, Policy.BUILT_IN, facts);
    }

    private static void checkEndsAfter(LocalDate until, Exemption exemption, Policy policy, TableFacts facts) {
        Instant end = until.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        RecoveryState off = new RecoveryState.Disabled();
        Judgement last = Evaluator.evaluate(policy, facts, off, end.minusNanos(1));
        assertThat(last.verdict()).isEqualTo(new Verdict.Exempt(exemption));
        assertThat(last.notices()).isEmpty();
        Judgement after = Evaluator.evaluate(policy, facts, off, end);
        assertThat(after.verdict())
                .isEqualTo(new Verdict.NonCompliant(List.of(new RecoveryEnabledCheck.RecoveryDisabled())));
        assertThat(after.rule()).contains(Policy.FALLBACK);
        assertThat(after.notices()).hasSize(1);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs().between(0, 40_000).map(LocalDate::ofEpochDay);
    }

    @Property
    void planNeverShortensPeriodAndAlwaysNamesOneThatSatisfies(
            @ForAll Requirement requirement,
            @ForAll RecoveryState state,
            @ForAll Fact<TableDetails> details,
            @ForAll @IntRange(max = 35) int former) {
        Policy policy = new Policy(
                "test",
                List.of(new Rule("all", Match.EVERY_TABLE, new Rule.Effect.Require(requirement, Action.REMEDIATE))),
                Limits.STANDARD);
        Verdict verdict = judge(policy, new TableFacts(Words.ORDERS, Tags.NONE, details), state)
                .verdict();
        Assume.that(verdict instanceof Verdict.NonCompliant);
        Optional<Plan> plan = Plan.of((Verdict.NonCompliant) verdict, requirement, pastWith(former));
        Assume.that(plan.isPresent());
        assertThat(plan.get().days())
                .isBetween(requirement.get(RecoveryPeriodCheck.DAYS).orElse(1), 35);
        if (state instanceof RecoveryState.Disabled) {
            assertThat(plan.get().days()).isGreaterThanOrEqualTo(former);
        }
        if (state instanceof RecoveryState.Enabled enabled) {
            assertThat(plan.get().days()).isGreaterThan(enabled.periodDays().orElseThrow());
        }
    }

    /** The past of a table whose recovery had this period; 0 for one whose period is not known. */
    private static RecoveryPast pastWith(int days) {
        OptionalInt period = days == 0 ? OptionalInt.empty() : OptionalInt.of(days);
        Point.Window window = new Point.Window(Words.NOW.minus(Duration.ofDays(1)), period);
        return new RecoveryPast(
                RecoveryHistory.NONE.with(new Point(Words.NOW.minus(Duration.ofHours(1)), Optional.of(window))),
                Optional.empty(),
                List.of());
    }

    private static List<Violation> violations(Verdict verdict) {
        return verdict instanceof Verdict.NonCompliant falls ? falls.violations() : List.of();
    }

    private static Judgement judge(Policy policy, TableFacts facts, RecoveryState state) {
        return Evaluator.evaluate(policy, facts, state, Words.NOW);
    }
}
