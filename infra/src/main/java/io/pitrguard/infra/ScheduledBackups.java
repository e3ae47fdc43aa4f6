package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/** What takes and deletes backups beside their function: its schedule, and the alarms of both. */
final class ScheduledBackups extends Construct {
    /** The shortest interval of a policy is a day: an hour later is near enough, and what failed has its second try. */
    private static final String EACH_HOUR = "rate(1 hour)";

    private final GuardFunction function;
    private final RecoverySchedule schedule;

    ScheduledBackups(Construct scope, String id, String deployment, GuardFunction function) {
        super(scope, id);
        this.function = function;
        this.schedule = new RecoverySchedule(
                this,
                "Schedule",
                new RecoverySchedule.Props(
                        FunctionKind.BACKUP.nameIn(deployment),
                        "Takes the backups that are due, and deletes those that are kept no longer.",
                        EACH_HOUR,
                        Optional.empty(),
                        SweepSchedule.Started.of(function.target())));
    }

    List<AlarmSpec> alarms(AlarmTexts texts) {
        String key = FunctionKind.BACKUP.key();
        List<AlarmSpec> alarms = new ArrayList<>(AlarmSpecs.of(FunctionKind.BACKUP, function.function()));
        alarms.add(AlarmSpecs.ofBackups(function.function(), texts));
        alarms.addAll(
                AlarmSpecs.ofDeadLetters(Map.of(key + "-dlq", function.dead().orElseThrow()), texts));
        alarms.addAll(AlarmSpecs.ofDeadLetters(Map.of(key + "-schedule-dlq", schedule.dead()), texts));
        return alarms;
    }
}
