package io.pitrguard.cli;

import io.pitrguard.config.Prices;
import io.pitrguard.config.policy.PolicyDescription;
import io.pitrguard.config.policy.PolicyError;
import io.pitrguard.config.policy.PolicyReading;
import io.pitrguard.config.policy.PolicyWarnings;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a policy check, as JSON.
 *
 * @param remediates whether a rule may change tables; false for an invalid policy
 * @param warnings what is valid and probably a mistake, a sentence or two each; empty for an invalid policy
 * @param rules in the order in which they are tried, the rule {@code default} last; empty for an invalid policy
 */
public record PolicyCheckView(
        String policy,
        boolean valid,
        boolean remediates,
        List<PolicyError> errors,
        List<String> warnings,
        List<RuleView> rules) {
    /**
     * A rule.
     *
     * @param exemptUntil the last day of its exemption; null where it does not exempt
     * @param exemptionEnded whether that day is over, so that the rule is passed over
     * @param description what it means, in plain English
     */
    public record RuleView(String name, @Nullable String exemptUntil, boolean exemptionEnded, String description) {
        private static RuleView of(Rule rule, Instant now) {
            String description = PolicyDescription.describe(rule, now);
            return switch (rule.effect()) {
                case Rule.Effect.Require _ -> new RuleView(rule.name(), null, false, description);
                case Rule.Effect.Exempt exempt ->
                    new RuleView(
                            rule.name(),
                            exempt.exemption().until().toString(),
                            !exempt.exemption().countsAt(now),
                            description);
            };
        }
    }

    /** Returns the view of a policy file that was read. */
    static PolicyCheckView of(String file, PolicyReading reading, Instant now) {
        return switch (reading) {
            case PolicyReading.Valid(Policy policy) ->
                new PolicyCheckView(
                        file,
                        true,
                        policy.remediates(),
                        List.of(),
                        warnings(policy),
                        policy.effectiveRules().stream()
                                .map(rule -> RuleView.of(rule, now))
                                .toList());
            case PolicyReading.Invalid(List<PolicyError> errors) ->
                new PolicyCheckView(file, false, false, errors, List.of(), List.of());
        };
    }

    /** Returns what is valid in a policy and probably a mistake. */
    static List<String> warnings(Policy policy) {
        return PolicyWarnings.of(policy, Prices.shipped().usdPerGbMonth().keySet());
    }
}
