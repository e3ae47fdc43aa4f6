package io.pitrguard.aws;

import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/**
 * An alarm as CloudWatch describes it.
 *
 * @param input of the call that makes such an alarm, as JSON
 */
record TableAlarm(String name, String arn, SettingDocument input) {
    /** The member that only composite alarms have. */
    static final String RULE = "AlarmRule";

    private static final String ENABLED = "ActionsEnabled";
    private static final String OF_SCALING = "TargetTracking-";

    /** Creates one of a metric, of math on metrics, or of a query. */
    static TableAlarm of(MetricAlarm alarm) {
        return new TableAlarm(
                String.valueOf(alarm.alarmName()),
                String.valueOf(alarm.alarmArn()),
                SdkDocuments.shared(alarm, PutMetricAlarmRequest.builder()));
    }

    /** Creates one of other alarms. */
    static TableAlarm of(CompositeAlarm alarm) {
        return new TableAlarm(
                String.valueOf(alarm.alarmName()),
                String.valueOf(alarm.alarmArn()),
                SdkDocuments.shared(alarm, PutCompositeAlarmRequest.builder()));
    }

    /** Whether it depends on other alarms. */
    boolean isComposite() {
        return input.has(RULE);
    }

    /** Returns the rule of a composite alarm; empty for another. */
    String rule() {
        return input.text(RULE);
    }

    /** Whether its actions are on, as they are where CloudWatch does not say. */
    boolean actionsEnabled() {
        return input.flag(ENABLED, true);
    }

    /** Whether a scaling policy made it for itself. */
    boolean isOfScaling() {
        return name.startsWith(OF_SCALING);
    }

    /** Returns the input without the actions on: the state of an alarm that is only made. */
    SettingDocument withActionsOff() {
        return input.copy().put(ENABLED, false);
    }
}
