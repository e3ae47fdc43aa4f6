package io.pitrguard.infra;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmRule;
import software.amazon.awscdk.services.cloudwatch.CompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.IAlarmRule;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/**
 * The alarms: each notifies when it fires, whatever the others do. None notifies when it clears, because CloudWatch also
 * calls that a new alarm's first look: a new deployment would send a mail for each. Instead the composite alarm over those
 * about pitr-guard itself says once that all of them are clear; the digest reports what is resolved about tables.
 */
final class GuardAlarms extends Construct {
    private final String name;
    private final String runbook;

    /**
     * The alarms about tables, and those about pitr-guard itself.
     *
     * @param shared the topics that they notify
     * @param runbook the URL of the page with an anchor for each
     * @param allClear whether there is the composite alarm
     */
    record Props(
            String name,
            String runbook,
            SharedResources shared,
            List<AlarmSpec> tables,
            List<AlarmSpec> itself,
            boolean allClear) {
        Props {
            tables = List.copyOf(tables);
            itself = List.copyOf(itself);
        }
    }

    GuardAlarms(Construct scope, String id, Props props) {
        super(scope, id);
        name = props.name();
        runbook = props.runbook();
        List<ITopic> everybody = Stream.concat(Stream.of(props.shared().alerts()), props.shared().chat().stream())
                .toList();
        List<ITopic> andHealth = Stream.concat(
                        everybody.stream(), Stream.of(props.shared().health()))
                .toList();
        props.tables().forEach(spec -> alarm(spec, everybody));
        List<IAlarmRule> itself = props.itself().stream()
                .<IAlarmRule>map(spec -> alarm(spec, andHealth))
                .toList();
        if (props.allClear()) {
            health(itself, andHealth);
        }
    }

    private Alarm alarm(AlarmSpec spec, List<ITopic> recipients) {
        Alarm alarm = Alarm.Builder.create(this, spec.id())
                .alarmName(name + "-" + spec.id())
                .alarmDescription(described(spec.description(), spec.id()))
                .metric(spec.metric())
                .comparisonOperator(spec.limit().comparison())
                .threshold(spec.limit().threshold())
                .treatMissingData(spec.limit().missing())
                .evaluationPeriods(spec.periods().of())
                .datapointsToAlarm(
                        spec.periods().breaching() == spec.periods().of()
                                ? null
                                : spec.periods().breaching())
                .build();
        recipients.forEach(topic -> alarm.addAlarmAction(new SnsAction(topic)));
        return alarm;
    }

    private String described(String text, String anchor) {
        return text + " (Runbook: " + runbook + "#" + anchor + ")";
    }

    /** Only says that all is well again: an alarm under it that stays would hide the others if this one notified of them. */
    private void health(List<IAlarmRule> alarms, List<ITopic> recipients) {
        CompositeAlarm health = CompositeAlarm.Builder.create(this, "Health")
                .compositeAlarmName(name + "-unhealthy")
                .alarmDescription(described(
                        "In alarm: pitr-guard itself is unhealthy, so tables may lose their protection unnoticed. Each alarm under this one has its cause and remedy. OK: all of them are clear.",
                        "unhealthy"))
                .alarmRule(AlarmRule.anyOf(alarms.toArray(IAlarmRule[]::new)))
                .build();
        recipients.forEach(topic -> health.addOkAction(new SnsAction(topic)));
    }
}
