package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.domain.selfcheck.Footprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** What carries out drills beside their function: the state machine, its schedule and the dashboard. */
final class Drills extends Construct {
    /** When a run was due: the schedule may come twice, and the budget of its drills is spent once. */
    private static final String SCHEDULED = "{\"since\":\"<aws.scheduler.scheduled-time>\"}";

    private static final int MINUTES_OF_A_DAY = 1440;

    private final StateMachine machine;
    private final RecoverySchedule schedule;

    /**
     * What is carried out, and when.
     *
     * @param step the function that takes a step
     * @param atOnce how many drills are carried on at once
     * @param report the command that lists drills
     */
    record Props(
            DeploymentOptions options,
            RecoveryOptions.Drills drills,
            GuardFunction.Target step,
            int atOnce,
            IKey key,
            String report) {}

    Drills(Construct scope, String id, Props props) {
        super(scope, id);
        String name = props.options().name();
        machine = new DrillMachine(
                        this,
                        "Machine",
                        new DrillMachine.Props(
                                name,
                                props.step(),
                                props.atOnce(),
                                props.key(),
                                GuardFunction.retention(
                                        props.options().retention().logDays())))
                .machine();
        schedule = new RecoverySchedule(
                this,
                "Schedule",
                new RecoverySchedule.Props(
                        DrillMachine.nameIn(name),
                        "Begins the drills that are due.",
                        props.drills().schedule(),
                        Optional.of(SCHEDULED),
                        SweepSchedule.Started.of(machine)));
        if (props.options().footprint() == Footprint.FULL) {
            new DrillDashboard(
                    this,
                    "Dashboard",
                    new DrillDashboard.Props(
                            name + "-drills", new GuardMetrics(this, MINUTES_OF_A_DAY), machine, props.report()));
        }
    }

    StateMachine machine() {
        return machine;
    }

    List<AlarmSpec> alarms(AlarmTexts texts) {
        List<AlarmSpec> alarms = new ArrayList<>();
        alarms.add(AlarmSpecs.ofDrills(machine, texts));
        alarms.addAll(
                AlarmSpecs.ofDeadLetters(Map.of(FunctionKind.DRILL.key() + "-schedule-dlq", schedule.dead()), texts));
        return alarms;
    }
}
