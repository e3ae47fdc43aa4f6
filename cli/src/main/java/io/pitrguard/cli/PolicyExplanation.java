package io.pitrguard.cli;

import io.pitrguard.config.policy.PolicyDescription;
import io.pitrguard.domain.evaluation.TagExemption;
import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.RuleChoice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says rule by rule why a policy treats a table as it does. */
final class PolicyExplanation {
    private final Policy policy;
    private final TableInQuestion asked;
    private final Instant now;

    PolicyExplanation(Policy policy, TableInQuestion asked, Instant now) {
        this.policy = policy;
        this.asked = asked;
        this.now = now;
    }

    List<String> lines() {
        RuleChoice choice = policy.choose(asked.table(), asked.tags(), now);
        Rule applies = choice.candidates().getFirst();
        List<String> lines = new ArrayList<>();
        for (Rule rule : policy.effectiveRules()) {
            lines.add(line(rule, applies, choice));
            if (rule.equals(applies)) {
                break;
            }
        }
        lines.add("");
        lines.add(PolicyDescription.describe(applies, now));
        TagExemption own = TagExemption.read(asked.tags(), now);
        own.exemption()
                .ifPresent(e -> lines.add("The table's own tags exempt it from that until %s: %s (owner: %s)."
                        .formatted(e.until(), e.reason(), e.owner())));
        own.notices().stream().map(Notice::message).forEach(lines::add);
        return lines;
    }

    private String line(Rule rule, Rule applies, RuleChoice choice) {
        if (rule.equals(applies)) {
            return "  applies   " + rule.name()
                    + (rule.equals(Policy.FALLBACK) ? " (no rule of the policy matches)" : "");
        }
        boolean ended = choice.ended().stream().anyMatch(e -> e.rule().equals(rule.name()));
        return ended
                ? "  ended     " + rule.name() + ": matches, but its exemption has ended"
                : "  no match  " + rule.name() + ": " + whyNot(rule.match());
    }

    private String whyNot(Match match) {
        List<String> why = new ArrayList<>();
        if (misses(new Match(match.tables(), List.of(), List.of(), List.of(), List.of()))) {
            why.add("the name '" + asked.table().name() + "' fits none of " + match.tables());
        }
        if (misses(new Match(List.of(), match.anyTag(), List.of(), List.of(), List.of()))) {
            why.add("it has none of the tags " + match.anyTag());
        }
        if (misses(new Match(List.of(), List.of(), match.allTags(), List.of(), List.of()))) {
            why.add("it lacks one of the tags " + match.allTags());
        }
        if (misses(new Match(List.of(), List.of(), List.of(), match.accounts(), List.of()))) {
            why.add((asked.knowsAccount() ? "the account is none of " : "no --account is given, it asks for one of ")
                    + match.accounts());
        }
        if (misses(new Match(List.of(), List.of(), List.of(), List.of(), match.regions()))) {
            why.add((asked.knowsRegion() ? "the region fits none of " : "no --region is given, it asks for one of ")
                    + match.regions());
        }
        return String.join("; ", why);
    }

    private boolean misses(Match part) {
        return part.test(asked.table(), asked.tags()) == Match.Answer.NO;
    }
}
