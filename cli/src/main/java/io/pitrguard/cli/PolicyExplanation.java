package io.pitrguard.cli;

import io.pitrguard.bootstrap.policy.PolicyInWords;
import io.pitrguard.domain.evaluation.TagExemption;
import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.RuleChoice;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says rule by rule why a policy treats a table as it does. */
final class PolicyExplanation {
    private final Policy policy;
    private final Instant now;

    PolicyExplanation(Policy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    List<String> lines(String name, Map<String, String> tags, String account, String region) {
        TableRef table = new AccountRegion("aws", account, region).table(name);
        Tags.Known known = new Tags.Known(tags);
        RuleChoice choice = policy.choose(table, known, now);
        Rule applies = choice.candidates().getFirst();
        List<String> lines = new ArrayList<>();
        for (Rule rule : policy.effectiveRules()) {
            lines.add(line(rule, applies, choice, table, known));
            if (rule.equals(applies)) {
                break;
            }
        }
        lines.add("");
        lines.add(PolicyInWords.describe(applies, now));
        TagExemption own = TagExemption.read(known, now);
        own.exemption()
                .ifPresent(e -> lines.add("The table's own tags exempt it from that until %s: %s (owner: %s)."
                        .formatted(e.until(), e.reason(), e.owner())));
        own.notices().stream().map(Notice::message).forEach(lines::add);
        return lines;
    }

    private static String line(Rule rule, Rule applies, RuleChoice choice, TableRef table, Tags.Known tags) {
        if (rule.equals(applies)) {
            return "  applies   " + rule.name()
                    + (rule.equals(Policy.FALLBACK) ? " (no rule of the policy matches)" : "");
        }
        boolean ended = choice.ended().stream().anyMatch(e -> e.rule().equals(rule.name()));
        return ended
                ? "  ended     " + rule.name() + ": matches, but its exemption has ended"
                : "  no match  " + rule.name() + ": " + whyNot(rule.match(), table, tags);
    }

    private static String whyNot(Match match, TableRef table, Tags.Known tags) {
        List<String> why = new ArrayList<>();
        add(
                why,
                new Match(match.tables(), List.of(), List.of(), List.of(), List.of()),
                table,
                tags,
                "the name '" + table.name() + "' fits none of " + match.tables());
        add(
                why,
                new Match(List.of(), match.anyTag(), List.of(), List.of(), List.of()),
                table,
                tags,
                "it has none of the tags " + match.anyTag());
        add(
                why,
                new Match(List.of(), List.of(), match.allTags(), List.of(), List.of()),
                table,
                tags,
                "it lacks one of the tags " + match.allTags());
        add(
                why,
                new Match(List.of(), List.of(), List.of(), match.accounts(), List.of()),
                table,
                tags,
                "the account is none of " + match.accounts());
        add(
                why,
                new Match(List.of(), List.of(), List.of(), List.of(), match.regions()),
                table,
                tags,
                "the region fits none of " + match.regions());
        return String.join("; ", why);
    }

    private static void add(List<String> why, Match part, TableRef table, Tags.Known tags, String otherwise) {
        if (part.test(table, tags) == Match.Answer.NO) {
            why.add(otherwise);
        }
    }
}
