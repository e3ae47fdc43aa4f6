package io.pitrguard.infra;

import java.util.List;
import java.util.Optional;

/**
 * Which stack is meant, what restores may make, and whether there are backups and drills.
 *
 * @param only whether the stack for restores is meant, not the one with everything else
 * @param targets patterns of further names of tables that restores may make, with {@code *} for any characters
 * @param backups whether the stack takes and deletes backups
 * @param drills empty where the stack carries out none
 */
record RecoveryOptions(boolean only, List<String> targets, boolean backups, Optional<Drills> drills) {
    private static final String PATTERN = "[A-Za-z0-9_.*-]{3,255}";
    private static final String WITHOUT_NAME = "[*._-]*";

    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
    private static final String SCHEDULE =
            "rate\\((1 (hour|day)|([2-9]|[1-9]\\d{1,3}) (hours|days))\\)|cron\\(([0-9A-Z*?,/#-]+ ){5}[0-9*?,/-]+\\)";

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    private static final String BUCKET = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";

    /**
     * How drills are carried out.
     *
     * @param schedule when those that are due are begun, as EventBridge Scheduler writes it
     * @param evidenceBucket the bucket that keeps their evidence; empty where none is kept
     */
    record Drills(String schedule, Optional<String> evidenceBucket) {}

    RecoveryOptions {
        targets = List.copyOf(targets);
    }

    /** Reads them. Problems are collected in the context. */
    static RecoveryOptions read(Context context) {
        List<String> targets = context.list(Option.RECOVERY_TARGETS);
        targets.stream()
                .filter(target -> !target.matches(PATTERN) || target.matches(WITHOUT_NAME))
                .forEach(
                        target -> context.refuse(
                                Option.RECOVERY_TARGETS,
                                target,
                                "Write names of tables, or their beginning and *: one that fits every table would let restores change the settings of all."));
        return new RecoveryOptions(
                context.flag(Option.RECOVERY), targets, context.flag(Option.BACKUPS), drills(context));
    }

    /** Without the bucket the evidence would be missing, and nobody would notice before an audit. */
    private static Optional<Drills> drills(Context context) {
        Drills drills = new Drills(
                context.formed(
                                Option.DRILL_SCHEDULE,
                                SCHEDULE,
                                "Write rate(1 day), rate(12 hours) or cron(0 2 * * ? *).")
                        .orElse(Option.DRILL_SCHEDULE.standard()),
                context.formed(Option.EVIDENCE_BUCKET, BUCKET, "Write the name of a bucket.")
                        .filter(_ -> context.flag(Option.EVIDENCE)));
        boolean wanted = context.flag(Option.DRILLS);
        if (wanted
                && context.flag(Option.RECOVERY)
                && context.flag(Option.EVIDENCE)
                && !context.isSet(Option.EVIDENCE_BUCKET)) {
            context.refuse(
                    Option.EVIDENCE_BUCKET,
                    "",
                    "Drills keep their evidence there: write the EvidenceBucket among the outputs of the other stack, or evidence=false for none.");
        }
        return Optional.of(drills).filter(_ -> wanted);
    }
}
