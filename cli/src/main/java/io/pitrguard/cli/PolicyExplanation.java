package io.pitrguard.cli;

import io.pitrguard.config.policy.PolicyDescription;
import io.pitrguard.domain.evaluation.TagExemption;
import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.organization.OrganizationalUnit;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.RuleChoice;
import io.pitrguard.domain.text.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Explains rule by rule which rule of a policy applies to a table. */
final class PolicyExplanation {
    private final Policy policy;
    private final HypotheticalTable asked;
    private final List<OrganizationalUnit> units;
    private final Instant now;

    /**
     * Creates an explanation.
     *
     * @param units the organizational units of the table's account, from the root down; empty if they were not given
     */
    PolicyExplanation(Policy policy, HypotheticalTable asked, List<OrganizationalUnit> units, Instant now) {
        this.policy = policy;
        this.asked = asked;
        this.units = List.copyOf(units);
        this.now = now;
    }

    /** Returns the explanation, laid out for a screen. */
    List<String> lines(Screen screen) {
        RuleChoice choice = policy.within(units).choose(asked.table(), asked.tags(), now);
        Rule applies = choice.candidates().getFirst();
        List<String> lines = new ArrayList<>();
        for (Rule rule : policy.effectiveRules()) {
            lines.addAll(line(rule, applies, choice).lines(screen));
            if (rule.name().equals(applies.name())) {
                break;
            }
        }
        lines.add("");
        for (String paragraph : effects(applies)) {
            lines.addAll(Wrap.lines(Printable.line(paragraph), screen.width()));
        }
        return lines;
    }

    /** Returns what the rule that applies means, and the tags. */
    private List<String> effects(Rule applies) {
        List<String> lines = new ArrayList<>();
        lines.add(PolicyDescription.describe(applies, now));
        TagExemption tagged = TagExemption.read(asked.tags(), policy, applies, now);
        tagged.exemption()
                .ifPresent(e -> lines.add("The table's tags exempt it until %s: %s (owner: %s)."
                        .formatted(e.until(), e.reason(), e.owner())));
        tagged.notices().stream().map(Notice::message).forEach(lines::add);
        return lines;
    }

    private Line line(Rule rule, Rule applies, RuleChoice choice) {
        if (rule.name().equals(applies.name())) {
            String why = rule.equals(Policy.FALLBACK) ? " (no rule of the policy matches)" : "";
            return new Line("  applies   ", rule.name() + why);
        }
        return choice.ended().stream()
                .filter(ended -> ended.rule().equals(rule.name()))
                .findFirst()
                .map(ended -> new Line(
                        "  ended     ",
                        rule.name() + ": matches, but its exemption ended on "
                                + ended.exemption().until()))
                .orElseGet(() -> new Line("  no match  ", rule.name() + ": " + mismatches(rule.match())));
    }

    /** What became of a rule. */
    private record Line(String label, String text) {
        private List<String> lines(Screen screen) {
            return Wrap.hanging(label, Printable.line(text), screen.width());
        }
    }

    private String mismatches(Match match) {
        List<String> reasons = new ArrayList<>();
        if (misses(new Match(match.tables(), List.of(), List.of(), List.of(), List.of()))) {
            reasons.add("the name '" + asked.table().name() + "' does not match " + match.tables());
        }
        if (misses(new Match(List.of(), match.anyTag(), List.of(), List.of(), List.of()))) {
            reasons.add("the table has none of the tags " + match.anyTag());
        }
        if (misses(new Match(List.of(), List.of(), match.allTags(), List.of(), List.of()))) {
            reasons.add("the table does not have all of the tags " + match.allTags());
        }
        if (misses(new Match(List.of(), List.of(), List.of(), match.accounts(), List.of()))) {
            reasons.add(
                    (asked.knowsAccount() ? "the account is not one of " : "without --account, it cannot be one of ")
                            + match.accounts());
        }
        if (misses(new Match(List.of(), List.of(), List.of(), List.of(), match.regions()))) {
            reasons.add((asked.knowsRegion() ? "the region does not match " : "without --region, it cannot match ")
                    + match.regions());
        }
        if (!match.units().isEmpty() && match.units().stream().noneMatch(unit -> unit.matches(units))) {
            reasons.add((units.isEmpty() ? "without --ou, the account cannot be in " : "the account is not in ")
                    + match.units());
        }
        return String.join("; ", reasons);
    }

    private boolean misses(Match part) {
        return part.test(asked.table(), asked.tags()) == Match.Answer.NO;
    }
}
