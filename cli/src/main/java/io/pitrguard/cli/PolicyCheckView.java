package io.pitrguard.cli;

import io.pitrguard.config.Prices;
import io.pitrguard.config.policy.PolicyDescription;
import io.pitrguard.config.policy.PolicyError;
import io.pitrguard.config.policy.PolicyReading;
import io.pitrguard.config.policy.PolicyWarnings;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.policy.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The result of a policy check, as JSON.
 *
 * @param remediates whether a rule may change tables; false for an invalid policy
 * @param warnings what is valid and probably a mistake, a sentence or two each; empty for an invalid policy
 * @param limits the change budget; null for an invalid policy
 * @param owners who gets the digest of which account, by account; empty for an invalid policy
 * @param recovery who may restore tables; null for an invalid policy
 * @param rules in the order in which they are tried, the rule {@code default} last; empty for an invalid policy
 */
public record PolicyCheckView(
        String policy,
        boolean valid,
        boolean remediates,
        List<PolicyError> errors,
        List<String> warnings,
        @Nullable LimitsView limits,
        List<OwnerView> owners,
        @Nullable RecoveryView recovery,
        List<RuleView> rules) {
    /**
     * The change budget, under the names of the policy file.
     *
     * @param maxChangesPerAccount null if an account has no limit of its own
     */
    public record LimitsView(
            int maxChangesPerSweep,
            @Nullable Integer maxChangesPerAccount,
            BigDecimal maxMonthlyCostUsdPerTable,
            BigDecimal maxMonthlyCostUsdPerSweep,
            boolean remediateWhenCostUnknown,
            int maxExemptionDays) {
        private static LimitsView of(Limits limits) {
            OptionalInt account = limits.maxChangesPerAccount();
            return new LimitsView(
                    limits.maxChangesPerSweep(),
                    account.isPresent() ? account.getAsInt() : null,
                    limits.maxMonthlyCostUsdPerTable(),
                    limits.maxMonthlyCostUsdPerSweep(),
                    limits.remediateWhenCostUnknown(),
                    limits.maxExemptionDays());
        }
    }

    /**
     * Who may restore tables, under the names of the policy file.
     *
     * @param approval {@code required} or {@code none}
     * @param approvers empty if anyone but the requester may approve
     * @param approvalExpires an ISO-8601 duration
     */
    public record RecoveryView(
            String approval, List<String> approvers, boolean breakGlass, String approvalExpires, String targetPrefix) {
        private static RecoveryView of(RestorePolicy recovery) {
            return new RecoveryView(
                    recovery.needsApproval() ? "required" : "none",
                    recovery.approvers().stream().map(Glob::text).toList(),
                    recovery.breakGlass(),
                    recovery.approvalExpires().toString(),
                    recovery.targetPrefix());
        }
    }

    /** Who gets the digest of an account. */
    public record OwnerView(String account, String owner) {}

    /**
     * A rule.
     *
     * @param exemptUntil the last day of its exemption; null where it does not exempt
     * @param exemptionEnded whether that day is over, so that the rule is passed over
     * @param description what it means, in plain English
     * @param backup how its tables are backed up; null if they are not
     * @param drill how restores of its tables are drilled; null if they are not
     */
    public record RuleView(
            String name,
            @Nullable String exemptUntil,
            boolean exemptionEnded,
            String description,
            PolicySchedulesView.@Nullable BackupView backup,
            PolicySchedulesView.@Nullable DrillView drill) {
        private static RuleView of(Rule rule, Instant now) {
            Optional<Exemption> exemption = rule.effect() instanceof Rule.Effect.Exempt exempt
                    ? Optional.of(exempt.exemption())
                    : Optional.empty();
            return new RuleView(
                    rule.name(),
                    exemption.map(each -> each.until().toString()).orElse(null),
                    exemption.filter(each -> !each.countsAt(now)).isPresent(),
                    PolicyDescription.describe(rule, now),
                    PolicySchedulesView.backup(rule).orElse(null),
                    PolicySchedulesView.drill(rule).orElse(null));
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
                        LimitsView.of(policy.limits()),
                        policy.owners().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(owner -> new OwnerView(owner.getKey(), owner.getValue()))
                                .toList(),
                        RecoveryView.of(policy.recovery()),
                        policy.effectiveRules().stream()
                                .map(rule -> RuleView.of(rule, now))
                                .toList());
            case PolicyReading.Invalid(List<PolicyError> errors) ->
                new PolicyCheckView(file, false, false, errors, List.of(), null, List.of(), null, List.of());
        };
    }

    /** Returns what is valid in a policy and probably a mistake. */
    static List<String> warnings(Policy policy) {
        return PolicyWarnings.of(policy, Prices.shipped().usdPerGbMonth().keySet());
    }
}
