package io.pitrguard.infra;

import io.pitrguard.config.policy.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * The CDK's context, read option by option. Problems are collected. On the command line every value is a string; in
 * cdk.json there are also numbers, lists and objects.
 */
final class Context {
    // The CDK's own keys without a namespace; all its other keys have one of the characters below.
    private static final Set<String> OF_THE_CDK =
            Set.of("acknowledged-issue-numbers", "cdk-migrate", "cli-telemetry", "availability-zones", "ssm");
    private static final String NAMESPACED = ".*[@:/].*";

    /** Names of options in earlier versions, which no spelling leads to. */
    private static final Map<String, String> FORMER = Map.of(
            "fightLimit", "flappingLimit",
            "fightHours", "flappingHours",
            "remindHours", "reminderHours",
            "unwellEmail", "healthEmail");

    private final Map<String, ?> values;
    private final List<String> problems = new ArrayList<>();

    Context(Map<String, ?> values) {
        this.values = values;
        new TreeSet<>(values.keySet()).forEach(this::refuseUnknown);
    }

    private void refuseUnknown(String key) {
        if (key.matches(NAMESPACED)
                || OF_THE_CDK.contains(key)
                || Option.named(key).isPresent()) {
            return;
        }
        String remedy = Optional.ofNullable(FORMER.get(key))
                .or(() -> Suggestion.of(key.replace("-", "").replace("_", ""), Option.keys()))
                .map(meant -> "Did you mean '" + meant + "'?")
                .orElse("Known are " + String.join(", ", Option.keys()) + ".");
        problems.add("Context key '" + key + "' is unknown. " + remedy);
    }

    /**
     * Ends reading.
     *
     * @throws OptionsException with every problem at once
     */
    void finish() {
        if (!problems.isEmpty()) {
            throw new OptionsException(problems);
        }
    }

    /** Adds a problem with an option, and its remedy. */
    void refuse(Option option, String value, String remedy) {
        problems.add(option.key() + " is '" + value + "'. " + remedy);
    }

    /** Returns the value as a string, or the default. */
    String text(Option option) {
        Object value = values.get(option.key());
        String text = value == null ? "" : value.toString().strip();
        return text.isEmpty() ? option.standard() : text;
    }

    /** Returns whether an option has another value than its default. */
    boolean isSet(Option option) {
        Object value = values.get(option.key());
        return value instanceof Collection<?> many
                ? !many.isEmpty()
                : !whole(text(option)).equals(option.standard());
    }

    /** Returns a string that matches a pattern; empty where the option is not set. */
    Optional<String> formed(Option option, String form, String remedy) {
        String text = text(option);
        if (!text.isEmpty() && !text.matches(form)) {
            refuse(option, text, remedy);
            return Optional.empty();
        }
        return Optional.of(text).filter(t -> !t.isEmpty());
    }

    /** Returns one of these words. */
    String word(Option option, Collection<String> words) {
        String text = whole(text(option));
        if (!words.contains(text)) {
            refuse(option, text, "Write " + String.join(" or ", words) + ".");
            return option.standard();
        }
        return text;
    }

    boolean flag(Option option) {
        return word(option, List.of("true", "false")).equals("true");
    }

    /** Returns a whole number within these bounds. */
    int number(Option option, int least, int most) {
        return number(
                option,
                value -> value >= least && value <= most,
                "Write a whole number from " + least + " to " + most + ".");
    }

    /** Returns a whole number within these bounds; empty where the option is not set. */
    Optional<Integer> numberIfSet(Option option, int least, int most) {
        String text = whole(text(option));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Optional.of(Integer.valueOf(text));
        }
        refuse(option, text, "Write a whole number from " + least + " to " + most + ", or remove it.");
        return Optional.empty();
    }

    /** Returns one of these whole numbers. */
    int numberAmong(Option option, Set<Integer> among) {
        String known = new TreeSet<>(among).stream().map(String::valueOf).collect(Collectors.joining(", "));
        return number(option, among::contains, "Write one of " + known + ".");
    }

    private int number(Option option, IntPredicate allowed, String remedy) {
        String text = text(option);
        String whole = whole(text);
        if (whole.matches("\\d{1,9}") && allowed.test(Integer.parseInt(whole))) {
            return Integer.parseInt(whole);
        }
        refuse(option, text, remedy);
        return Integer.parseInt(option.standard());
    }

    /** The CDK's bridge turns JSON numbers into doubles. */
    private static String whole(String text) {
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** Returns the elements of a list, or of a string with commas or blanks between them. */
    List<String> list(Option option) {
        Object value = values.get(option.key());
        if (value instanceof Collection<?> many) {
            return many.stream()
                    .map(String::valueOf)
                    .map(String::strip)
                    .filter(t -> !t.isEmpty())
                    .toList();
        }
        return List.of(text(option).split("[,\\s]+")).stream()
                .filter(t -> !t.isEmpty())
                .toList();
    }

    /** Returns the pairs of an object, or of a list of {@code key=value}. */
    Map<String, String> pairs(Option option) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (values.get(option.key()) instanceof Map<?, ?> object) {
            object.forEach((key, value) -> pairs.put(String.valueOf(key), String.valueOf(value)));
            return pairs;
        }
        for (String pair : parts(option)) {
            int sign = pair.indexOf('=');
            if (sign < 1) {
                refuse(option, pair, "Write key=value pairs with commas between them, or an object in cdk.json.");
            } else {
                pairs.put(
                        pair.substring(0, sign).strip(),
                        pair.substring(sign + 1).strip());
            }
        }
        return pairs;
    }

    /** Tag values may contain blanks, so only commas separate. */
    private List<String> parts(Option option) {
        return values.get(option.key()) instanceof Collection<?>
                ? list(option)
                : List.of(text(option).split(",")).stream()
                        .map(String::strip)
                        .filter(t -> !t.isEmpty())
                        .toList();
    }
}
