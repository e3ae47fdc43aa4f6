package io.pitrguard.cli;

import io.pitrguard.domain.text.Counted;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Backups for people. */
final class BackupOutput {
    private static final int UNIT = 1024;

    private BackupOutput() {}

    /** Returns a list of backups. */
    static String list(List<BackupView> backups, ViewOptions view) {
        if (backups.isEmpty()) {
            return view.quiet() ? "" : "No backups.%n".formatted();
        }
        Columns columns =
                new Columns("CREATED", "TABLE", "MADE BY", "STATUS", "SIZE", "NAME").spare("SIZE", "NAME", "TABLE");
        for (BackupView backup : backups) {
            columns.row(
                    colour(backup.status()),
                    seconds(backup.created()),
                    name(backup.table()),
                    backup.madeBy(),
                    backup.status(),
                    size(backup.sizeBytes()),
                    backup.name());
            Optional.ofNullable(backup.record())
                    .map(BackupView.RecordView::reason)
                    .ifPresent(columns::details);
        }
        return columns.text(view.screen());
    }

    /** Returns the restores of AWS Backup; nothing for none. */
    static String restores(List<BackupView.VaultRestoreView> restores, ViewOptions view) {
        if (restores.isEmpty()) {
            return "";
        }
        Columns columns = new Columns("RESTORED BY AWS BACKUP", "OUTCOME", "COMPLETED", "JOB").spare("JOB");
        restores.forEach(each -> columns.row(
                each.outcome().equals("VALIDATED") ? Colour.GREEN : Colour.PLAIN,
                seconds(each.created()),
                each.outcome(),
                seconds(each.completed()),
                each.job()));
        return System.lineSeparator() + columns.text(view.screen());
    }

    /**
     * Returns the tables whose backup is due.
     *
     * @param policy whether a policy was named
     */
    static String due(BackupView.DueListed due, boolean policy, ViewOptions view) {
        if (due.due().isEmpty()) {
            return view.quiet() ? "" : none(due, policy);
        }
        Columns columns = new Columns("TABLE", "RULE", "NEWEST BACKUP").spare("RULE");
        due.due().forEach(each -> columns.row(Colour.AMBER, name(each.table()), each.rule(), seconds(each.newest())));
        return columns.text(view.screen());
    }

    private static String none(BackupView.DueListed due, boolean policy) {
        if (!policy) {
            return "No policy was named: --policy FILE tells which tables need backups.%n".formatted();
        }
        // Where something is not known, "none is due" would be a false all-clear.
        if (!due.problems().isEmpty()) {
            return "";
        }
        return due.asked() == 0
                ? "No backup is due: the policy asks for none of the tables that there are.%n".formatted()
                : "No backup is due. The policy asks for backups of %s.%n".formatted(Counted.tables(due.asked()));
    }

    /** Returns a table's name. */
    static String name(String arn) {
        return arn.substring(arn.indexOf('/') + 1);
    }

    /** Returns a size, such as "20.0 GB". */
    static String size(@Nullable Long bytes) {
        if (bytes == null) {
            return "-";
        }
        double size = bytes;
        for (String unit : List.of("B", "KB", "MB", "GB")) {
            if (size < UNIT) {
                return String.format(Locale.ROOT, unit.equals("B") ? "%.0f %s" : "%.1f %s", size, unit);
            }
            size /= UNIT;
        }
        return String.format(Locale.ROOT, "%,.1f TB", size);
    }

    /** Returns a time in whole seconds; a hyphen for none. */
    static String seconds(@Nullable String time) {
        return time == null ? "-" : time.replaceFirst("\\.\\d+Z$", "Z");
    }

    private static Colour colour(String status) {
        return switch (status) {
            case "AVAILABLE" -> Colour.GREEN;
            case "FAILED", "VANISHED" -> Colour.RED;
            default -> Colour.PLAIN;
        };
    }
}
