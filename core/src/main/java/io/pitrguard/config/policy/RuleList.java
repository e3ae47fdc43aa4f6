package io.pitrguard.config.policy;

import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the rules in order and reports what is wrong between them: names used twice, rules that nothing reaches. */
final class RuleList {
    /** Every table is matched against every rule until one fits. */
    static final int MOST_RULES = 500;

    private final Map<String, SourcePosition> names = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();

    private RuleList() {}

    /** Reads a list of rules; what it gives counts only when no problem was reported. */
    static List<Rule> read(Value value) {
        RuleList list = new RuleList();
        List<Value> items = value.items(
                "a list of rules", "Begin each rule with '- name: …' on a line of its own, or write [] for none.");
        if (items.size() > MOST_RULES) {
            value.refuse(
                    "there are %d rules; at most %d are allowed".formatted(items.size(), MOST_RULES),
                    "Match several tables with one rule: patterns such as orders-*, lists, or tags.");
            return List.of();
        }
        for (Value item : items) {
            list.take(item);
        }
        return list.rules;
    }

    private void take(Value item) {
        int before = item.problems().count();
        Optional<Fields> fields = item.fields(RuleParser.KEYS);
        if (fields.isEmpty()) {
            return;
        }
        Optional<Value> name = fields.get().get("name");
        if (name.isPresent()) {
            checkName(name.get());
        }
        Rule rule = RuleParser.read(fields.get());
        // A rule that could not be read matches who knows what: nothing is concluded from it.
        if (item.problems().count() == before) {
            checkReachable(item, rule);
            rules.add(rule);
        }
    }

    private void checkName(Value value) {
        if (!(value.node() instanceof Yaml.Scalar scalar)) {
            return;
        }
        if (scalar.text().equals(Policy.FALLBACK.name())) {
            value.refuse(
                    "'default' is what the rule after the last one is called", "Give this rule a name of its own.");
        }
        SourcePosition first = names.putIfAbsent(scalar.text(), scalar.place());
        if (first != null) {
            value.refuse(
                    "the rule on line " + first.line() + " is already called " + scalar.shown(),
                    "Give each rule a name of its own.");
        }
    }

    /** An exemption ends, and then the rules after it have their turn. */
    private void checkReachable(Value item, Rule rule) {
        for (Rule earlier : rules) {
            if (earlier.effect() instanceof Rule.Effect.Require
                    && earlier.match().covers(rule.match())) {
                refuseUnreachable(item, rule, earlier);
                return;
            }
        }
    }

    private static void refuseUnreachable(Value item, Rule rule, Rule earlier) {
        String above = "unreachable: rule '" + earlier.name() + "' above matches ";
        if (rule.match().covers(earlier.match())) {
            item.refuse(above + "the same tables", "Remove one of the two, or change what one of them matches.");
            return;
        }
        item.refuse(
                above
                        + (earlier.match().covers(Match.EVERY_TABLE)
                                ? "every table"
                                : "every table that this one matches"),
                "Move rule '" + rule.name() + "' above it, or narrow what '" + earlier.name() + "' matches.");
    }
}
