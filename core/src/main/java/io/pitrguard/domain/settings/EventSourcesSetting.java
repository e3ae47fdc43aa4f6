package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.Optional;
import java.util.Set;

/** Lambda event source mappings of the stream, without whether they are enabled. */
public record EventSourcesSetting() implements Setting {
    private static final Description DESCRIPTION = new Description(
            "event-sources",
            "Lambda event source mappings",
            Carried.NO,
            new Copying.Confirmed("They are made disabled: event-sources-on enables them. They need the stream."),
            Set.of("lambda:ListEventSourceMappings", "lambda:GetEventSourceMapping", "lambda:ListTags"),
            Set.of("lambda:CreateEventSourceMapping", "lambda:UpdateEventSourceMapping", "lambda:TagResource"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        String input = change.wanted().get(change.name()).orElse("");
        return AwsCli.withInput("lambda create-event-source-mapping", target, input);
    }

    @Override
    public Optional<Setting> requires() {
        return Optional.of(new StreamSetting());
    }
}
