package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a Lambda event source mapping of the stream is enabled. */
public record EventSourcesEnabledSetting() implements Setting {
    /** The value of a mapping's entry that is enabled. */
    public static final String ENABLED = "enabled";

    /** The value of a mapping's entry that is disabled. */
    public static final String DISABLED = "disabled";

    private static final Description DESCRIPTION = new Description(
            "event-sources-on",
            "enabled event source mappings",
            Carried.NO,
            new Copying.Confirmed(
                    "Functions run for every later write to the table, with all their effects elsewhere."),
            Set.of("lambda:ListEventSourceMappings", "lambda:GetEventSourceMapping", "lambda:ListTags"),
            Set.of("lambda:UpdateEventSourceMapping"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        return AwsCli.of(
                "lambda update-event-source-mapping",
                target,
                "--enabled --uuid \"$("
                        + AwsCli.of(
                                "lambda list-event-source-mappings",
                                target,
                                ShellWord.option("--function-name", change.name()),
                                "--event-source-arn " + AwsCli.streamOf(target),
                                "--query 'EventSourceMappings[].UUID' --output text")
                        + ")\"");
    }

    /** Only what is disabled can be enabled: a mapping that the target lacks is not there yet. */
    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return Setting.super.changes(
                source.only(
                        mapping -> source.get(mapping).filter(ENABLED::equals).isPresent()
                                && target.get(mapping).filter(DISABLED::equals).isPresent()),
                target);
    }

    @Override
    public Optional<Setting> follows() {
        return Optional.of(new EventSourcesSetting());
    }

    @Override
    public SettingValue begun(SettingValue source) {
        return source.all(DISABLED);
    }

    @Override
    public String obstacle(SettingValue source, SettingValue target) {
        return "The target lacks the mapping, or has it enabled. pitr-guard turns nothing off.";
    }

    @Override
    public Optional<Setting> requires() {
        return Optional.of(new StreamSetting());
    }
}
