package io.pitrguard.cli;

import io.pitrguard.backup.RunDueBackups;
import io.pitrguard.backup.Taking;
import io.pitrguard.domain.backup.BackupProblem;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.table.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run of all due backups did, as JSON.
 *
 * @param postponed how many are due and left to the next run
 * @param problems tables of which it is not known whether a backup is due
 */
public record BackupRunView(List<AttemptView> attempts, int postponed, List<String> problems) {
    /**
     * What became of one.
     *
     * @param id the id of the backup; null if none was taken
     * @param problem why none was taken, or may not have been; null if one was
     */
    public record AttemptView(
            String table,
            String rule,
            @Nullable String id,
            @Nullable String problem) {
        private static AttemptView of(RunDueBackups.Attempt attempt) {
            String table = attempt.due().table().arn();
            String rule = attempt.due().rule();
            return switch (attempt.taking()) {
                case Taking.Taken(BackupRecord record) ->
                    new AttemptView(table, rule, record.id().value(), null);
                case Taking.NotPossible(String reason, String remedy) ->
                    new AttemptView(table, rule, null, reason + " " + remedy);
                case Taking.NotNow(String reason, String remedy) ->
                    new AttemptView(table, rule, null, reason + " " + remedy);
                case Taking.NotKnown(Cause cause) -> new AttemptView(table, rule, null, cause.message());
            };
        }
    }

    static BackupRunView of(RunDueBackups.Run run) {
        return new BackupRunView(
                run.attempts().stream().map(AttemptView::of).toList(),
                run.postponed(),
                run.problems().stream().map(BackupProblem::text).toList());
    }

    /** Returns the exit code. */
    int code() {
        if (attempts.stream().anyMatch(each -> each.problem() != null)) {
            return ExitCode.FAILED;
        }
        if (postponed > 0) {
            return ExitCode.DUE;
        }
        return problems.isEmpty() ? ExitCode.OK : ExitCode.UNDETERMINED;
    }

    /** Returns the text. */
    String text(ViewOptions view) {
        if (attempts.isEmpty()) {
            return view.quiet() ? "" : "No backup is due.%n".formatted();
        }
        Columns columns = new Columns("TABLE", "RULE", "BACKUP").spare("RULE");
        for (AttemptView each : attempts) {
            columns.row(
                    each.problem() == null ? Colour.GREEN : Colour.RED,
                    BackupOutput.name(each.table()),
                    each.rule(),
                    each.id() == null ? "none" : each.id());
            if (each.problem() != null) {
                columns.details(each.problem());
            }
        }
        if (postponed > 0) {
            columns.line("%,d more %s due: run it again.".formatted(postponed, postponed == 1 ? "is" : "are"));
        }
        return columns.text(view.screen());
    }
}
