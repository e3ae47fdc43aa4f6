package io.pitrguard.config.policy;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import java.util.Optional;
import java.util.stream.Collectors;

/** Refuses policies that ask for organizational units where only one account is known, and not its units. */
public final class UnitRules {
    private UnitRules() {}

    /** Returns why a policy does not suit a sweep of one account, with the remedy; empty if it does. */
    public static Optional<String> problem(Policy policy) {
        if (!policy.asksUnits()) {
            return Optional.empty();
        }
        String rules = policy.rules().stream()
                .filter(rule -> !rule.match().units().isEmpty())
                .map(Rule::name)
                .collect(Collectors.joining("', '", "'", "'"));
        return Optional.of(
                "match.ou (rule " + rules + ") needs the organization: use ./pitr-guard sweep --organization, or a"
                        + " deployment with mode=organization. For one account, use match.account instead.");
    }
}
