package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.TrailSelectors;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Advanced event selectors: conditions on fields of events (API reference, AdvancedFieldSelector). */
final class AdvancedSelectors {

    private static final String CATEGORY = "eventCategory";
    private static final String SOURCE = "eventSource";
    private static final List<String> OPERATORS =
            List.of("Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith");
    private static final Set<String> CATEGORIES = Set.of("Management", "Data", "NetworkActivity");
    private static final Set<String> OF_MANAGEMENT = Set.of(CATEGORY, SOURCE, "readOnly");
    private static final Set<String> EQUALS_ONLY = Set.of(CATEGORY, "readOnly", "resources.type");
    private static final Set<String> BOOLEANS = Set.of("true", "false");
    private static final Pattern FIELD = Pattern.compile("[\\w|\\d|\\.|_]{1,1000}");
    private static final int LONGEST_NAME = 1000;
    private static final int MOST_VALUES = 500;

    private AdvancedSelectors() {}

    static TrailSelectors read(List<Input> selectors) {
        ArrayNode list = Json.object().arrayNode();
        selectors.forEach(selector -> list.add(selector(selector)));
        require(values(selectors) <= MOST_VALUES, "A maximum of 500 values for all conditions is allowed.");
        return new TrailSelectors(true, list.toString());
    }

    private static int values(List<Input> selectors) {
        return selectors.stream()
                .flatMap(selector -> selector.structures("FieldSelectors").stream())
                .flatMap(field ->
                        OPERATORS.stream().map(operator -> field.texts(operator).size()))
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static ObjectNode selector(Input selector) {
        ObjectNode view = Json.object();
        selector.text("Name").ifPresent(name -> {
            require(name.length() <= LONGEST_NAME, "The name of a selector has 1000 characters at most.");
            view.put("Name", name);
        });
        List<Input> fields = selector.structures("FieldSelectors");
        String category = category(fields);
        Set<String> seen = new HashSet<>();
        ArrayNode list = view.putArray("FieldSelectors");
        for (Input field : fields) {
            String name = field.text("Field").orElse("");
            require(FIELD.matcher(name).matches(), "The field '" + name + "' is not valid.");
            require(seen.add(name), "The field '" + name + "' is there twice.");
            if (category.equals("Management")) {
                requireOfManagement(name, field);
            }
            list.add(field(name, field));
        }
        requireFields(category, seen);
        return view;
    }

    private static void requireFields(String category, Set<String> seen) {
        boolean complete = switch (category) {
            case "Data" -> seen.contains("resources.type");
            case "NetworkActivity" -> seen.contains(SOURCE);
            default -> true;
        };
        require(complete, "Data events need the field resources.type, network activity events eventSource.");
    }

    private static String category(List<Input> fields) {
        List<String> categories = fields.stream()
                .filter(field -> field.text("Field").filter(CATEGORY::equals).isPresent())
                .flatMap(field -> field.texts("Equals").stream())
                .toList();
        require(
                categories.size() == 1 && CATEGORIES.contains(categories.getFirst()),
                "A selector needs the field eventCategory with one value of Management, Data and NetworkActivity.");
        return categories.getFirst();
    }

    private static void requireOfManagement(String name, Input field) {
        require(OF_MANAGEMENT.contains(name), "The field '" + name + "' does not go with management events.");
        if (name.equals(SOURCE)) {
            boolean excludes = EventSelectors.EXCLUDABLE.containsAll(field.texts("NotEquals"))
                    && given(field).equals(List.of("NotEquals"));
            require(excludes, "Of management events only those of KMS and the RDS Data API can be left out.");
        }
    }

    private static ObjectNode field(String name, Input field) {
        List<String> operators = given(field);
        require(!operators.isEmpty(), "The field '" + name + "' needs an operator.");
        require(
                !EQUALS_ONLY.contains(name) || operators.equals(List.of("Equals")),
                "The field '" + name + "' takes the operator Equals only.");
        require(
                !name.equals("readOnly")
                        || (field.texts("Equals").size() == 1 && BOOLEANS.containsAll(field.texts("Equals"))),
                "The field 'readOnly' is true or false.");
        ObjectNode view = Json.object().put("Field", name);
        for (String operator : operators) {
            ArrayNode values = view.putArray(operator);
            field.texts(operator).forEach(values::add);
        }
        return view;
    }

    private static List<String> given(Input field) {
        return OPERATORS.stream()
                .filter(operator -> !field.texts(operator).isEmpty())
                .toList();
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw TrailErrors.invalidSelectors(message);
        }
    }
}
