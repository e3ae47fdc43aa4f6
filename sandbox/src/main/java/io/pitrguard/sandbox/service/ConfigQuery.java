package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An advanced query of AWS Config, as far as the product asks: {@code SELECT properties WHERE conditions ORDER BY properties},
 * with conditions of {@code =} and {@code BETWEEN} that all hold. Anything else is refused.
 * https://docs.aws.amazon.com/config/latest/developerguide/query-components.html
 *
 * @param properties what each row shows
 */
record ConfigQuery(List<String> properties, Predicate<JsonNode> condition, Comparator<JsonNode> order) {

    private static final String PROPERTY = "[A-Za-z][A-Za-z0-9_.]*";
    private static final Pattern QUERY = Pattern.compile(
            "\\s*SELECT\\s+(?<select>.+?)\\s+WHERE\\s+(?<where>.+?)(?:\\s+ORDER\\s+BY\\s+(?<order>[^']+?))?\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern CONDITION = Pattern.compile(
            "\\s*(?<property>" + PROPERTY
                    + ")\\s*(?:=\\s*'(?<value>[^']*)'|\\s+BETWEEN\\s+'(?<from>[^']*)'\\s+AND\\s+'(?<to>[^']*)')",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AND = Pattern.compile("\\s+AND\\s+", Pattern.CASE_INSENSITIVE);
    private static final Pattern ORDERING =
            Pattern.compile("(" + PROPERTY + ")(?:\\s+(ASC|DESC))?", Pattern.CASE_INSENSITIVE);

    static ConfigQuery parse(String expression) {
        Matcher query = QUERY.matcher(expression);
        if (!query.matches()) {
            throw ConfigErrors.invalidExpression("it is not SELECT … WHERE … [ORDER BY …].");
        }
        List<String> properties = List.of(query.group("select").split("\\s*,\\s*", -1));
        properties.forEach(ConfigQuery::requireProperty);
        return new ConfigQuery(properties, condition(query.group("where")), order(query.group("order"), properties));
    }

    /** Returns what a row shows of an item; a property that the item does not have is left out. */
    ObjectNode row(JsonNode item) {
        ObjectNode row = Json.object();
        for (String property : properties) {
            JsonNode value = value(item, property);
            if (!value.isMissingNode()) {
                ObjectNode parent = row;
                String[] path = property.split("\\.", -1);
                for (int i = 0; i < path.length - 1; i++) {
                    parent = parent.withObjectProperty(path[i]);
                }
                parent.set(path[path.length - 1], value);
            }
        }
        return row;
    }

    private static Predicate<JsonNode> condition(String where) {
        Predicate<JsonNode> all = _ -> true;
        Matcher condition = CONDITION.matcher(where);
        Matcher and = AND.matcher(where);
        int position = 0;
        while (true) {
            if (!condition.region(position, where.length()).lookingAt()) {
                throw ConfigErrors.invalidExpression("the sandbox does not know the condition " + where + ".");
            }
            all = all.and(test(condition));
            position = condition.end();
            if (position == where.length()) {
                return all;
            }
            if (!and.region(position, where.length()).lookingAt()) {
                throw ConfigErrors.invalidExpression("the sandbox joins conditions with AND alone: " + where + ".");
            }
            position = and.end();
        }
    }

    private static Predicate<JsonNode> test(Matcher condition) {
        String property = condition.group("property");
        String wanted = condition.group("value");
        if (wanted != null) {
            return item -> value(item, property).asText().equals(wanted);
        }
        Instant from = instant(condition.group("from"));
        Instant to = instant(condition.group("to"));
        return item -> {
            JsonNode value = value(item, property);
            return value.isTextual()
                    && !instant(value.asText()).isBefore(from)
                    && !instant(value.asText()).isAfter(to);
        };
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ConfigErrors.invalidExpression("the sandbox knows ranges of times alone, not " + text + ".");
        }
    }

    /** "Sorts a result set by one or more output properties." */
    private static Comparator<JsonNode> order(@Nullable String order, List<String> properties) {
        Comparator<JsonNode> all = (_, _) -> 0;
        if (order == null) {
            return all;
        }
        for (String part : order.split("\\s*,\\s*", -1)) {
            Matcher ordering = ORDERING.matcher(part.strip());
            if (!ordering.matches() || !properties.contains(ordering.group(1))) {
                throw ConfigErrors.invalidExpression("ORDER BY takes selected properties, not " + part + ".");
            }
            String property = ordering.group(1);
            Comparator<JsonNode> by =
                    Comparator.comparing(item -> value(item, property).asText());
            all = all.thenComparing("DESC".equalsIgnoreCase(ordering.group(2)) ? by.reversed() : by);
        }
        return all;
    }

    private static JsonNode value(JsonNode item, String property) {
        JsonNode value = item;
        for (String name : property.split("\\.", -1)) {
            value = value.path(name);
        }
        return value;
    }

    private static void requireProperty(String property) {
        if (!property.matches(PROPERTY)) {
            throw ConfigErrors.invalidExpression("the sandbox does not know the property " + property + ".");
        }
    }
}
