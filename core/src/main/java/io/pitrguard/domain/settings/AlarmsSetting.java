package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.Set;

/** CloudWatch alarms on the metrics of the table, without whether their actions are on. */
public record AlarmsSetting() implements Setting {
    private static final Description DESCRIPTION = new Description(
            "alarms",
            "CloudWatch alarms",
            Carried.NO,
            new Copying.Automatic("They are made with their actions off: alarms-on turns these on."),
            Set.of("cloudwatch:DescribeAlarms"),
            Set.of("cloudwatch:PutMetricAlarm"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        String input = change.wanted().get(change.name()).orElse("");
        return AwsCli.withInput("cloudwatch put-metric-alarm", target, input);
    }
}
