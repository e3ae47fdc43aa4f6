package io.pitrguard.cli;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.drill.ProofStatus;
import io.pitrguard.report.DrillReportPage;
import io.pitrguard.report.DrillReportView;
import io.pitrguard.report.DrillView;
import io.pitrguard.report.Minutes;
import io.pitrguard.report.VaultView;
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
        String end = (remedy == null ? "" : "%s%n".formatted(remedy)) + remains(drill);
        return head + (drill.checks().isEmpty() ? "" : columns.text(view.screen())) + end;
    }

    private static String remains(DrillView drill) {
        return drill.cleanup().gone()
                ? ""
                : "The table %s remains. %s Delete it once that is remedied: ./pitr-guard drill run --unfinished%n"
                        .formatted(
                                BackupOutput.name(drill.target().table()),
                                String.join(" ", drill.cleanup().left()));
    }

    /** Returns when the restore of each table was last proven. */
    static String report(DrillReportView report, ViewOptions view) {
        if (report.tables().isEmpty()) {
            return view.quiet() ? "" : "No drills.%n".formatted();
        }
        Columns columns =
                new Columns("TABLE", "RESTORE", "LAST PROVEN", "TOOK", "TARGET", "LAST DRILL").spare("TARGET");
        for (DrillReportView.Table table : report.tables()) {
            columns.row(
                    colour(table.status()),
                    BackupOutput.name(table.table()),
                    DrillReportPage.status(table.status()),
                    table.lastProven() == null ? "never" : BackupOutput.seconds(table.lastProven()),
                    Minutes.of(table.recoverySeconds()),
                    Minutes.of(table.targetSeconds()),
                    words(table.lastVerdict()));
            Optional.ofNullable(table.lastReason()).ifPresent(columns::details);
            Optional.of(DrillReportPage.running(table))
                    .filter(text -> !text.isEmpty())
                    .ifPresent(columns::details);
            Optional.ofNullable(table.vaults()).map(VaultView::text).ifPresent(columns::details);
        }
        return columns.text(view.screen());
    }

    private static Colour colour(ProofStatus status) {
        return switch (status) {
            case PROVEN -> Colour.GREEN;
            case FAILED, OVERDUE -> Colour.RED;
            case NOT_PROVEN, UNKNOWN -> Colour.AMBER;
        };
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
