package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.state.Recorder;
import io.pitrguard.sandbox.state.RecorderStatus;
import io.pitrguard.sandbox.state.RecordingGroup;
import io.pitrguard.sandbox.state.RecordingMode;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How AWS Config shows recorders: with every member of the group, also those that do not matter. */
final class RecorderViews {

    private RecorderViews() {}

    static ObjectNode recorder(Recorder recorder, AccountRegion location) {
        ObjectNode view = Json.object()
                .put("arn", location.recorder(recorder.name(), recorder.id()))
                .put("name", recorder.name())
                .put("roleARN", recorder.roleArn());
        view.set("recordingGroup", group(recorder.group()));
        view.set("recordingMode", mode(recorder.mode()));
        return view.put("recordingScope", "PAID");
    }

    /** The API model spells the last status "Success"; the service answers "SUCCESS". */
    static ObjectNode status(Recorder recorder, AccountRegion location, Instant now) {
        RecorderStatus status = recorder.status().at(now);
        ObjectNode view = Json.object()
                .put("arn", location.recorder(recorder.name(), recorder.id()))
                .put("name", recorder.name())
                .put("recording", status.recording());
        time(view, "lastStartTime", status.started());
        time(view, "lastStopTime", status.stopped());
        RecorderStatus.Outcome outcome = status.outcome();
        if (outcome != null) {
            outcome(view, outcome);
        }
        return view;
    }

    private static void outcome(ObjectNode view, RecorderStatus.Outcome outcome) {
        switch (outcome) {
            case RecorderStatus.Outcome.Pending pending -> view.put("lastStatus", "PENDING");
            case RecorderStatus.Outcome.Success success -> view.put("lastStatus", "SUCCESS");
            case RecorderStatus.Outcome.Failure failure ->
                view.put("lastStatus", "FAILURE")
                        .put("lastErrorCode", failure.code())
                        .put("lastErrorMessage", failure.message());
        }
        time(view, "lastStatusChangeTime", outcome.since());
    }

    private static ObjectNode group(RecordingGroup group) {
        return switch (group) {
            case RecordingGroup.All all ->
                group("ALL_SUPPORTED_RESOURCE_TYPES", List.of(), List.of())
                        .put("allSupported", true)
                        .put("includeGlobalResourceTypes", all.global());
            case RecordingGroup.Only only -> group("INCLUSION_BY_RESOURCE_TYPES", only.types(), List.of());
            case RecordingGroup.AllExcept except -> group("EXCLUSION_BY_RESOURCE_TYPES", List.of(), except.types());
        };
    }

    private static ObjectNode group(String strategy, List<String> types, List<String> excluded) {
        ObjectNode view = Json.object().put("allSupported", false).put("includeGlobalResourceTypes", false);
        types(view, types);
        types(view.putObject("exclusionByResourceTypes"), excluded);
        view.putObject("recordingStrategy").put("useOnly", strategy);
        return view;
    }

    private static ObjectNode mode(RecordingMode mode) {
        ObjectNode view =
                Json.object().put("recordingFrequency", mode.frequency().name());
        ArrayNode overrides = view.putArray("recordingModeOverrides");
        for (RecordingMode.ForTypes override : mode.overrides()) {
            ObjectNode one = overrides.addObject();
            types(one, override.types());
            one.put("recordingFrequency", override.frequency().name());
            if (override.description() != null) {
                one.put("description", override.description());
            }
        }
        return view;
    }

    private static void types(ObjectNode view, List<String> types) {
        ArrayNode list = view.putArray("resourceTypes");
        types.forEach(list::add);
    }

    private static void time(ObjectNode view, String member, @Nullable Instant time) {
        if (time != null) {
            view.put(member, Json.timestamp(time));
        }
    }
}
