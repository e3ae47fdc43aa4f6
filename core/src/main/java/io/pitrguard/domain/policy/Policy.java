package io.pitrguard.domain.policy;

import io.pitrguard.domain.organization.OrganizationalUnit;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What each table must have: rules tried in order, the first match wins; a table that none matches falls to
 * {@link #FALLBACK}.
 *
 * @param source where it came from, for people: a file's name, or {@code built-in}
 * @param rules names are unique and none is that of the fallback
 * @param exemptTag what the keys of the three tags begin with by which a table exempts itself
 * @param owners who gets the digest of an account, by its id
 * @param recovery who may restore a table; decides about no verdict
 * @param drills how much drills may do; decides about no verdict
 */
public record Policy(
        String source,
        List<Rule> rules,
        Limits limits,
        String exemptTag,
        Map<String, String> owners,
        RestorePolicy recovery,
        DrillBudget drills) {
    /** The usual beginning of the exemption tags' keys. */
    public static final String EXEMPT_TAG = "pitr-guard:exempt";

    /** Applies to every table that no other rule matches: recovery on, alert only. */
    public static final Rule FALLBACK =
            new Rule("default", Match.EVERY_TABLE, new Rule.Effect.Require(Requirement.RECOVERY_ON, Action.ALERT));

    /** Applies where there is no policy file: every table on, alert only. */
    public static final Policy BUILT_IN = new Policy("built-in", List.of(), Limits.STANDARD);

    /** Creates a policy with the usual exemption tags. */
    public Policy(String source, List<Rule> rules, Limits limits) {
        this(source, rules, limits, EXEMPT_TAG, Map.of());
    }

    /** Creates a policy that says nothing of restores. */
    public Policy(String source, List<Rule> rules, Limits limits, String exemptTag, Map<String, String> owners) {
        this(source, rules, limits, exemptTag, owners, RestorePolicy.STANDARD);
    }

    /** Creates a policy that does not limit drills further than usual. */
    public Policy(
            String source,
            List<Rule> rules,
            Limits limits,
            String exemptTag,
            Map<String, String> owners,
            RestorePolicy recovery) {
        this(source, rules, limits, exemptTag, owners, recovery, DrillBudget.STANDARD);
    }

    public Policy {
        rules = List.copyOf(rules);
        owners = Map.copyOf(owners);
        Set<String> names = new HashSet<>(Set.of(FALLBACK.name()));
        for (Rule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("the name '" + rule.name() + "' is taken already");
            }
        }
    }

    /** Returns the rules followed by the fallback: what is really tried, in order. */
    public List<Rule> effectiveRules() {
        List<Rule> all = new ArrayList<>(rules);
        all.add(FALLBACK);
        return List.copyOf(all);
    }

    /** Chooses the rule for a table at a moment. */
    public RuleChoice choose(TableRef table, Tags tags, Instant now) {
        List<Rule> candidates = new ArrayList<>();
        List<RuleChoice.Ended> ended = new ArrayList<>();
        for (Rule rule : rules) {
            Match.Answer answer = rule.match().test(table, tags);
            if (answer == Match.Answer.NO) {
                continue;
            }
            if (rule.effect() instanceof Rule.Effect.Exempt exempt
                    && !exempt.exemption().countsAt(now)) {
                // Without tags nobody knows whether the ended exemption was this table's.
                if (answer == Match.Answer.YES) {
                    ended.add(new RuleChoice.Ended(rule.name(), exempt.exemption()));
                }
                continue;
            }
            candidates.add(rule);
            if (answer == Match.Answer.YES) {
                return new RuleChoice(candidates, ended);
            }
        }
        candidates.add(FALLBACK);
        return new RuleChoice(candidates, ended);
    }

    /** Whether a rule depends on the organizational units of an account, so that only {@link #within} makes it certain. */
    public boolean asksUnits() {
        return rules.stream().anyMatch(rule -> !rule.match().units().isEmpty());
    }

    /** Returns the policy for accounts in these units, from the root down: without the rules for others. */
    public Policy within(List<OrganizationalUnit> units) {
        List<Rule> own = new ArrayList<>();
        for (Rule rule : rules) {
            rule.match().within(units).ifPresent(match -> own.add(new Rule(rule.name(), match, rule.effect())));
        }
        return with(own);
    }

    /** Returns the same policy with other rules. */
    public Policy with(List<Rule> others) {
        return new Policy(source, others, limits, exemptTag, owners, recovery, drills);
    }

    /** Returns the same policy with other exemption tags. */
    public Policy withExemptTag(String other) {
        return new Policy(source, rules, limits, other, owners, recovery, drills);
    }

    /** Returns who gets the digest of an account; empty if the policy does not say. */
    public Optional<String> owner(String account) {
        return Optional.ofNullable(owners.get(account));
    }

    /** Whether a rule may let pitr-guard change tables. */
    public boolean remediates() {
        return rules.stream()
                .anyMatch(rule ->
                        rule.effect() instanceof Rule.Effect.Require require && require.action() == Action.REMEDIATE);
    }
}
