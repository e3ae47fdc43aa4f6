package io.pitrguard.aws;

import io.pitrguard.aws.SettingReads.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;

/**
 * Finds the alarms of a table among all of an account: CloudWatch finds none by dimension that are made of math, queries
 * or other alarms (API reference, DescribeAlarmsForMetric).
 */
final class AlarmReader {
    private static final String DESCRIBE = "cloudwatch:DescribeAlarms";
    private static final String TAGS = "cloudwatch:ListTagsForResource";
    private static final Pattern QUERY = Pattern.compile("^\\s*SELECT\\b", Pattern.CASE_INSENSITIVE);

    private final CloudWatchClient client;

    AlarmReader(CloudWatchClient client) {
        this.client = client;
    }

    /** Returns the alarms on the table, then those that depend on them, by name; not those that scaling policies made. */
    Collection<TableAlarm> alarms(SettingsOwner owner) {
        SettingTexts texts = SettingTexts.of(owner);
        List<TableAlarm> all = new ArrayList<>(all(owner.table().name()));
        all.removeIf(TableAlarm::isOfScaling);
        Map<String, TableAlarm> own = new LinkedHashMap<>();
        for (TableAlarm alarm : all) {
            if (isOn(owner, alarm, texts)) {
                own.put(alarm.name(), alarm);
            }
        }
        boolean more = true;
        while (more) {
            List<TableAlarm> dependent = all.stream()
                    .filter(alarm -> alarm.isComposite() && !own.containsKey(alarm.name()))
                    .filter(alarm -> AlarmRules.mentions(alarm.rule(), own.values()))
                    .toList();
            dependent.forEach(alarm -> own.put(alarm.name(), alarm));
            more = !dependent.isEmpty();
        }
        return own.values();
    }

    private List<TableAlarm> all(String on) {
        return SettingReads.pages(DESCRIBE, on, from -> {
            DescribeAlarmsResponse page =
                    client.describeAlarms(b -> b.alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                            .nextToken(from));
            List<TableAlarm> alarms = new ArrayList<>();
            page.metricAlarms().forEach(alarm -> alarms.add(TableAlarm.of(alarm)));
            page.compositeAlarms().forEach(alarm -> alarms.add(TableAlarm.of(alarm)));
            return new Page<>(page.hasMetricAlarms() || page.hasCompositeAlarms(), alarms, page.nextToken());
        });
    }

    private static boolean isOn(SettingsOwner owner, TableAlarm alarm, SettingTexts texts) {
        SettingDocument input = alarm.input();
        if (alarm.isComposite()) {
            return false;
        }
        if (!input.has("MetricName") && !input.has("Metrics")) {
            return isNamedAfter(alarm, texts);
        }
        if (texts.isIn(input.list("Dimensions"))) {
            return true;
        }
        for (SettingDocument metric : input.list("Metrics")) {
            boolean here = !metric.has("AccountId")
                    || metric.text("AccountId").equals(owner.table().where().account());
            if (here && (texts.isIn(metric.at("MetricStat", "Metric").list("Dimensions")) || isQuery(metric, owner))) {
                return true;
            }
        }
        return false;
    }

    /** What an alarm of a kind that came after this version watches cannot be seen: where it names the table, nobody knows. */
    private static boolean isNamedAfter(TableAlarm alarm, SettingTexts texts) {
        if (!texts.neutralWords(alarm.name()).equals(alarm.name())) {
            throw SettingReads.broken(
                    "Alarm " + alarm.name() + " watches something that this version does not understand.");
        }
        return false;
    }

    /** A query of Metrics Insights names tables as quoted texts. */
    private static boolean isQuery(SettingDocument metric, SettingsOwner owner) {
        String expression = metric.text("Expression");
        return QUERY.matcher(expression).find()
                && expression.contains('\'' + owner.table().name() + '\'');
    }

    /** Returns the tags of an alarm, without those of AWS. */
    Map<String, String> tags(TableAlarm alarm) {
        Map<String, String> tags = new TreeMap<>();
        SettingReads.call(
                        TAGS,
                        alarm.name(),
                        () -> client.listTagsForResource(b -> b.resourceARN(alarm.arn()))
                                .tags())
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        return SettingReads.copied(tags);
    }
}
