package io.pitrguard.aws;

import io.pitrguard.domain.settings.EventSourcesEnabledSetting;
import io.pitrguard.domain.settings.EventSourcesSetting;
import io.pitrguard.domain.settings.Placeholders;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.TableSettings.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;

/** Lambda's event source mappings of a table's stream, and whether they are enabled. */
public final class EventSourceCalls implements SettingCalls {
    private static final String CREATE = "lambda:CreateEventSourceMapping";
    private static final String UPDATE = "lambda:UpdateEventSourceMapping";
    private static final String TAG = "lambda:TagResource";
    private static final Setting SOURCES = new EventSourcesSetting();
    private static final Setting ENABLED = new EventSourcesEnabledSetting();
    private static final String TAGS = "Tags";

    private final EventSourceReader reader;
    private final LambdaClient writes;

    /**
     * Creates the calls.
     *
     * @param writes a client that makes no retries
     */
    public EventSourceCalls(LambdaClient reads, LambdaClient writes) {
        this.reader = new EventSourceReader(reads);
        this.writes = writes;
    }

    @Override
    public Set<Setting> settings() {
        return Set.of(SOURCES, ENABLED);
    }

    @Override
    public Map<Setting, Reading> read(SettingsOwner table, Set<Setting> wanted) {
        Map<Setting, Reading> readings = new HashMap<>();
        if (wanted.contains(SOURCES)) {
            readings.put(SOURCES, SettingReads.of(() -> sources(table)));
        }
        if (wanted.contains(ENABLED)) {
            readings.put(ENABLED, SettingReads.of(() -> enabled(table)));
        }
        return readings;
    }

    private SettingValue sources(SettingsOwner table) {
        SettingTexts texts = SettingTexts.of(table);
        Map<String, String> entries = new HashMap<>();
        for (EventSource source : reader.sources(table)) {
            entries.put(source.function(), texts.neutral(source.input()));
        }
        return new SettingValue(entries);
    }

    private SettingValue enabled(SettingsOwner table) {
        Map<String, String> entries = new HashMap<>();
        for (EventSource source : reader.sources(table)) {
            entries.put(source.function(), enabled(source));
        }
        return new SettingValue(entries);
    }

    private static String enabled(EventSource source) {
        return switch (source.state()) {
            case "Enabled", "Enabling" -> EventSourcesEnabledSetting.ENABLED;
            case "Disabled", "Disabling" -> EventSourcesEnabledSetting.DISABLED;
            default ->
                throw new NotUnderstoodException(new Cause(
                        Cause.Kind.NOT_YET,
                        "The event source mapping of " + source.function() + " is " + source.state() + "."));
        };
    }

    @Override
    public Reply write(SettingsOwner target, SettingChange change) {
        return SettingReads.write(
                () -> change.setting().equals(ENABLED) ? enable(target, change) : put(target, change));
    }

    private Reply enable(SettingsOwner target, SettingChange change) {
        String id = reader.find(target, change.name()).id();
        return SettingAnswers.write(
                UPDATE,
                change.name(),
                () -> writes.updateEventSourceMapping(b -> b.uuid(id).enabled(true)));
    }

    private Reply put(SettingsOwner target, SettingChange change) {
        String text = change.wanted().get(change.name()).orElse("");
        SettingDocument wanted = SettingTexts.of(target).document(text);
        if (wanted.toString().contains(Placeholders.STREAM_ARN)) {
            return SettingAnswers.impossible("Table " + target.table().name() + " has no stream to map.");
        }
        if (change.current().get(change.name()).isPresent()) {
            return update(target, change, wanted);
        }
        CreateEventSourceMappingRequest request = SdkDocuments.fill(CreateEventSourceMappingRequest.builder(), wanted)
                .build();
        return SettingAnswers.write(CREATE, change.name(), () -> writes.createEventSourceMapping(request));
    }

    /** Changes a mapping that is there, without enabling or disabling it; Lambda cannot change where it started. */
    private Reply update(SettingsOwner target, SettingChange change, SettingDocument wanted) {
        EventSource known = reader.find(target, change.name());
        SettingDocument current = known.input().copy();
        if (!wanted.text("StartingPosition").equals(current.text("StartingPosition"))) {
            return SettingAnswers.impossible("The event source mapping of " + change.name()
                    + " starts elsewhere, which Lambda cannot change: delete it first.");
        }
        Map<String, String> tags = wanted.at(TAGS).texts();
        boolean tagged = current.at(TAGS).texts().equals(tags);
        if (!wanted.without(TAGS).equals(current.without(TAGS))) {
            wanted.only(SdkDocuments.names(UpdateEventSourceMappingRequest.builder()))
                    .without("Enabled");
            UpdateEventSourceMappingRequest request = SdkDocuments.fill(
                            UpdateEventSourceMappingRequest.builder().uuid(known.id()), wanted)
                    .build();
            Reply reply = SettingAnswers.write(UPDATE, change.name(), () -> writes.updateEventSourceMapping(request));
            if (tagged || !(reply instanceof Reply.Accepted)) {
                return reply;
            }
        }
        return SettingAnswers.write(
                TAG,
                change.name(),
                () -> writes.tagResource(b -> b.resource(known.arn()).tags(tags)));
    }
}
