package io.pitrguard.cli;

import io.pitrguard.cli.PolicyExplanationView.MeaningView;
import io.pitrguard.cli.PolicyExplanationView.Result;
import io.pitrguard.cli.PolicyExplanationView.RuleView;
import io.pitrguard.config.policy.PolicyDescription;
import io.pitrguard.domain.evaluation.TagExemption;
import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.organization.OrganizationalUnit;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.UnitPattern;
import io.pitrguard.domain.text.Printable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
        PolicyExplanationView view = view();
        List<String> lines = new ArrayList<>();
        view.rules().forEach(rule -> lines.addAll(line(rule, screen)));
        for (MeaningView meaning : view.meanings()) {
            lines.add("");
            String name = view.meanings().size() > 1 ? meaning.rule() + ": " : "";
            for (String paragraph : meaning.paragraphs()) {
                lines.addAll(Wrap.lines(Printable.line(name + paragraph), screen.width()));
                name = "";
            }
        }
        return lines;
    }

    private static List<String> line(RuleView rule, Screen screen) {
        return Wrap.hanging(label(rule.result()), Printable.line(rule.text()), screen.width());
    }

    private static String label(Result result) {
        return switch (result) {
            case NO_MATCH -> "  no match  ";
            case ENDED -> "  ended     ";
            case DEPENDS -> "  depends   ";
            case APPLIES -> "  applies   ";
        };
    }

    /** Returns the explanation: the rules up to the one that certainly applies, and what each possible one means. */
    PolicyExplanationView view() {
        List<RuleView> lines = new ArrayList<>();
        List<Rule> candidates = new ArrayList<>();
        boolean certain = false;
        for (Iterator<Rule> rules = policy.effectiveRules().iterator(); !certain && rules.hasNext(); ) {
            Rule rule = rules.next();
            boolean possible = mismatches(rule.match()).isEmpty();
            lines.add(line(rule, candidates.isEmpty()));
            if (possible && ended(rule).isEmpty()) {
                candidates.add(rule);
                certain = conditions(rule.match()).isEmpty();
            }
        }
        Optional<String> account = Optional.of(asked.table().where().account()).filter(_ -> asked.knowsAccount());
        return new PolicyExplanationView(
                asked.table().name(),
                account.orElse(null),
                Optional.of(asked.table().where().region())
                        .filter(_ -> asked.knowsRegion())
                        .orElse(null),
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                account.flatMap(policy::owner).orElse(null),
                PolicyDescription.restores(policy).orElse(null),
                lines,
                candidates.stream()
                        .map(rule -> new MeaningView(rule.name(), effects(rule)))
                        .toList());
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

    private RuleView line(Rule rule, boolean first) {
        List<String> mismatches = mismatches(rule.match());
        String conditions = String.join(" and ", conditions(rule.match()));
        if (!mismatches.isEmpty()) {
            return new RuleView(rule.name(), Result.NO_MATCH, rule.name() + ": " + String.join("; ", mismatches));
        }
        if (ended(rule).isPresent()) {
            return new RuleView(
                    rule.name(),
                    Result.ENDED,
                    "%s: matches%s, but its exemption ended on %s"
                            .formatted(
                                    rule.name(),
                                    conditions.isEmpty() ? "" : " if " + conditions,
                                    ended(rule).get().until()));
        }
        if (!conditions.isEmpty()) {
            return new RuleView(rule.name(), Result.DEPENDS, rule.name() + ": applies if " + conditions);
        }
        String why = rule.equals(Policy.FALLBACK) ? " (no rule of the policy matches)" : "";
        return new RuleView(rule.name(), Result.APPLIES, rule.name() + (first ? why : ": applies otherwise"));
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
        } else if (units.isPresent() && !isWithin(match, units.get()) && isOpen(match, units.get())) {
            open.add("the account is in " + match.units() + " (unknown: pass the "
                    + (hasId(units.get()) ? "path of names" : "unit's id") + " with --ou)");
        }
        return open;
    }

    private static boolean isWithin(Match match, List<OrganizationalUnit> units) {
        return match.within(units).isPresent();
    }

    /** A path does not tell the ids, nor an id the path. */
    private static boolean isOpen(Match match, List<OrganizationalUnit> units) {
        return hasId(units)
                || match.units().stream().anyMatch(unit -> unit.text().matches(UnitPattern.ID));
    }

    private static boolean hasId(List<OrganizationalUnit> units) {
        return units.stream().anyMatch(unit -> unit.name().matches(UnitPattern.ID));
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
        if (units.isPresent() && !isWithin(match, units.get()) && !isOpen(match, units.get())) {
            reasons.add("the account is not in " + match.units());
        }
        return reasons;
    }

    private boolean misses(Match part) {
        return part.test(asked.table(), asked.tags()) == Match.Answer.NO;
    }
}
