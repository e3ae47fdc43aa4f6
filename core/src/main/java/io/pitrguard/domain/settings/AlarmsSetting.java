package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CloudWatch alarms on the table, also those on math, queries and other alarms, without whether their actions are on. The
 * entry of an alarm is its name on any table.
 */
public record AlarmsSetting() implements Setting {
    /** Only the input of {@code PutCompositeAlarm} has it. */
    private static final String RULE = "\"AlarmRule\":";

    private static final Description DESCRIPTION = new Description(
            "alarms",
            "CloudWatch alarms",
            Carried.NO,
            new Copying.Automatic("They are made with their actions off: alarms-on turns these on."),
            Set.of("cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"),
            Set.of("cloudwatch:PutMetricAlarm", "cloudwatch:PutCompositeAlarm", "cloudwatch:TagResource"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        String input = change.wanted().get(change.name()).orElse("");
        return AwsCli.withInput(
                input.contains(RULE) ? "cloudwatch put-composite-alarm" : "cloudwatch put-metric-alarm", target, input);
    }

    /** An alarm comes after those that its rule names: CloudWatch takes no rule on alarms that are not there. */
    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        List<SettingChange> changes = new ArrayList<>(Setting.super.changes(source, target));
        changes.sort(Comparator.comparingInt(change ->
                depth(change.name(), source.entries(), source.entries().size())));
        return List.copyOf(changes);
    }

    /** Returns how many alarms stand below one another; rules that name each other end at the given depth. */
    private static int depth(String entry, Map<String, String> alarms, int most) {
        String input = alarms.getOrDefault(entry, "");
        if (most == 0 || !input.contains(RULE)) {
            return 0;
        }
        return 1
                + alarms.keySet().stream()
                        .filter(other -> !other.equals(entry) && input.contains("(\\\"" + other + "\\\")"))
                        .mapToInt(other -> depth(other, alarms, most - 1))
                        .max()
                        .orElse(0);
    }
}
