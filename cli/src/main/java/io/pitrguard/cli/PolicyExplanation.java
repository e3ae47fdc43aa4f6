package io.pitrguard.cli;

import io.pitrguard.config.policy.PolicyDescription;
import io.pitrguard.domain.evaluation.TagExemption;
import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.organization.OrganizationalUnit;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.text.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Explains rule by rule which rule of a policy applies to a table. */
final class PolicyExplanation {
    private final Policy policy;
    private final HypotheticalTable asked;
    private final Optional<List<OrganizationalUnit>> units;
    private final Instant now;

    /**
     * Creates an explanation.
     *
     * @param units the organizational units of the table's account, from the root down; empty if they are not known
     */
    PolicyExplanation(Policy policy, HypotheticalTable asked, Optional<List<OrganizationalUnit>> units, Instant now) {
        this.policy = policy;
        this.asked = asked;
        this.units = units;
        this.now = now;
    }

    /** Returns the explanation, laid out for a screen. */
    List<String> lines(Screen screen) {
        List<String> lines = new ArrayList<>();
        List<Rule> candidates = new ArrayList<>();
        boolean certain = false;
        for (Iterator<Rule> rules = policy.effectiveRules().iterator(); !certain && rules.hasNext(); ) {
            Rule rule = rules.next();
            boolean possible = mismatches(rule.match()).isEmpty();
            lines.addAll(line(rule, candidates.isEmpty()).lines(screen));
            if (possible && ended(rule).isEmpty()) {
                candidates.add(rule);
                certain = conditions(rule.match()).isEmpty();
            }
        }
        for (Rule rule : candidates) {
            lines.add("");
            String name = candidates.size() > 1 ? rule.name() + ": " : "";
            for (String paragraph : effects(rule)) {
                lines.addAll(Wrap.lines(Printable.line(name + paragraph), screen.width()));
                name = "";
            }
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

    private Line line(Rule rule, boolean first) {
        List<String> mismatches = mismatches(rule.match());
        String conditions = String.join(" and ", conditions(rule.match()));
        if (!mismatches.isEmpty()) {
            return new Line("  no match  ", rule.name() + ": " + String.join("; ", mismatches));
        }
        if (ended(rule).isPresent()) {
            return new Line(
                    "  ended     ",
                    "%s: matches%s, but its exemption ended on %s"
                            .formatted(
                                    rule.name(),
                                    conditions.isEmpty() ? "" : " if " + conditions,
                                    ended(rule).get().until()));
        }
        if (!conditions.isEmpty()) {
            return new Line("  depends   ", rule.name() + ": applies if " + conditions);
        }
        String why = rule.equals(Policy.FALLBACK) ? " (no rule of the policy matches)" : "";
        return new Line("  applies   ", rule.name() + (first ? why : ": applies otherwise"));
    }

    private Optional<Exemption> ended(Rule rule) {
        return rule.effect() instanceof Rule.Effect.Exempt(Exemption exemption) && !exemption.countsAt(now)
                ? Optional.of(exemption)
                : Optional.empty();
    }

    /** Returns what must hold so that a rule matches, of what is not known of the table. */
    private List<String> conditions(Match match) {
        List<String> open = new ArrayList<>();
        if (!asked.knowsAccount() && !match.accounts().isEmpty()) {
            open.add("the account is one of " + match.accounts() + " (unknown: pass --account)");
        }
        if (!asked.knowsRegion() && !match.regions().isEmpty()) {
            open.add("the region matches " + match.regions() + " (unknown: pass --region)");
        }
        if (units.isEmpty() && !match.units().isEmpty()) {
            open.add("the account is in " + match.units() + " (unknown: pass --ou)");
        }
        return open;
    }

    /** What became of a rule. */
    private record Line(String label, String text) {
        private List<String> lines(Screen screen) {
            return Wrap.hanging(label, Printable.line(text), screen.width());
        }
    }

    private List<String> mismatches(Match match) {
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
        if (asked.knowsAccount() && misses(new Match(List.of(), List.of(), List.of(), match.accounts(), List.of()))) {
            reasons.add("the account is not one of " + match.accounts());
        }
        if (asked.knowsRegion() && misses(new Match(List.of(), List.of(), List.of(), List.of(), match.regions()))) {
            reasons.add("the region does not match " + match.regions());
        }
        if (units.isPresent() && match.within(units.get()).isEmpty()) {
            reasons.add("the account is not in " + match.units());
        }
        return reasons;
    }

    private boolean misses(Match part) {
        return part.test(asked.table(), asked.tags()) == Match.Answer.NO;
    }
}
