package io.pitrguard.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Instant NOW = Instant.parse("2027-03-10T12:00:00Z");
    private static final TableRef ORDERS = new AccountRegion("aws", "111122223333", "eu-west-1").table("orders");
    private static final Tags UNREADABLE = new Tags.Unreadable(new Cause(Cause.Kind.DENIED, "No tag:GetResources."));
    private static final Match ALL = Match.EVERY_TABLE;
    private static final Exemption ENDED = new Exemption("why", "who", LocalDate.parse("2027-03-09"));
    private static final Exemption LASTING = new Exemption("why", "who", LocalDate.parse("2027-03-10"));

    @Test
    void fallsBackToRecoveryOnAndAlertOnly() {
        assertThat(Policy.BUILT_IN).isEqualTo(new Policy("built-in", List.of(), Limits.STANDARD));
        assertThat(Policy.FALLBACK)
                .isEqualTo(new Rule(
                        "default", Match.EVERY_TABLE, new Rule.Effect.Require(Requirement.RECOVERY_ON, Action.ALERT)));
        assertThat(choose(Policy.BUILT_IN, UNREADABLE)).isEqualTo(new RuleChoice(List.of(Policy.FALLBACK), List.of()));
    }

    @Test
    void knowsTheOwnersOfAccountsWhateverItsRules() {
        Policy policy = new Policy(
                "test",
                List.of(require("a", ALL)),
                Limits.STANDARD,
                Policy.EXEMPT_TAG,
                Map.of("111122223333", "team-a"));
        for (Policy same :
                List.of(policy, policy.within(List.of()), policy.with(List.of()), policy.withExemptTag("x"))) {
            assertThat(same.owner("111122223333")).contains("team-a");
            assertThat(same.owner("444455556666")).isEmpty();
        }
        assertThat(policy.with(List.of()).rules()).isEmpty();
        assertThat(policy.withExemptTag("x").exemptTag()).isEqualTo("x");
        assertThat(policy.withExemptTag("x").rules()).isEqualTo(policy.rules());
    }

    @Test
    void knowsWhoMayRestoreWhateverItsRules() {
        RestorePolicy recovery =
                new RestorePolicy(RestorePolicy.Approval.REQUIRED, List.of(), true, Duration.ofHours(1), "back-");
        Policy policy = new Policy("test", List.of(), Limits.STANDARD, Policy.EXEMPT_TAG, Map.of(), recovery);

        assertThat(List.of(policy, policy.within(List.of()), policy.with(List.of()), policy.withExemptTag("x")))
                .allSatisfy(same -> assertThat(same.recovery()).isEqualTo(recovery));
        assertThat(Policy.BUILT_IN.recovery()).isEqualTo(RestorePolicy.STANDARD);
    }

    @Test
    void choosesFirstRuleThatMatches() {
        Policy policy = policy(require("a", byTag("tier=gold")), require("b", ALL), require("c", ALL));
        assertThat(choose(policy, tags("tier", "gold")))
                .isEqualTo(new RuleChoice(policy.rules().subList(0, 1), List.of()));
        assertThat(choose(policy, Tags.NONE))
                .isEqualTo(new RuleChoice(policy.rules().subList(1, 2), List.of()));
    }

    @Test
    void fallsBackWhenNoRuleMatches() {
        assertThat(choose(policy(require("a", byTag("tier"))), Tags.NONE))
                .isEqualTo(new RuleChoice(List.of(Policy.FALLBACK), List.of()));
    }

    @Test
    void keepsEveryRuleThatUnreadableTagsCouldMatchUpToTheFirstThatMatchesAnyway() {
        Policy policy = policy(
                require("a", byTag("tier=gold")),
                exempt("b", byTag("state=frozen"), LASTING),
                require("other", new Match(List.of(new Glob("x")), List.of(), List.of(), List.of(), List.of())),
                require("c", ALL),
                require("d", byTag("tier")));
        assertThat(names(choose(policy, UNREADABLE))).containsExactly("a", "b", "c");
    }

    @Test
    void keepsTheFallbackWhereOnlyRulesByTagMightMatch() {
        assertThat(names(choose(policy(require("a", byTag("tier"))), UNREADABLE)))
                .containsExactly("a", "default");
    }

    @Test
    void passesOverExemptionThatEndedAndTellsOfIt() {
        Policy policy = policy(
                exempt("old", ALL, ENDED), exempt("older", byTag("tier"), ENDED), exempt("lasting", ALL, LASTING));
        assertThat(choose(policy, tags("tier", "gold")))
                .isEqualTo(new RuleChoice(
                        policy.rules().subList(2, 3),
                        List.of(new RuleChoice.Ended("old", ENDED), new RuleChoice.Ended("older", ENDED))));
    }

    @Test
    void doesNotTellOfEndedExemptionThatMightBeAnotherTables() {
        Policy policy = policy(exempt("old", byTag("tier"), ENDED), require("a", ALL));
        assertThat(choose(policy, UNREADABLE))
                .isEqualTo(new RuleChoice(policy.rules().subList(1, 2), List.of()));
        assertThat(choose(policy, Tags.NONE))
                .isEqualTo(new RuleChoice(policy.rules().subList(1, 2), List.of()));
    }

    @Test
    void doesNotTellOfEndedExemptionBehindTheRuleThatDecides() {
        Policy policy = policy(require("a", ALL), exempt("old", ALL, ENDED));
        assertThat(choose(policy, Tags.NONE))
                .isEqualTo(new RuleChoice(policy.rules().subList(0, 1), List.of()));
    }

    @Test
    void triesTheFallbackLast() {
        Policy policy = policy(require("a", ALL), require("b", ALL));
        assertThat(policy.effectiveRules()).extracting(Rule::name).containsExactly("a", "b", "default");
        assertThat(policy.effectiveRules()).isUnmodifiable();
    }

    @Test
    void refusesTwoRulesOfOneName() {
        assertThatThrownBy(() -> policy(require("a", ALL), exempt("b", ALL, ENDED), require("a", ALL)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the name 'a' is taken already");
    }

    @Test
    void refusesRuleNamedLikeTheFallback() {
        assertThatThrownBy(() -> policy(require("default", ALL)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the name 'default' is taken already");
    }

    @Test
    void remediatesOnlyWhereSomeRuleSaysSo() {
        Rule remediating = new Rule("fix", ALL, new Rule.Effect.Require(Requirement.RECOVERY_ON, Action.REMEDIATE));
        assertThat(policy(exempt("a", ALL, LASTING), remediating).remediates()).isTrue();
        assertThat(policy(exempt("a", ALL, LASTING), require("b", ALL)).remediates())
                .isFalse();
        assertThat(Policy.BUILT_IN.remediates()).isFalse();
    }

    @Test
    void keepsItsRulesWhateverHappensToTheList() {
        List<Rule> rules = new ArrayList<>(List.of(require("a", ALL)));
        Policy policy = new Policy("test", rules, Limits.STANDARD);
        rules.clear();
        assertThat(policy.rules()).containsExactly(require("a", ALL));
    }

    @Test
    void choiceNeedsCandidate() {
        assertThatThrownBy(() -> new RuleChoice(List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("some rule always applies");
    }

    private static RuleChoice choose(Policy policy, Tags tags) {
        return policy.choose(ORDERS, tags, NOW);
    }

    private static List<String> names(RuleChoice choice) {
        return choice.candidates().stream().map(Rule::name).toList();
    }

    private static Tags tags(String key, String value) {
        return new Tags.Known(Map.of(key, value));
    }

    private static Policy policy(Rule... rules) {
        return new Policy("test", List.of(rules), Limits.STANDARD);
    }

    private static Rule require(String name, Match match) {
        return new Rule(name, match, new Rule.Effect.Require(Requirement.RECOVERY_ON, Action.ALERT));
    }

    private static Rule exempt(String name, Match match, Exemption exemption) {
        return new Rule(name, match, new Rule.Effect.Exempt(exemption));
    }

    private static Match byTag(String pattern) {
        return new Match(List.of(), List.of(TagPattern.parse(pattern)), List.of(), List.of(), List.of());
    }
}
