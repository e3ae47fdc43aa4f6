package io.pitrguard.config;

import io.pitrguard.config.policy.DurationSyntax;
import io.pitrguard.config.policy.PolicyReader;
import io.pitrguard.config.policy.PolicyReading;
import io.pitrguard.config.policy.Suggestion;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
    /** The shortest period that a table may have, 1 to 35 days. */
    public static final String DAYS = "recoveryPeriodDays";

    /** How old the latest restorable time may be, such as {@code 15m}. */
    public static final String LAG = "maxRestorePointLag";

    /** What the keys of the exemption tags begin with; {@code pitr-guard:exempt} by default. */
    public static final String EXEMPT_TAG = "exemptTag";

    /** {@code NOT_APPLICABLE}, the default, or {@code COMPLIANT}. */
    public static final String EXEMPT_AS = "exemptAs";

    /** {@code deployment}, the default, {@code built-in}, or the name of a file beside the deployment's policy. */
    public static final String POLICY = "policy";

    /** {@code policy}, the default, or {@code never}. */
    public static final String ACT = "act";

    private static final List<String> NAMES = List.of(DAYS, LAG, EXEMPT_TAG, EXEMPT_AS, POLICY, ACT);
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
        OptionalInt days = reader.days();
        Optional<Duration> lag = reader.lag();
        String exemptTag = reader.exemptTag(base.exemptTag());
        boolean asCompliant =
                reader.oneOf(EXEMPT_AS, "NOT_APPLICABLE", "COMPLIANT").equals("COMPLIANT");
        boolean act = reader.oneOf(ACT, "policy", "never").equals("policy");
        if (!reader.problems().isEmpty()) {
            throw new SettingsException(reader.problems());
        }
        return new RuleParameters(asking(base, days, lag, exemptTag), asCompliant, act);
    }

    private static Policy asking(Policy base, OptionalInt days, Optional<Duration> lag, String exemptTag) {
        List<Rule> rules = new ArrayList<>();
        for (Rule rule : base.rules()) {
            rules.add(new Rule(rule.name(), rule.match(), asking(rule.effect(), days, lag)));
        }
        if (days.isPresent() || lag.isPresent()) {
            // The policy's own fallback asks only that recovery is on.
            Requirement last = new Requirement(days, lag, false);
            rules.add(new Rule(LAST_RULE, Match.EVERY_TABLE, new Rule.Effect.Require(last, Action.ALERT)));
        }
        return new Policy(base.source(), rules, base.limits(), exemptTag);
    }

    private static Rule.Effect asking(Rule.Effect effect, OptionalInt days, Optional<Duration> lag) {
        return switch (effect) {
            case Rule.Effect.Exempt exempt -> exempt;
            case Rule.Effect.Require require ->
                new Rule.Effect.Require(
                        new Requirement(
                                longest(days, require.requirement().recoveryPeriodDays()),
                                shortest(lag, require.requirement().maxRestorePointLag()),
                                require.requirement().deletionProtection()),
                        require.action());
        };
    }

    private static OptionalInt longest(OptionalInt one, OptionalInt other) {
        return one.isEmpty() || other.isEmpty()
                ? one.isPresent() ? one : other
                : OptionalInt.of(Math.max(one.getAsInt(), other.getAsInt()));
    }

    private static Optional<Duration> shortest(Optional<Duration> one, Optional<Duration> other) {
        return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
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

        OptionalInt days() {
            Optional<String> text = text(DAYS);
            if (text.isEmpty()) {
                return OptionalInt.empty();
            }
            if (text.get().matches("[1-9]|[12]\\d|3[0-5]")) {
                return OptionalInt.of(Integer.parseInt(text.get()));
            }
            problems.add(wrong(DAYS, text.get(), "a whole number from 1 to 35"));
            return OptionalInt.empty();
        }

        Optional<Duration> lag() {
            Optional<Duration> lag = text(LAG).flatMap(DurationSyntax::parse);
            if (lag.isEmpty() && text(LAG).isPresent()) {
                problems.add(wrong(LAG, text(LAG).get(), "a time such as 15m or 1h"));
            }
            return lag;
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
                case PolicyReading.Valid valid -> valid.policy();
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
