package io.pitrguard.aws;

import io.pitrguard.aws.SettingReads.Page;
import io.pitrguard.domain.settings.SettingValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;

/** Reads the event source mappings of a stream, one by one: a list does not show criteria that a key encrypts. */
final class EventSourceReader {
    private static final String LIST = "lambda:ListEventSourceMappings";
    private static final String GET = "lambda:GetEventSourceMapping";
    private static final String TAGS = "lambda:ListTags";
    private static final String DELETING = "Deleting";

    private final LambdaClient client;

    EventSourceReader(LambdaClient client) {
        this.client = client;
    }

    /** Returns the mappings of the table's stream; none where it has no stream. */
    List<EventSource> sources(SettingsOwner owner) {
        Optional<String> stream = owner.streamArn();
        if (stream.isEmpty()) {
            return List.of();
        }
        String on = owner.table().name();
        List<EventSourceMappingConfiguration> listed = SettingReads.pages(LIST, on, from -> {
            ListEventSourceMappingsResponse page = client.listEventSourceMappings(
                    b -> b.eventSourceArn(stream.get()).marker(from));
            return new Page<>(page.hasEventSourceMappings(), page.eventSourceMappings(), page.nextMarker());
        });
        List<EventSource> sources = new ArrayList<>();
        for (EventSourceMappingConfiguration each : listed) {
            if (!DELETING.equals(each.state())) {
                sources.add(source(String.valueOf(each.uuid())));
            }
        }
        return sources;
    }

    /** Returns the mapping of a function. */
    EventSource find(SettingsOwner owner, String function) {
        return sources(owner).stream()
                .filter(source -> source.function().equals(function))
                .findFirst()
                .orElseThrow(() -> SettingReads.broken("The event source mapping of " + function + " is gone."));
    }

    private EventSource source(String id) {
        UnknownFields fields = new UnknownFields();
        GetEventSourceMappingResponse found = SettingReads.call(
                GET,
                id,
                () -> client.getEventSourceMapping(b -> b.uuid(id).overrideConfiguration(o -> o.addPlugin(fields))));
        if (found.filterCriteriaError() != null) {
            throw SettingReads.broken("Lambda does not show the filter criteria of " + found.functionArn() + " ("
                    + found.filterCriteriaError().message() + ").");
        }
        if (found.functionArn() == null || found.eventSourceMappingArn() == null || found.state() == null) {
            throw SettingReads.broken("AWS answered " + GET + " on " + id + " without function, ARN or state.");
        }
        return new EventSource(
                id, found.eventSourceMappingArn(), found.functionArn(), found.state(), input(found, fields));
    }

    /** A member that the SDK does not know stays in the input, so that it counts as different and is never dropped. */
    private SettingDocument input(GetEventSourceMappingResponse found, UnknownFields fields) {
        SettingDocument input = SdkDocuments.shared(found, CreateEventSourceMappingRequest.builder());
        input.put("FunctionName", found.functionArn()).put("Enabled", false);
        fields.in(found).map(SettingValue::entries).ifPresent(unknown -> unknown.forEach(input::put));
        Map<String, String> tags = SettingReads.copied(SettingReads.call(
                TAGS,
                found.functionArn(),
                () -> client.listTags(b -> b.resource(found.eventSourceMappingArn()))
                        .tags()));
        return tags.isEmpty() ? input : input.put("Tags", tags);
    }
}
