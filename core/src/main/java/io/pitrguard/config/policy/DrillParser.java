package io.pitrguard.config.policy;

import io.pitrguard.domain.item.Statement;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.DrillRequirement.Assertion;
import io.pitrguard.domain.policy.DrillRequirement.TimeAttribute;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what drills must show, and how much they may do; what it gives counts only when no problem was reported. */
final class DrillParser {
    /** The keys of {@code drill}. */
    static final Keys KEYS = new Keys(
            "a drill",
            List.of(
                    "every",
                    "targetTime",
                    "maxCostUsd",
                    "sample",
                    "indexes",
                    "timeAttribute",
                    "exactCount",
                    "assertions"),
            Map.of("every", "Write how often the restore must be proven, such as 'every: 30d'."));

    /** The keys of {@code drills}. */
    static final Keys BUDGET =
            Keys.optional("a budget of drills", "maxPerRun", "maxConcurrent", "maxCostUsd", "readsPerSecond");

    private static final Keys TIME = new Keys(
            "a time attribute",
            List.of("name", "within"),
            Map.of(
                    "name", "Name the attribute that shows when an item was last written.",
                    "within", "Write how far its newest value may be from the restored moment, such as 'within: 1h'."));

    private static final Keys ASSERTION = new Keys(
            "an assertion",
            List.of("statement", "min", "max"),
            Map.of("statement", "Write a statement such as 'SELECT * FROM {table} WHERE total < 0'."));

    private static final int MOST_USD = 1_000_000;
    private static final int MOST_ITEMS = 2_000_000_000;
    private static final int MOST_DAYS = 366;
    private static final String NO_SIGN = "Write US dollars without a currency sign.";

    private DrillParser() {}

    /** Reads it from its keys; empty if it could not be read. */
    static Optional<DrillRequirement> read(Fields fields) {
        Optional<Duration> every = every(fields);
        Optional<Duration> targetTime = duration(fields, "targetTime");
        Optional<BigDecimal> cost = usd(fields);
        int sample = number(
                fields,
                "sample",
                DrillRequirement.LARGEST_SAMPLE,
                DrillRequirement.STANDARD_SAMPLE,
                "Compare 1 at least.");
        boolean indexes = fields.truth("indexes", false);
        Optional<Fields> time = fields.fields("timeAttribute", TIME);
        Optional<TimeAttribute> attribute = time.isPresent() ? time(time.get()) : Optional.empty();
        Optional<String> exactCount = fields.text("exactCount", TextParser.S3_FOLDER);
        List<Assertion> assertions = assertions(fields);
        return every.isPresent()
                ? Optional.of(new DrillRequirement(
                        every.get(), targetTime, cost, sample, indexes, attribute, exactCount, assertions))
                : Optional.empty();
    }

    /** Reads how much drills may do. */
    static DrillBudget budget(Fields fields) {
        DrillBudget standard = DrillBudget.STANDARD;
        return new DrillBudget(
                number(
                        fields,
                        "maxPerRun",
                        DrillBudget.MOST_PER_RUN,
                        standard.maxPerRun(),
                        "To drill no table, remove 'drill' from the rules."),
                number(
                        fields,
                        "maxConcurrent",
                        DrillBudget.MOST_CONCURRENT,
                        standard.maxConcurrent(),
                        "AWS runs 50 restores at once for all who restore."),
                usd(fields),
                number(
                        fields,
                        "readsPerSecond",
                        DrillBudget.MOST_READS,
                        standard.readsPerSecond(),
                        "Write read units per second."));
    }

    private static Optional<Duration> every(Fields fields) {
        Optional<Value> value = fields.get("every");
        Optional<String> text = value.isPresent() ? value.get().text(TextParser.DAYS) : Optional.empty();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int days = Integer.parseInt(text.get().substring(0, text.get().length() - 1));
        if (days > MOST_DAYS) {
            value.get().refuse(text.get() + " is more than 366 days", "Write at most 366d.");
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(days));
    }

    private static Optional<Duration> duration(Fields fields, String key) {
        Optional<String> text = fields.text(key, TextParser.LAG);
        return text.isPresent() ? DurationSyntax.parse(text.get()) : Optional.empty();
    }

    private static Optional<BigDecimal> usd(Fields fields) {
        Optional<Value> value = fields.get("maxCostUsd");
        return value.isPresent() ? value.get().number(0, MOST_USD, NO_SIGN) : Optional.empty();
    }

    private static int number(Fields fields, String key, int most, int standard, String remedy) {
        Optional<Value> value = fields.get(key);
        return value.isPresent() ? value.get().wholeNumber(1, most, remedy).orElse(standard) : standard;
    }

    private static Optional<TimeAttribute> time(Fields fields) {
        Optional<Value> value = fields.get("name");
        Optional<String> name = value.isPresent() ? value.get().text(TextParser.ATTRIBUTE) : Optional.empty();
        // Java knows more blanks than its patterns do.
        if (name.isPresent() && name.get().isBlank()) {
            value.get().isNot(TextParser.ATTRIBUTE.what(), TextParser.ATTRIBUTE.remedy());
            return Optional.empty();
        }
        Optional<Duration> within = duration(fields, "within");
        return name.isPresent() && within.isPresent()
                ? Optional.of(new TimeAttribute(name.get(), within.get()))
                : Optional.empty();
    }

    private static List<Assertion> assertions(Fields fields) {
        Optional<Value> value = fields.get("assertions");
        if (value.isEmpty()) {
            return List.of();
        }
        List<Value> written = value.get().items("a list of assertions", "Write each below it, after a '-'.");
        if (written.size() > DrillRequirement.MOST_ASSERTIONS) {
            value.get()
                    .refuse(
                            "has " + written.size() + " assertions, more than " + DrillRequirement.MOST_ASSERTIONS,
                            "Keep the most important.");
            return List.of();
        }
        List<Assertion> assertions = new ArrayList<>();
        for (Value each : written) {
            Optional<Fields> keys = each.fields(ASSERTION);
            Optional<Assertion> assertion = keys.isPresent() ? assertion(each, keys.get()) : Optional.empty();
            if (assertion.isPresent()) {
                assertions.add(assertion.get());
            }
        }
        return assertions;
    }

    private static Optional<Assertion> assertion(Value value, Fields fields) {
        Optional<Value> statement = fields.get("statement");
        Optional<String> text = statement.isPresent() ? statement.get().text(TextParser.STATEMENT) : Optional.empty();
        OptionalLong min = count(fields, "min");
        OptionalLong max = count(fields, "max");
        if (!fields.has("min") && !fields.has("max")) {
            value.refuse("an assertion needs min or max", "Write how many items the statement must find.");
        }
        if (max.isPresent() && min.orElse(0) > max.getAsLong()) {
            value.refuse("min is above max", "Write a min that is not above max.");
            return Optional.empty();
        }
        boolean readable = text.isPresent() && reads(statement.get(), text.get());
        return readable && (min.isPresent() || max.isPresent())
                ? Optional.of(new Assertion(text.get(), min, max))
                : Optional.empty();
    }

    private static boolean reads(Value value, String text) {
        try {
            Statement.of(text);
            return true;
        } catch (IllegalArgumentException e) {
            value.refuse(value.node().shown() + " cannot be used: " + e.getMessage(), TextParser.STATEMENT.remedy());
            return false;
        }
    }

    private static OptionalLong count(Fields fields, String key) {
        Optional<Value> value = fields.get(key);
        Optional<Integer> number = value.isPresent()
                ? value.get().wholeNumber(0, MOST_ITEMS, "Write a number of items.")
                : Optional.empty();
        return number.isPresent() ? OptionalLong.of(number.get()) : OptionalLong.empty();
    }
}
