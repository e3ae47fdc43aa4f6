package io.pitrguard.domain.policy;

import java.util.List;

/**
 * The rule that applies to a table, as far as its tags are known.
 *
 * @param candidates one rule where that is certain; several, in order, where it depends on tags that could not be read;
 *     never empty
 * @param ended exemptions of rules that match but whose last day has passed, so that they do not count
 */
public record RuleChoice(List<Rule> candidates, List<Ended> ended) {
    /** An exemption that no longer counts, and the rule that gives it. */
    public record Ended(String rule, Exemption exemption) {}

    public RuleChoice {
        candidates = List.copyOf(candidates);
        ended = List.copyOf(ended);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("some rule always applies");
        }
    }
}
