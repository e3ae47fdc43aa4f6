package io.pitrguard.config;

import io.pitrguard.config.policy.DurationSyntax;
import io.pitrguard.config.policy.PolicyReader;
import io.pitrguard.config.policy.PolicyReading;
import io.pitrguard.config.policy.Suggestion;
import io.pitrguard.config.policy.UnitRules;
import io.pitrguard.domain.evaluation.Check;
import io.pitrguard.domain.evaluation.Checks;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.RequirementKey;
import io.pitrguard.domain.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The parameters of a rule of AWS Config, validated; all are texts, and none is needed.
 *
 * @param policy what to judge by: the deployment's policy or another file beside it; where the other parameters ask
 *     more than a rule of it, what they ask
 * @param exemptAsCompliant whether an exempt table shows as {@code COMPLIANT}; otherwise as {@code NOT_APPLICABLE}
 * @param act whether the rule does what the policy says; otherwise it only reports
 */
public record RuleParameters(Policy policy, boolean exemptAsCompliant, boolean act) {
    /** What the keys of the exemption tags begin with; {@code pitr-guard:exempt} by default. */
    public static final String EXEMPT_TAG = "exemptTag";

    /** {@code NOT_APPLICABLE}, the default, or {@code COMPLIANT}. */
    public static final String EXEMPT_AS = "exemptAs";

    /** {@code deployment}, the default, {@code built-in}, or the name of a file beside the deployment's policy. */
    public static final String POLICY = "policy";

    /** {@code policy}, the default, or {@code never}. */
    public static final String ACT = "act";

    private static final List<String> NAMES = names();
    // No rule of a policy file can have this name.
    private static final String LAST_RULE = "(rule parameters)";

    /**
     * Reads parameters.
     *
     * @throws SettingsException with every problem at once
     */
    public static RuleParameters read(Map<String, String> parameters, Settings settings) {
        Reader reader = new Reader(parameters, settings, new ArrayList<>());
        reader.refuseUnknown();
        Policy base = reader.policy();
        Requirement asked = reader.requirement();
        String exemptTag = reader.exemptTag(base.exemptTag());
        boolean asCompliant =
                reader.oneOf(EXEMPT_AS, "NOT_APPLICABLE", "COMPLIANT").equals("COMPLIANT");
        boolean act = reader.oneOf(ACT, "policy", "never").equals("policy");
        if (!reader.problems().isEmpty()) {
            throw new SettingsException(reader.problems());
        }
        return new RuleParameters(asking(base, asked, exemptTag), asCompliant, act);
    }

    private static Policy asking(Policy base, Requirement asked, String exemptTag) {
        List<Rule> rules = new ArrayList<>();
        for (Rule rule : base.rules()) {
            rules.add(new Rule(rule.name(), rule.match(), asking(rule.effect(), asked)));
        }
        if (!asked.equals(Requirement.RECOVERY_ON)) {
            // The policy's own fallback asks only that recovery is on.
            rules.add(new Rule(LAST_RULE, Match.EVERY_TABLE, new Rule.Effect.Require(asked, Action.ALERT)));
        }
        return base.with(rules).withExemptTag(exemptTag);
    }

    private static Rule.Effect asking(Rule.Effect effect, Requirement asked) {
        return switch (effect) {
            case Rule.Effect.Exempt exempt -> exempt;
            case Rule.Effect.Require require ->
                new Rule.Effect.Require(require.requirement().and(asked), require.action(), require.exemptTags());
        };
    }

    /** Returns the names of all parameters; those that ask something of tables first. */
    private static List<String> names() {
        return Stream.concat(keys().stream().map(RequirementKey::name), Stream.of(EXEMPT_TAG, EXEMPT_AS, POLICY, ACT))
                .toList();
    }

    private static List<RequirementKey<?>> keys() {
        return Checks.ALL.stream()
                .filter(Check::isRuleParameter)
                .<RequirementKey<?>>flatMap(check -> check.key().stream())
                .toList();
    }

    private record Reader(Map<String, String> parameters, Settings settings, List<String> problems) {
        void refuseUnknown() {
            for (String name : parameters.keySet()) {
                if (!NAMES.contains(name)) {
                    problems.add("The rule parameter '" + name + "' is not known."
                            + Suggestion.of(name, NAMES)
                                    .map(known -> " Did you mean '" + known + "'?")
                                    .orElse(" Known are " + String.join(", ", NAMES) + "."));
                }
            }
        }

        Optional<String> text(String name) {
            return Optional.ofNullable(parameters.get(name)).map(String::strip).filter(v -> !v.isEmpty());
        }

        Requirement requirement() {
            Requirement requirement = Requirement.RECOVERY_ON;
            for (RequirementKey<?> key : keys()) {
                requirement = with(requirement, key);
            }
            return requirement;
        }

        private Requirement with(Requirement requirement, RequirementKey<?> key) {
            return switch (key) {
                case RequirementKey.AtLeast number ->
                    with(
                            requirement,
                            number,
                            text -> number(text).filter(n -> number.problem(n).isEmpty()),
                            "a whole number from " + number.least() + " to " + number.most());
                case RequirementKey.AtMost time ->
                    with(
                            requirement,
                            time,
                            text -> DurationSyntax.parse(text)
                                    .filter(lag -> time.problem(lag).isEmpty()),
                            "a time longer than 5 minutes, such as 15m or 1h");
                // Drills are asked for by a policy file only.
                case RequirementKey.Drill _ -> requirement;
                case RequirementKey.Flag flag -> with(requirement, flag, Reader::truth, "true or false");
            };
        }

        private <T> Requirement with(
                Requirement requirement, RequirementKey<T> key, Function<String, Optional<T>> parse, String wanted) {
            Optional<String> text = text(key.name());
            Optional<T> value = text.flatMap(parse);
            if (text.isPresent() && value.isEmpty()) {
                problems.add(wrong(key.name(), text.get(), wanted));
            }
            return value.map(it -> requirement.with(key, it)).orElse(requirement);
        }

        private static Optional<Integer> number(String text) {
            return text.matches("0|[1-9]\\d{0,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
        }

        private static Optional<Boolean> truth(String text) {
            return text.matches("true|false") ? Optional.of(Boolean.valueOf(text)) : Optional.empty();
        }

        String exemptTag(String standard) {
            String tag = text(EXEMPT_TAG).orElse(standard).replaceFirst("-+$", "");
            // Keys have at most 128 characters, and the longest ending is "-reason".
            if (tag.length() > 121) {
                problems.add(wrong(EXEMPT_TAG, tag, "a text of at most 121 characters"));
            }
            return tag;
        }

        String oneOf(String name, String standard, String other) {
            String text = text(name).orElse(standard);
            if (!text.equals(standard) && !text.equals(other)) {
                problems.add(wrong(name, text, standard + " or " + other));
            }
            return text;
        }

        Policy policy() {
            String name = text(POLICY).orElse("deployment");
            return switch (name) {
                case "deployment" -> settings.policy();
                case "built-in" -> Policy.BUILT_IN;
                default -> file(name);
            };
        }

        private Policy file(String name) {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                problems.add(wrong(
                        POLICY, name, "deployment, built-in, or the name of a file beside the deployment's policy"));
                return Policy.BUILT_IN;
            }
            return switch (PolicyReader.read(settings.policyFolder().resolve(name))) {
                case PolicyReading.Valid valid -> {
                    Optional.of(valid.policy())
                            .filter(_ -> settings.hub().mode() != Mode.ORGANIZATION)
                            .flatMap(UnitRules::problem)
                            .ifPresent(problem -> problems.add("The rule parameter '" + POLICY + "': " + problem));
                    yield valid.policy();
                }
                case PolicyReading.Invalid invalid -> {
                    invalid.errors().forEach(error -> problems.add("The rule parameter '" + POLICY + "': " + error));
                    yield Policy.BUILT_IN;
                }
            };
        }

        private static String wrong(String name, String text, String wanted) {
            return "The rule parameter '%s' is '%s'. Set it to %s, or leave it out.".formatted(name, text, wanted);
        }
    }
}
