package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.sandbox.contract.AlarmContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** The expectations of CloudWatch's alarms that the sandbox fulfils, put to moto; and what moto lets pass or lacks. */
class MotoAlarmContractE2E extends AlarmContract {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    @Override
    protected Target target() {
        return new MotoTarget(MOTO.endpoint());
    }

    @Test
    void motoHasNoCompositeAlarms() {
        assertThatExceptionOfType(CloudWatchException.class)
                .isThrownBy(() -> alarms.putCompositeAlarm(
                        request -> request.alarmName(name).alarmRule("ALARM(\"no-such-alarm\")")));
    }

    @Test
    void motoSwitchesNoActions() {
        alarms.putMetricAlarm(alarm(name).build());

        assertThatExceptionOfType(CloudWatchException.class)
                .isThrownBy(() -> alarms.enableAlarmActions(request -> request.alarmNames(name)));
    }

    /** With AWS a new alarm has insufficient data. */
    @Test
    void motoBeginsAnAlarmInAnotherState() {
        alarms.putMetricAlarm(alarm(name).build());

        assertThat(only().stateValue()).isEqualTo(StateValue.OK);
    }

    /** AWS takes 10, 20, 30 and multiples of 60. */
    @Test
    void motoTakesAPeriodThatIsNone() {
        alarms.putMetricAlarm(alarm(name).period(61).build());

        assertThat(only().period()).isEqualTo(61);
    }

    /** AWS allows as many as there are evaluation periods. */
    @Test
    void motoTakesTooManyDatapoints() {
        alarms.putMetricAlarm(alarm(name).datapointsToAlarm(9).build());

        assertThat(only().datapointsToAlarm()).isEqualTo(9);
    }
}
