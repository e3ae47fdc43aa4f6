package io.pitrguard.infra;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmRule;
import software.amazon.awscdk.services.cloudwatch.CompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.IAlarmRule;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.constructs.Construct;

/** An alarm for everything that is watched, and one above those that say that pitr-guard itself is unwell. */
final class GuardAlarms extends Construct {
    private static final String RUNBOOK = " Runbook: docs/runbooks/not-working.md, by the alarm's name.";

    private final AlertTopics topics;
    private final String name;

    /** What is watched: the tables, and pitr-guard itself. */
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
        List<IAlarmRule> unwell = new ArrayList<>();
        props.itself().forEach(watch -> unwell.add(alarm(watch)));
        unwell(unwell);
    }

    private Alarm alarm(AlarmSpec watch) {
        Alarm alarm = Alarm.Builder.create(this, watch.id())
                .alarmName(name + "-" + watch.id())
                .alarmDescription(watch.says() + RUNBOOK)
                .metric(watch.metric())
                .comparisonOperator(watch.limit().is())
                .threshold(watch.limit().than())
                .treatMissingData(watch.limit().missing())
                .evaluationPeriods(watch.periods())
                .build();
        // Whoever was woken also hears that it is over.
        SnsAction alerts = new SnsAction(topics.alerts());
        alarm.addAlarmAction(alerts);
        alarm.addOkAction(alerts);
        topics.chat().map(SnsAction::new).ifPresent(chat -> {
            alarm.addAlarmAction(chat);
            alarm.addOkAction(chat);
        });
        return alarm;
    }

    /** Its topic is one that a person can subscribe to alone. */
    private void unwell(List<IAlarmRule> alarms) {
        CompositeAlarm unwell = CompositeAlarm.Builder.create(this, "Unwell")
                .compositeAlarmName(name + "-unwell")
                .alarmDescription(
                        "pitr-guard itself is unwell: tables may be unguarded. The alarms under it say what it is and what to do.")
                .alarmRule(AlarmRule.anyOf(alarms.toArray(IAlarmRule[]::new)))
                .build();
        unwell.addAlarmAction(new SnsAction(topics.unwell()));
        unwell.addOkAction(new SnsAction(topics.unwell()));
    }
}
