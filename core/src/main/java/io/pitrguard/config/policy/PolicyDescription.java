package io.pitrguard.config.policy;

import io.pitrguard.domain.evaluation.DrillCheck;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.text.Counted;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Describes in plain English what a policy means. */
public final class PolicyDescription {
    private PolicyDescription() {}

    /** Returns a paragraph each: the policy, its rules in order, the rule after the last, and the limits. */
    public static List<String> describe(Policy policy, Instant now) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(opening(policy));
        int number = 1;
        for (Rule rule : policy.rules()) {
            paragraphs.add(number++ + ". " + rule.name() + ": " + MatchDescription.of(rule.match()) + ". "
                    + effect(rule.effect(), now));
        }
        String rest = policy.rules().isEmpty() ? "every table" : "every table that no rule above matches";
        paragraphs.add(Policy.FALLBACK.name() + ": " + rest + ". " + effect(Policy.FALLBACK.effect(), now));
        paragraphs.add("Exemption by tags: accepted up to "
                + Counted.of(policy.limits().maxExemptionDays(), "day", "days") + " ahead.");
        owners(policy).ifPresent(paragraphs::add);
        restores(policy).ifPresent(paragraphs::add);
        DrillDescription.of(policy.drills()).ifPresent(paragraphs::add);
        paragraphs.add(policy.remediates() ? limits(policy.limits()) : "No rule remediates: nothing is ever changed.");
        return List.copyOf(paragraphs);
    }

    /** Describes the effect of a rule on the tables that it matches. */
    public static String describe(Rule rule, Instant now) {
        return effect(rule.effect(), now);
    }

    /** Describes who may restore tables; empty if the policy does not say. */
    public static Optional<String> restores(Policy policy) {
        return RestorePolicyDescription.of(policy.recovery());
    }

    private static Optional<String> owners(Policy policy) {
        if (policy.owners().isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, List<String>> accounts = new TreeMap<>(policy.owners().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList()))));
        return Optional.of(accounts.entrySet().stream()
                .map(owner -> owner.getKey() + " for " + MatchDescription.join(owner.getValue(), "and"))
                .collect(Collectors.joining("; ", "Digests of their own when an organization is swept: ", ".")));
    }

    private static String opening(Policy policy) {
        return "Policy " + policy.source() + ": "
                + switch (policy.rules().size()) {
                    case 0 -> "no rules of its own.";
                    case 1 -> "1 rule.";
                    default ->
                        policy.rules().size() + " rules, tried in order; the first that matches a table applies.";
                };
    }

    private static String effect(Rule.Effect effect, Instant now) {
        return switch (effect) {
            case Rule.Effect.Require require ->
                "They must have " + RequirementDescription.of(require.requirement()) + ". "
                        + (require.action() == Action.ALERT
                                ? "A table that falls short is alerted about and not changed."
                                : RequirementDescription.remediation(require.requirement()))
                        + (require.exemptTags() ? "" : " Exemption tags are not accepted.")
                        + require.schedules()
                                .backup()
                                .map(BackupDescription::of)
                                .orElse("")
                        + require.requirement()
                                .get(DrillCheck.DRILL)
                                .map(DrillDescription::of)
                                .orElse("");
            case Rule.Effect.Exempt exempt -> exemption(exempt.exemption(), now);
        };
    }

    private static String exemption(Exemption exemption, Instant now) {
        String why = " Reason: " + exemption.reason() + ". Owner: " + exemption.owner() + ".";
        if (!exemption.countsAt(now)) {
            return "Their exemption ENDED on " + exemption.until()
                    + " and no longer counts: this rule is passed over, and each table that it would exempt is reported."
                    + why;
        }
        return "They are exempt until " + exemption.until() + " (" + left(exemption.until(), now) + ")." + why;
    }

    private static String left(LocalDate until, Instant now) {
        long days = ChronoUnit.DAYS.between(now.atZone(ZoneOffset.UTC).toLocalDate(), until);
        return switch ((int) Math.min(days, 2)) {
            case 0 -> "the last day";
            case 1 -> "1 day left";
            default -> days + " days left";
        };
    }

    private static String ofAccount(Limits limits) {
        OptionalInt most = limits.maxChangesPerAccount();
        return most.isEmpty()
                ? ""
                : ", " + (most.getAsInt() == 0 ? "none" : "at most " + most.getAsInt()) + " of them in one account";
    }

    private static String limits(Limits limits) {
        int most = limits.maxChangesPerSweep();
        return "Limits: a sweep changes "
                + (most == 0 ? "no table" : "at most " + Counted.tables(most) + ofAccount(limits))
                + ", and enables recovery only where that is estimated to cost at most "
                + limits.maxMonthlyCostUsdPerTable().toPlainString() + " US dollars a month for the table and "
                + limits.maxMonthlyCostUsdPerSweep().toPlainString()
                + " for all tables of the sweep together"
                + (limits.remediateWhenCostUnknown() ? ", or where there is no estimate" : "")
                + "; you are alerted about the rest.";
    }
}
