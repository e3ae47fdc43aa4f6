package io.pitrguard.cli;

import io.pitrguard.backup.PruneBackups;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.MadeBackup;
import io.pitrguard.domain.backup.Retention;
import io.pitrguard.domain.table.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is deleted and kept of the backups that pitr-guard made, as JSON. */
public record BackupPruneView(List<DecisionView> backups, List<String> problems) {
    /**
     * One backup.
     *
     * @param result {@code KEEP}, {@code DELETE} (in a plan), {@code DELETED}, {@code KEPT} (although it might have been
     *     deleted) or {@code UNKNOWN}
     */
    public record DecisionView(
            String table, String id, @Nullable String created, String result, String reason) {
        static DecisionView of(Retention decision) {
            return switch (decision) {
                case Retention.Keep(BackupRecord record, String reason) -> of(record, "KEEP", reason);
                case Retention.Delete(BackupRecord record, String reason, List<MadeBackup> _) ->
                    of(record, "DELETE", reason);
            };
        }

        static DecisionView of(PruneBackups.Outcome outcome, String reason) {
            return switch (outcome) {
                case PruneBackups.Outcome.Deleted(BackupRecord record) -> of(record, "DELETED", reason);
                case PruneBackups.Outcome.Kept(BackupRecord record, List<String> reasons) ->
                    of(record, "KEPT", String.join(" ", reasons));
                case PruneBackups.Outcome.NotKnown(BackupRecord record, Cause cause) ->
                    of(record, "UNKNOWN", cause.message());
            };
        }

        private static DecisionView of(BackupRecord record, String result, String reason) {
            return new DecisionView(
                    record.table().arn(),
                    record.id().value(),
                    record.state().made().map(made -> made.created().toString()).orElse(null),
                    result,
                    reason);
        }
    }

    /** Returns the exit code: 0 only if every backup that may be deleted was. */
    int code() {
        boolean left =
                backups.stream().anyMatch(each -> List.of("KEPT", "UNKNOWN").contains(each.result()));
        if (left) {
            return ExitCode.FAILED;
        }
        return problems.isEmpty() ? ExitCode.OK : ExitCode.UNDETERMINED;
    }

    /** Returns the text. */
    String text(ViewOptions view) {
        List<DecisionView> shown = backups.stream()
                .filter(each -> !view.quiet() || !each.result().equals("KEEP"))
                .toList();
        if (shown.isEmpty()) {
            return view.quiet() ? "" : "pitr-guard made no backup that exists.%n".formatted();
        }
        Columns columns = new Columns("CREATED", "TABLE", "RESULT", "BACKUP").spare("BACKUP", "TABLE");
        for (DecisionView each : shown) {
            columns.row(
                    colour(each.result()),
                    BackupOutput.seconds(each.created()),
                    BackupOutput.name(each.table()),
                    each.result(),
                    each.id());
            columns.details(each.reason());
        }
        return columns.text(view.screen());
    }

    private static Colour colour(String result) {
        return switch (result) {
            case "DELETE" -> Colour.AMBER;
            case "KEPT", "UNKNOWN" -> Colour.RED;
            default -> Colour.PLAIN;
        };
    }
}
