package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the actions of an alarm are on. */
public record AlarmActionsSetting() implements Setting {
    /** The value of an alarm's entry whose actions are on. */
    public static final String ON = "on";

    /** The value of an alarm's entry whose actions are off. */
    public static final String OFF = "off";

    private static final Description DESCRIPTION = new Description(
            "alarms-on",
            "actions of alarms",
            Carried.NO,
            new Copying.Confirmed("New alarms begin without data: their actions can page people at once."),
            Set.of("cloudwatch:DescribeAlarms"),
            Set.of("cloudwatch:EnableAlarmActions"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        // As JSON: the option of that name takes a name that begins with a bracket for JSON.
        return AwsCli.withInput(
                "cloudwatch enable-alarm-actions", target, "{\"AlarmNames\":[" + AwsCli.json(change.name()) + "]}");
    }

    /** Only what is off can be turned on: an alarm that the target lacks is not there yet. */
    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return Setting.super.changes(
                source.only(alarm -> source.get(alarm).filter(ON::equals).isPresent()
                        && target.get(alarm).filter(OFF::equals).isPresent()),
                target);
    }

    @Override
    public Optional<Setting> follows() {
        return Optional.of(new AlarmsSetting());
    }

    @Override
    public SettingValue begun(SettingValue source) {
        return source.all(OFF);
    }

    @Override
    public String obstacle(SettingValue source, SettingValue target) {
        return "The target lacks the alarm, or its actions are on. pitr-guard turns nothing off.";
    }
}
