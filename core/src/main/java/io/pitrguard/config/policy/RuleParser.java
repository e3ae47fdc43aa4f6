package io.pitrguard.config.policy;

import io.pitrguard.domain.evaluation.Checks;
import io.pitrguard.domain.evaluation.DrillCheck;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.RequirementKey;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.Schedules;
import io.pitrguard.domain.policy.TagPattern;
import io.pitrguard.domain.policy.UnitPattern;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one rule; what it gives counts only when no problem was reported. Like all on the way of a valid policy it does
 * without lambdas: each costs a cold start close to a millisecond.
 */
final class RuleParser {
    static final Keys KEYS = new Keys(
            "a rule",
            List.of("name", "match", "require", "action", "exemptTags", "exempt", "backup", "drill"),
            Map.of("name", "Give the rule a name: findings and alerts name the rule that they come from."));

    private static final Keys MATCH = Keys.optional("a match", "table", "tag", "allTags", "account", "region", "ou");

    private static final Keys REQUIRE = new Keys("a requirement", requirementNames(), Map.of());

    private static final Keys EXEMPT = new Keys(
            "an exemption",
            List.of("reason", "owner", "until"),
            Map.of(
                    "reason", "Say why the tables may go without, such as 'reason: rebuilt nightly'.",
                    "owner", "Say who answers for it, such as 'owner: data-platform@example.com'.",
                    "until", "Say on which day it ends, such as 'until: 2027-03-31'."));

    // Stands in for what could not be read, in a policy that is thrown away.
    private static final Exemption UNREAD = new Exemption("unread", "unread", LocalDate.EPOCH);

    private RuleParser() {}

    private static List<String> requirementNames() {
        List<String> names = new ArrayList<>();
        for (RequirementKey<?> key : Checks.KEYS) {
            if (!(key instanceof RequirementKey.Drill)) {
                names.add(key.name());
            }
        }
        return names;
    }

    /** Reads a rule from its keys. */
    static Rule read(Fields fields) {
        String name = fields.text("name", TextParser.RULE_NAME).orElse("unread");
        Optional<Fields> match = fields.fields("match", MATCH);
        return new Rule(name, match.isPresent() ? match(match.get()) : Match.EVERY_TABLE, effect(fields));
    }

    private static Match match(Fields fields) {
        return new Match(
                globs(fields, "table", TextParser.TABLE),
                tags(fields, "tag"),
                tags(fields, "allTags"),
                fields.texts("account", TextParser.ACCOUNT),
                globs(fields, "region", TextParser.REGION),
                units(fields));
    }

    private static Rule.Effect effect(Fields fields) {
        Optional<Fields> require = fields.fields("require", REQUIRE);
        Requirement requirement = require.isPresent() ? requirement(require.get()) : Requirement.RECOVERY_ON;
        Optional<Value> action = fields.get("action");
        Action chosen = action.isPresent() ? action(action.get()) : Action.ALERT;
        if (!fields.has("exempt")) {
            Optional<Fields> backup = fields.fields("backup", BackupParser.KEYS);
            Schedules schedules = backup.isPresent() ? new Schedules(BackupParser.read(backup.get())) : Schedules.NONE;
            return new Rule.Effect.Require(
                    drilled(requirement, fields), chosen, fields.truth("exemptTags", true), schedules);
        }
        for (String key : List.of("require", "action", "exemptTags", "backup", "drill")) {
            fields.refuse(
                    key,
                    "may not stand beside 'exempt'",
                    "A rule that exempts asks nothing: remove '" + key + "' or 'exempt'.");
        }
        Optional<Fields> exempt = fields.fields("exempt", EXEMPT);
        return new Rule.Effect.Exempt(exempt.isPresent() ? exemption(exempt.get()) : UNREAD);
    }

    private static Requirement drilled(Requirement requirement, Fields fields) {
        Optional<Value> drill = fields.get(DrillCheck.DRILL.name());
        return drill.isPresent() ? with(requirement, DrillCheck.DRILL, drill.get()) : requirement;
    }

    private static Requirement requirement(Fields fields) {
        Requirement requirement = Requirement.RECOVERY_ON;
        for (RequirementKey<?> key : Checks.KEYS) {
            Optional<Value> value = fields.get(key.name());
            if (value.isPresent()) {
                requirement = with(requirement, key, value.get());
            }
        }
        return requirement;
    }

    private static Requirement with(Requirement requirement, RequirementKey<?> key, Value value) {
        return switch (key) {
            case RequirementKey.AtLeast number ->
                with(requirement, number, value.wholeNumber(number.least(), number.most(), number.remedy()));
            case RequirementKey.AtMost time -> {
                Optional<Duration> lag = value.text(TextParser.LAG).flatMap(DurationSyntax::parse);
                Optional<Duration> possible =
                        lag.filter(asked -> time.problem(asked).isEmpty());
                if (lag.isPresent() && possible.isEmpty()) {
                    value.refuse(
                            "%s is a lag that no table can keep to"
                                    .formatted(value.node().shown()),
                            time.remedy());
                }
                yield with(requirement, time, possible);
            }
            case RequirementKey.Drill drill -> {
                Optional<Fields> keys = value.fields(DrillParser.KEYS);
                yield with(requirement, drill, keys.isPresent() ? DrillParser.read(keys.get()) : Optional.empty());
            }
            case RequirementKey.Flag flag -> with(requirement, flag, value.truth());
        };
    }

    private static <T> Requirement with(Requirement requirement, RequirementKey<T> key, Optional<T> value) {
        return value.isPresent() ? requirement.with(key, value.get()) : requirement;
    }

    private static Action action(Value value) {
        String word = value.oneOf("an action", List.of("alert", "remediate")).orElse("alert");
        return word.equals("remediate") ? Action.REMEDIATE : Action.ALERT;
    }

    private static Exemption exemption(Fields fields) {
        Optional<String> reason = sentence(fields, "reason", TextParser.REASON);
        Optional<String> owner = sentence(fields, "owner", TextParser.OWNER);
        Optional<Value> until = fields.get("until");
        Optional<LocalDate> lastDay = until.isPresent() ? date(until.get()) : Optional.empty();
        return reason.isPresent() && owner.isPresent() && lastDay.isPresent()
                ? new Exemption(reason.get(), owner.get(), lastDay.get())
                : UNREAD;
    }

    private static Optional<LocalDate> date(Value value) {
        Optional<String> text = value.text(TextParser.DATE);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.get()));
        } catch (DateTimeParseException notInTheCalendar) {
            value.isNot("a date in the calendar", TextParser.DATE.remedy());
            return Optional.empty();
        }
    }

    /** Reasons and owners are printed within sentences; in the file they may be folded over lines. */
    private static Optional<String> sentence(Fields fields, String key, TextParser form) {
        Optional<Value> value = fields.get(key);
        Optional<String> text = value.isPresent() ? value.get().text(form) : Optional.empty();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        // Java knows more blanks than its patterns do.
        if (text.get().isBlank()) {
            value.get().isNot(form.what(), form.remedy());
            return Optional.empty();
        }
        return Optional.of(text.get().strip().replaceAll("\\s+", " "));
    }

    private static List<Glob> globs(Fields fields, String key, TextParser form) {
        List<Glob> globs = new ArrayList<>();
        for (String text : fields.texts(key, form)) {
            globs.add(new Glob(text));
        }
        return globs;
    }

    private static List<UnitPattern> units(Fields fields) {
        Optional<Value> value = fields.get("ou");
        if (value.isEmpty()) {
            return List.of();
        }
        List<UnitPattern> units = new ArrayList<>();
        for (Value each : value.get().oneOrMore(TextParser.UNIT)) {
            Optional<String> text = each.text(TextParser.UNIT);
            if (text.isPresent()) {
                units.add(unit(text.get(), each));
            }
        }
        return units;
    }

    private static UnitPattern unit(String text, Value value) {
        UnitPattern unit = new UnitPattern(text);
        Optional<UnitPattern.Problem> problem = UnitPattern.problem(text);
        if (problem.isPresent()) {
            value.refuse(
                    value.node().shown() + " " + problem.get().what(),
                    problem.get().remedy());
        } else if (unit.namesRoot()) {
            value.refuse(
                    value.node().shown() + " is the id of a root",
                    "Every account is below the root: remove it; for a unit of this name, write its id.");
        }
        return unit;
    }

    private static List<TagPattern> tags(Fields fields, String key) {
        List<TagPattern> tags = new ArrayList<>();
        for (String text : fields.texts(key, TextParser.TAG)) {
            tags.add(TagPattern.parse(text));
        }
        return tags;
    }
}
