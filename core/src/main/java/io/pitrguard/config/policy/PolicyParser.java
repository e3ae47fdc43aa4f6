package io.pitrguard.config.policy;

import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.policy.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a policy from the root of its document; what it gives counts only when no problem was reported. */
final class PolicyParser {
    private static final int VERSION = 1;

    // Beyond these a limit limits nothing; they keep the numbers printable.
    private static final int MOST_CHANGES = 1_000_000;
    private static final int MOST_USD = 1_000_000_000;
    private static final int MOST_DAYS = 36_600;

    private static final Keys KEYS = new Keys(
            "a policy",
            List.of("version", "limits", "rules", "owners", "recovery", "drills"),
            Map.of("version", "Begin the file with 'version: 1'."));

    private static final Keys LIMITS = Keys.optional(
            "a set of limits",
            "maxChangesPerSweep",
            "maxMonthlyCostUsdPerTable",
            "maxMonthlyCostUsdPerSweep",
            "remediateWhenCostUnknown",
            "maxExemptionDays",
            "maxChangesPerAccount");

    private PolicyParser() {}

    /** Reads the whole policy and reports all that is wrong with it. */
    static Policy read(String source, Yaml root, Problems problems) {
        Optional<Fields> policy = new Value(root, "", problems).fields(KEYS);
        if (policy.isEmpty()) {
            return Policy.BUILT_IN;
        }
        Fields fields = policy.get();
        Optional<Value> version = fields.get("version");
        if (version.isPresent()) {
            checkVersion(version.get());
        }
        Optional<Fields> limits = fields.fields("limits", LIMITS);
        Limits budget = limits.isPresent() ? limits(limits.get()) : Limits.STANDARD;
        Optional<Value> list = fields.get("rules");
        List<Rule> rules = list.isPresent() ? RuleList.read(list.get()) : List.of();
        Optional<Value> owners = fields.get("owners");
        Map<String, String> byAccount = owners.isPresent() ? AccountOwners.read(owners.get()) : Map.of();
        Optional<Fields> recovery = fields.fields("recovery", RestorePolicyParser.KEYS);
        RestorePolicy restores =
                recovery.isPresent() ? RestorePolicyParser.read(recovery.get()) : RestorePolicy.STANDARD;
        Optional<Fields> drills = fields.fields("drills", DrillParser.BUDGET);
        DrillBudget rehearsals = drills.isPresent() ? DrillParser.budget(drills.get()) : DrillBudget.STANDARD;
        return problems.count() == 0
                ? new Policy(source, rules, budget, Policy.EXEMPT_TAG, byAccount, restores, rehearsals)
                : Policy.BUILT_IN;
    }

    private static void checkVersion(Value version) {
        if (Numbers.read(version.node()) != VERSION) {
            version.isNot(
                    "a policy version that this pitr-guard reads",
                    "Write 'version: 1', without quotes; a newer version needs a newer pitr-guard.");
        }
    }

    private static Limits limits(Fields fields) {
        Limits standard = Limits.STANDARD;
        return new Limits(
                changes(fields, "maxChangesPerSweep").orElse(standard.maxChangesPerSweep()),
                usd(fields, "maxMonthlyCostUsdPerTable", standard.maxMonthlyCostUsdPerTable()),
                usd(fields, "maxMonthlyCostUsdPerSweep", standard.maxMonthlyCostUsdPerSweep()),
                fields.truth("remediateWhenCostUnknown", standard.remediateWhenCostUnknown()),
                exemptionDays(fields, standard.maxExemptionDays()),
                changes(fields, "maxChangesPerAccount"));
    }

    private static int exemptionDays(Fields fields, int standard) {
        Optional<Value> value = fields.get("maxExemptionDays");
        return value.isPresent()
                ? value.get()
                        .wholeNumber(
                                1, MOST_DAYS, "To accept no exemption by tags, write 'exemptTags: false' in the rule.")
                        .orElse(standard)
                : standard;
    }

    private static OptionalInt changes(Fields fields, String key) {
        return fields.get(key)
                .flatMap(value -> value.wholeNumber(0, MOST_CHANGES, "Use 0 to change nothing."))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private static BigDecimal usd(Fields fields, String key, BigDecimal standard) {
        Optional<Value> value = fields.get(key);
        return value.isPresent()
                ? value.get()
                        .number(0, MOST_USD, "Write US dollars a month without a currency sign.")
                        .orElse(standard)
                : standard;
    }
}
