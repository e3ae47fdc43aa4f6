package io.pitrguard.cli;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.report.DrillReportView;
import io.pitrguard.report.DrillView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Drills for people. */
final class DrillOutput {
    private DrillOutput() {}

    /** Returns a drill with its checks. */
    static String drill(DrillView drill, ViewOptions view) {
        Columns columns = new Columns("CHECK", "VERDICT", "SEEN").spare("SEEN");
        for (DrillView.Check check : drill.checks()) {
            columns.row(colour(check.verdict()), check.kind(), words(check.verdict()), check.seen());
            if (!check.reason().isEmpty()) {
                columns.details(check.reason());
            }
        }
        String reason = drill.reason();
        String head = "Drill %s: restore %s.%s%n"
                .formatted(drill.drill(), words(drill.verdict()), reason == null ? "" : " " + reason);
        String remedy = drill.remedy();
        String end = remedy == null ? "" : "%s%n".formatted(remedy);
        return head + (drill.checks().isEmpty() ? "" : columns.text(view.screen())) + end;
    }

    /** Returns when the restore of each table was last proven. */
    static String report(DrillReportView report, ViewOptions view) {
        if (report.tables().isEmpty()) {
            return view.quiet() ? "" : "No drills.%n".formatted();
        }
        Columns columns = new Columns("TABLE", "LAST PROVEN", "TOOK", "TARGET", "LAST DRILL").spare("TARGET");
        for (DrillReportView.Table table : report.tables()) {
            columns.row(
                    colour(table.lastVerdict()),
                    BackupOutput.name(table.table()),
                    table.lastProven() == null ? "never" : BackupOutput.seconds(table.lastProven()),
                    minutes(table.recoverySeconds()),
                    minutes(table.targetSeconds()),
                    words(table.lastVerdict()));
            Optional.ofNullable(table.lastReason()).ifPresent(columns::details);
        }
        return columns.text(view.screen());
    }

    private static String minutes(@Nullable Long seconds) {
        return seconds == null ? "-" : Math.ceilDiv(seconds, 60L) + " min";
    }

    private static String words(@Nullable String verdict) {
        return verdict == null ? "-" : verdict.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Colour colour(@Nullable String verdict) {
        if (verdict == null) {
            return Colour.PLAIN;
        }
        return switch (verdict) {
            case "PASSED" -> Colour.GREEN;
            case "FAILED" -> Colour.RED;
            default -> Colour.AMBER;
        };
    }

    /** Returns the exit code for drills that are over. */
    static int code(List<DrillRecord> drills) {
        if (drills.stream().anyMatch(drill -> drill.verdict().equals(Optional.of(DrillVerdict.FAILED)))) {
            return ExitCode.NON_COMPLIANT;
        }
        return drills.stream().allMatch(drill -> drill.verdict().equals(Optional.of(DrillVerdict.PASSED)))
                ? ExitCode.OK
                : ExitCode.UNDETERMINED;
    }
}
