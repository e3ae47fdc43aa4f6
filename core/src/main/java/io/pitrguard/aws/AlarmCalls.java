package io.pitrguard.aws;

import io.pitrguard.domain.settings.AlarmActionsSetting;
import io.pitrguard.domain.settings.AlarmsSetting;
import io.pitrguard.domain.settings.Placeholders;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.port.TableSettings.Reply;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** CloudWatch alarms on a table, and whether their actions are on. */
public final class AlarmCalls implements SettingCalls {
    private static final String PUT = "cloudwatch:PutMetricAlarm";
    private static final String PUT_COMPOSITE = "cloudwatch:PutCompositeAlarm";
    private static final String ENABLE = "cloudwatch:EnableAlarmActions";
    private static final String TAG = "cloudwatch:TagResource";
    private static final Setting ALARMS = new AlarmsSetting();
    private static final Setting ACTIONS = new AlarmActionsSetting();
    private static final String NAME = "AlarmName";
    private static final String DESCRIPTION = "AlarmDescription";
    private static final String SUPPRESSOR = "ActionsSuppressor";
    private static final String TAGS = "Tags";

    private final AlarmReader reader;
    private final CloudWatchClient writes;

    /**
     * Creates the calls.
     *
     * @param writes a client that makes no retries
     */
    public AlarmCalls(CloudWatchClient reads, CloudWatchClient writes) {
        this.reader = new AlarmReader(reads);
        this.writes = writes;
    }

    @Override
    public Set<Setting> settings() {
        return Set.of(ALARMS, ACTIONS);
    }

    @Override
    public Map<Setting, Reading> read(SettingsOwner table, Set<Setting> wanted) {
        Map<Setting, Reading> readings = new HashMap<>();
        if (wanted.contains(ALARMS)) {
            readings.put(ALARMS, SettingReads.of(() -> alarms(table)));
        }
        if (wanted.contains(ACTIONS)) {
            readings.put(ACTIONS, SettingReads.of(() -> actions(table)));
        }
        return readings;
    }

    private SettingValue alarms(SettingsOwner table) {
        SettingTexts texts = SettingTexts.of(table);
        Collection<TableAlarm> alarms = reader.alarms(table);
        AlarmNames names = AlarmNames.of(alarms, texts);
        Map<String, String> entries = new HashMap<>();
        for (TableAlarm alarm : alarms) {
            SettingDocument input = alarm.withActionsOff().put(NAME, names.of(alarm));
            if (input.has(DESCRIPTION)) {
                input.put(DESCRIPTION, texts.neutralWords(input.text(DESCRIPTION)));
            }
            neutralQueries(input, table);
            if (alarm.isComposite()) {
                input.put(TableAlarm.RULE, AlarmRules.with(alarm.rule(), names.byOwn()));
            }
            if (input.has(SUPPRESSOR)) {
                String suppressor = input.text(SUPPRESSOR);
                input.put(SUPPRESSOR, names.byOwn().getOrDefault(suppressor, suppressor));
            }
            putTags(input, reader.tags(alarm));
            entries.put(names.of(alarm), texts.neutral(input));
        }
        return new SettingValue(entries);
    }

    private static void neutralQueries(SettingDocument input, SettingsOwner table) {
        String quoted = '\'' + table.table().name() + '\'';
        for (SettingDocument metric : input.list("Metrics")) {
            String expression = metric.text("Expression");
            if (expression.contains(quoted)) {
                metric.put("Expression", expression.replace(quoted, '\'' + Placeholders.NAME + '\''));
            }
        }
    }

    private static void putTags(SettingDocument input, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            input.put(
                    TAGS,
                    tags.entrySet().stream()
                            .map(tag -> Map.of("Key", tag.getKey(), "Value", tag.getValue()))
                            .toList());
        }
    }

    private SettingValue actions(SettingsOwner table) {
        Collection<TableAlarm> alarms = reader.alarms(table);
        AlarmNames names = AlarmNames.of(alarms, SettingTexts.of(table));
        Map<String, String> entries = new HashMap<>();
        alarms.forEach(alarm -> entries.put(
                names.of(alarm), alarm.actionsEnabled() ? AlarmActionsSetting.ON : AlarmActionsSetting.OFF));
        return new SettingValue(entries);
    }

    @Override
    public Reply write(SettingsOwner target, SettingChange change) {
        return SettingReads.write(
                () -> change.setting().equals(ACTIONS) ? enable(target, change) : put(target, change));
    }

    private Reply enable(SettingsOwner target, SettingChange change) {
        String name = find(target, change.name()).name();
        return SettingAnswers.write(ENABLE, name, () -> writes.enableAlarmActions(b -> b.alarmNames(name)));
    }

    /** An alarm that is there keeps its actions as they are, and takes tags by another call (API reference, PutMetricAlarm). */
    private Reply put(SettingsOwner target, SettingChange change) {
        SettingDocument wanted = SettingTexts.of(target)
                .document(change.wanted().get(change.name()).orElse(""));
        if (change.current().get(change.name()).isEmpty()) {
            return put(wanted);
        }
        TableAlarm known = find(target, change.name());
        SettingDocument current = SettingTexts.of(target)
                .document(change.current().get(change.name()).orElse(""));
        List<SettingDocument> tags = wanted.list(TAGS);
        boolean tagged = tags.equals(current.list(TAGS));
        if (!wanted.without(TAGS).equals(current.without(TAGS))) {
            Reply reply = put(wanted.put(NAME, known.name()).put("ActionsEnabled", known.actionsEnabled()));
            if (tagged || !(reply instanceof Reply.Accepted)) {
                return reply;
            }
        }
        List<Tag> all = tags.stream()
                .map(tag -> SdkDocuments.fill(Tag.builder(), tag).build())
                .toList();
        return SettingAnswers.write(
                TAG,
                known.name(),
                () -> writes.tagResource(b -> b.resourceARN(known.arn()).tags(all)));
    }

    private Reply put(SettingDocument input) {
        String name = input.text(NAME);
        if (input.has(TableAlarm.RULE)) {
            PutCompositeAlarmRequest request =
                    SdkDocuments.fill(PutCompositeAlarmRequest.builder(), input).build();
            return SettingAnswers.write(PUT_COMPOSITE, name, () -> writes.putCompositeAlarm(request));
        }
        PutMetricAlarmRequest request =
                SdkDocuments.fill(PutMetricAlarmRequest.builder(), input).build();
        return SettingAnswers.write(PUT, name, () -> writes.putMetricAlarm(request));
    }

    /** Returns the target's alarm of an entry. */
    private TableAlarm find(SettingsOwner target, String entry) {
        Collection<TableAlarm> alarms = reader.alarms(target);
        AlarmNames names = AlarmNames.of(alarms, SettingTexts.of(target));
        return alarms.stream()
                .filter(alarm -> names.of(alarm).equals(entry))
                .findFirst()
                .orElseThrow(() -> SettingReads.broken("The alarm of entry " + entry + " is gone."));
    }
}
