package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.RecordingGroup;
import io.pitrguard.sandbox.state.RecordingMode;
import io.pitrguard.sandbox.wire.Input;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a recorder is to record, and how often (API reference, RecordingGroup and RecordingMode). */
final class RecorderInput {

    private static final String ALL = "ALL_SUPPORTED_RESOURCE_TYPES";
    private static final String INCLUSION = "INCLUSION_BY_RESOURCE_TYPES";
    private static final String EXCLUSION = "EXCLUSION_BY_RESOURCE_TYPES";
    private static final String GROUP = "configurationRecorder.recordingGroup.";
    private static final String MODE = "configurationRecorder.recordingMode.";

    // AWS knows some hundred types by name; here their form is enough.
    private static final Pattern TYPE = Pattern.compile("AWS::[A-Za-z0-9]+::[A-Za-z0-9]+");

    private RecorderInput() {}

    /** Without a group all types; every other combination must say one thing only. */
    static RecordingGroup group(Optional<Input> given) {
        if (given.isEmpty()) {
            return new RecordingGroup.All(false);
        }
        Input group = given.get();
        List<String> types = types(group, GROUP);
        List<String> excluded = group.structure("exclusionByResourceTypes")
                .map(exclusion -> types(exclusion, GROUP + "exclusionByResourceTypes."))
                .orElse(List.of());
        boolean all = group.flag("allSupported").orElse(false);
        boolean global = group.flag("includeGlobalResourceTypes").orElse(false);
        String strategy = strategy(group).orElseGet(() -> all ? ALL : INCLUSION);
        boolean consistent = switch (strategy) {
            case ALL -> all && types.isEmpty() && excluded.isEmpty();
            case EXCLUSION -> !all && types.isEmpty() && !excluded.isEmpty();
            default -> !all && !global && !types.isEmpty() && excluded.isEmpty();
        };
        if (!consistent) {
            throw ConfigErrors.invalidGroup();
        }
        return switch (strategy) {
            case ALL -> new RecordingGroup.All(global);
            case EXCLUSION -> new RecordingGroup.AllExcept(excluded);
            default -> new RecordingGroup.Only(types);
        };
    }

    static RecordingMode mode(Optional<Input> given) {
        if (given.isEmpty()) {
            return RecordingMode.continuous();
        }
        List<Input> overrides = given.get().structures("recordingModeOverrides");
        if (overrides.size() > 1) {
            throw Errors.constraint(
                    overrides.size(),
                    MODE + "recordingModeOverrides",
                    "Member must have length less than or equal to 1");
        }
        return new RecordingMode(
                frequency(given.get(), MODE),
                overrides.stream().map(RecorderInput::override).toList());
    }

    private static RecordingMode.ForTypes override(Input given) {
        String path = MODE + "recordingModeOverrides.1.member.";
        if (!given.has("resourceTypes")) {
            throw Errors.missing(path + "resourceTypes");
        }
        return new RecordingMode.ForTypes(
                types(given, path),
                frequency(given, path),
                given.text("description").orElse(null));
    }

    private static RecordingMode.Frequency frequency(Input given, String path) {
        String text = given.text("recordingFrequency").orElseThrow(() -> Errors.missing(path + "recordingFrequency"));
        return switch (text) {
            case "CONTINUOUS" -> RecordingMode.Frequency.CONTINUOUS;
            case "DAILY" -> RecordingMode.Frequency.DAILY;
            default ->
                throw Errors.constraint(
                        text, path + "recordingFrequency", "Member must satisfy enum value set: [CONTINUOUS, DAILY]");
        };
    }

    private static Optional<String> strategy(Input group) {
        Optional<String> strategy =
                group.structure("recordingStrategy").flatMap(structure -> structure.text("useOnly"));
        strategy.filter(text -> !List.of(ALL, INCLUSION, EXCLUSION).contains(text))
                .ifPresent(text -> {
                    throw Errors.constraint(
                            text,
                            GROUP + "recordingStrategy.useOnly",
                            "Member must satisfy enum value set: [" + String.join(", ", INCLUSION, ALL, EXCLUSION)
                                    + "]");
                });
        return strategy;
    }

    private static List<String> types(Input structure, String path) {
        List<String> types = structure.texts("resourceTypes");
        types.stream().filter(type -> !TYPE.matcher(type).matches()).findFirst().ifPresent(type -> {
            throw Errors.constraint(
                    types,
                    path + "resourceTypes",
                    "Member must satisfy constraint: [Member must satisfy enum value set: [AWS::DynamoDB::Table, …]]");
        });
        return types;
    }
}
