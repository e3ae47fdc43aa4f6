package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Commands that people run: of pitr-guard, and of the AWS CLI by hand. */
public final class RestoreCommands {
    private RestoreCommands() {}

    /** Returns the command that makes the call of a restore. */
    public static String restore(RestoreCall call) {
        String from = switch (call.from()) {
            case RestorePoint.PointInTime(Instant moment) ->
                "restore-table-to-point-in-time --source-table-arn "
                        + ShellWord.quoted(call.source().arn()) + " --restore-date-time " + moment;
            case RestorePoint.Backup(TableBackup backup) ->
                "restore-table-from-backup --backup-arn " + ShellWord.quoted(backup.arn());
        };
        return "aws dynamodb " + from + " "
                + ShellWord.option("--target-table-name", call.target().name())
                + (call.indexes()
                        ? ""
                        : " --global-secondary-index-override '[]' --local-secondary-index-override '[]'")
                + (call.onDemand() ? " --billing-mode-override PAY_PER_REQUEST" : "")
                + call.kmsKey()
                        .map(key -> " --sse-specification-override Enabled=true,SSEType=KMS,KMSMasterKeyId="
                                + ShellWord.quoted(key))
                        .orElse("")
                + region(call.target());
    }

    /** Returns the command that turns deletion protection off. */
    public static String unprotect(TableRef table) {
        return "aws dynamodb update-table --no-deletion-protection-enabled" + " "
                + ShellWord.option("--table-name", table.name()) + region(table);
    }

    /** Returns the command that turns deletion protection on. */
    public static String protect(TableRef table) {
        return "aws dynamodb update-table --deletion-protection-enabled" + " "
                + ShellWord.option("--table-name", table.name()) + region(table);
    }

    /** Returns the command that shows a table. */
    public static String describe(TableRef table) {
        return "aws dynamodb describe-table " + ShellWord.option("--table-name", table.name()) + region(table);
    }

    /**
     * Returns the command that compares the settings of two tables, or copies them; empty where both have one name: a table
     * that was restored under its own name has no other to compare it with.
     *
     * @param word {@code diff} or {@code copy}
     */
    public static Optional<String> settings(String word, TableRef source, TableRef target) {
        if (source.equals(target)) {
            return Optional.empty();
        }
        String other = target.where().region();
        return Optional.of("./pitr-guard settings " + word + " " + ShellWord.quoted(source.name()) + " "
                + ShellWord.quoted(target.name()) + region(source)
                + (other.equals(source.where().region()) ? "" : " " + ShellWord.option("--to-region", other)));
    }

    /**
     * Returns a command of pitr-guard, which finds the restores and tables of one region only.
     *
     * @param words the command and its arguments, such as {@code restore status ID}
     */
    public static String guard(AccountRegion where, String words) {
        return "./pitr-guard " + words + " " + ShellWord.option("--region", where.region());
    }

    /**
     * Returns a command of pitr-guard about a restore, for the region whose ledger has it.
     *
     * @param words such as {@code restore status}
     */
    public static String about(RestoreRecord restore, String words, String... options) {
        return guard(
                restore.where(),
                String.join(
                        " ",
                        Stream.concat(Stream.of(words, restore.id().value()), Stream.of(options))
                                .toList()));
    }

    /** Returns the command that deletes the audit table of a restore. */
    public static String discardAudit(RestoreRecord restore) {
        return about(restore, "export discard", "--approved-by NAME");
    }

    /** Returns the command that writes the procedure for a deleted table, with the commands that set its settings. */
    public static String runbook(TableRef table) {
        return "./pitr-guard runbook " + ShellWord.quoted(table.name()) + " --flow deleted-table" + region(table);
    }

    /** Returns the command that plans a restore to the latest moment, and shows what is possible instead. */
    public static String planLatest(TableRef table) {
        return "./pitr-guard restore " + ShellWord.quoted(table.name()) + " --at latest --plan" + region(table);
    }

    /** Returns the command that restores a deleted table. */
    public static String restoreDeleted(TableRef table) {
        return "./pitr-guard restore --deleted " + ShellWord.quoted(table.name()) + region(table);
    }

    /** Returns the command that lists all backups of tables of a name. */
    public static String listBackups(TableRef table) {
        return "aws dynamodb list-backups --backup-type ALL " + ShellWord.option("--table-name", table.name())
                + region(table);
    }

    private static String region(TableRef table) {
        return " " + ShellWord.option("--region", table.where().region());
    }
}
