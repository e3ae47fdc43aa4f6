package io.pitrguard.infra;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmRule;
import software.amazon.awscdk.services.cloudwatch.CompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.IAlarmRule;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.constructs.Construct;

/** The alarms, and a composite alarm over those about pitr-guard itself. */
final class GuardAlarms extends Construct {
    private static final String RUNBOOK = " (Runbook: docs/runbooks/unhealthy.md)";

    private final AlertTopics topics;
    private final String name;

    /** The alarms about tables, and those about pitr-guard itself. */
    record Props(String name, AlertTopics topics, List<AlarmSpec> tables, List<AlarmSpec> itself) {
        Props {
            tables = List.copyOf(tables);
            itself = List.copyOf(itself);
        }
    }

    GuardAlarms(Construct scope, String id, Props props) {
        super(scope, id);
        topics = props.topics();
        name = props.name();
        props.tables().forEach(this::alarm);
        List<IAlarmRule> health = new ArrayList<>();
        props.itself().forEach(spec -> health.add(alarm(spec)));
        health(health);
    }

    private Alarm alarm(AlarmSpec spec) {
        Alarm alarm = Alarm.Builder.create(this, spec.id())
                .alarmName(name + "-" + spec.id())
                .alarmDescription(spec.description() + RUNBOOK)
                .metric(spec.metric())
                .comparisonOperator(spec.limit().comparison())
                .threshold(spec.limit().threshold())
                .treatMissingData(spec.limit().missing())
                .evaluationPeriods(spec.periods())
                .build();
        // Whoever gets the alarm also learns that it is over.
        SnsAction alerts = new SnsAction(topics.alerts());
        alarm.addAlarmAction(alerts);
        alarm.addOkAction(alerts);
        topics.chat().map(SnsAction::new).ifPresent(chat -> {
            alarm.addAlarmAction(chat);
            alarm.addOkAction(chat);
        });
        return alarm;
    }

    /** Publishes to a topic of its own, so that a person can subscribe to nothing else. */
    private void health(List<IAlarmRule> alarms) {
        CompositeAlarm health = CompositeAlarm.Builder.create(this, "Health")
                .compositeAlarmName(name + "-unhealthy")
                .alarmDescription(
                        "pitr-guard itself is unhealthy, so tables may lose their protection unnoticed. Each alarm under this one has its cause and remedy.")
                .alarmRule(AlarmRule.anyOf(alarms.toArray(IAlarmRule[]::new)))
                .build();
        health.addAlarmAction(new SnsAction(topics.health()));
        health.addOkAction(new SnsAction(topics.health()));
    }
}
