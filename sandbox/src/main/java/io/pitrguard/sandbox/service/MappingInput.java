package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Lambda requires of a mapping of a DynamoDB stream (API reference, CreateEventSourceMapping). */
final class MappingInput {

    /** What may be changed later. */
    static final List<String> CHANGEABLE = List.of(
            "BatchSize",
            "FilterCriteria",
            "MaximumBatchingWindowInSeconds",
            "ParallelizationFactor",
            "DestinationConfig",
            "MaximumRecordAgeInSeconds",
            "BisectBatchOnFunctionError",
            "MaximumRetryAttempts",
            "TumblingWindowInSeconds",
            "FunctionResponseTypes",
            "KMSKeyArn",
            "MetricsConfig");

    static final Pattern STREAM = Pattern.compile("arn:[a-z-]+:dynamodb:[^:]*:\\d{12}:table/([^/]+)/stream/([^/]+)");

    private static final Pattern FUNCTION =
            Pattern.compile("(?:arn:[a-z-]+:lambda:[^:]*:\\d{12}:function:)?([a-zA-Z0-9-_]{1,64})(:[a-zA-Z0-9$_-]+)?");
    private static final List<String> CREATABLE = Stream.concat(
                    CHANGEABLE.stream(),
                    Stream.of("EventSourceArn", "FunctionName", "Enabled", "StartingPosition", "Tags"))
            .toList();
    private static final List<String> UPDATABLE = Stream.concat(
                    CHANGEABLE.stream(), Stream.of("UUID", "FunctionName", "Enabled"))
            .toList();
    private static final Set<String> POSITIONS = Set.of("TRIM_HORIZON", "LATEST");
    private static final Map<String, Range> RANGES = Map.of(
            "BatchSize", new Range(1, 10_000),
            "MaximumBatchingWindowInSeconds", new Range(0, 300),
            "ParallelizationFactor", new Range(1, 10),
            "MaximumRecordAgeInSeconds", new Range(-1, 604_800),
            "MaximumRetryAttempts", new Range(-1, 10_000),
            "TumblingWindowInSeconds", new Range(0, 900));
    private static final int SHORTEST_AGE = 60;

    private record Range(long least, long most) {}

    private MappingInput() {}

    /** Refuses what Lambda refuses of a new mapping. */
    static void requireNew(Input input, Account account) {
        requireOnly(input, CREATABLE);
        String source = input.text("EventSourceArn").orElse("");
        Matcher stream = STREAM.matcher(source);
        if (!stream.matches()) {
            throw MappingErrors.invalid("the sandbox has mappings of DynamoDB streams only, not of " + source);
        }
        boolean known = account.tables()
                .find(stream.group(1))
                .filter(table -> table.settings().streams().has(stream.group(2)))
                .isPresent();
        if (!known || !source.startsWith(account.location().table(""))) {
            throw MappingErrors.invalid("Stream not found: " + source);
        }
        String position = input.text("StartingPosition")
                .orElseThrow(() -> MappingErrors.invalid(
                        "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: "
                                + "Member must not be null."));
        if (!POSITIONS.contains(position)) {
            throw MappingErrors.invalid("Unsupported starting position for DynamoDB event source: " + position);
        }
        requireValues(input);
    }

    /** Refuses what Lambda refuses of a change. */
    static void requireChange(Input input) {
        requireOnly(input, UPDATABLE);
        requireValues(input);
    }

    /** Returns the ARN of a function that a name, a partial or a whole ARN means. */
    static String function(String given, Account account) {
        Matcher matcher = FUNCTION.matcher(given);
        if (!matcher.matches()) {
            throw MappingErrors.invalid("Value '" + given + "' at 'functionName' failed to satisfy constraint");
        }
        String qualifier = Optional.ofNullable(matcher.group(2)).orElse("");
        return account.location().function(matcher.group(1) + qualifier);
    }

    /** Returns what Lambda shows of a mapping of a stream that says nothing else. */
    static ObjectNode defaults() {
        ObjectNode defaults = Json.object()
                .put("BatchSize", 100)
                .put("MaximumBatchingWindowInSeconds", 0)
                .put("ParallelizationFactor", 1)
                .put("MaximumRecordAgeInSeconds", -1)
                .put("BisectBatchOnFunctionError", false)
                .put("MaximumRetryAttempts", -1)
                .put("TumblingWindowInSeconds", 0);
        defaults.putArray("FunctionResponseTypes");
        defaults.putObject("DestinationConfig").putObject("OnFailure");
        return defaults;
    }

    private static void requireValues(Input input) {
        RANGES.forEach((member, range) -> input.number(member)
                .filter(value -> value < range.least() || value > range.most())
                .ifPresent(value -> {
                    throw MappingErrors.invalid("%s must be between %d and %d, not %d"
                            .formatted(member, range.least(), range.most(), value));
                }));
        long age = input.number("MaximumRecordAgeInSeconds").orElse(-1L);
        if (age >= 0 && age < SHORTEST_AGE) {
            throw MappingErrors.invalid("Maximum record age must be -1 or at least 60 seconds");
        }
        for (String type : input.texts("FunctionResponseTypes")) {
            if (!type.equals("ReportBatchItemFailures")) {
                throw MappingErrors.invalid("Unsupported function response type: " + type);
            }
        }
        input.structure("FilterCriteria").ifPresent(MappingInput::requireFilters);
        JsonNode success = input.members().at("/DestinationConfig/OnSuccess/Destination");
        if (!success.isMissingNode()) {
            throw MappingErrors.invalid("OnSuccess is not supported for streams");
        }
    }

    private static void requireFilters(Input criteria) {
        for (Input filter : criteria.structures("Filters")) {
            if (Json.read(filter.text("Pattern").orElse("")) == null) {
                throw MappingErrors.invalid("Invalid filter pattern definition.");
            }
        }
    }

    private static void requireOnly(Input input, Collection<String> known) {
        Collection<String> others = input.namesOtherThan(known);
        if (!others.isEmpty()) {
            throw MappingErrors.invalid("the sandbox does not support " + String.join(", ", others));
        }
    }
}
