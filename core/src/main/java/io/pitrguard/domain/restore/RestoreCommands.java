package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.time.Instant;
import java.util.Optional;

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

    /** Returns the command that shows a table. */
    public static String describe(TableRef table) {
        return "aws dynamodb describe-table " + ShellWord.option("--table-name", table.name()) + region(table);
    }

    /** Returns the command that lists the backups of a table, also of a deleted one. */
    public static String backups(TableRef table) {
        return "aws dynamodb list-backups --backup-type ALL " + ShellWord.option("--table-name", table.name())
                + region(table);
    }

    /**
     * Returns a command of pitr-guard, which finds the restores and tables of one region only.
     *
     * @param words the command and its arguments, such as {@code restore status ID}
     */
    public static String guard(AccountRegion where, String words) {
        return "./pitr-guard " + words + region(where);
    }

    /**
     * Returns the command that compares the settings of the source and the restored table, or copies them; empty where the
     * restored table has the place of its source, so that there are no two tables.
     *
     * @param verb {@code diff} or {@code copy}
     */
    public static Optional<String> settings(String verb, RestorePlan plan) {
        TableRef source = plan.sourceTable();
        TableRef target = plan.target();
        if (source.equals(target)) {
            return Optional.empty();
        }
        String other = plan.request().crossRegion()
                ? " " + ShellWord.option("--to-region", target.where().region())
                : "";
        return Optional.of(guard(
                source.where(),
                "settings %s %s %s%s"
                        .formatted(verb, ShellWord.quoted(source.name()), ShellWord.quoted(target.name()), other)));
    }

    /** Returns the command that prints how to set the settings of a deleted table by hand. */
    public static String runbook(RestorePlan plan) {
        TableRef source = plan.sourceTable();
        return guard(source.where(), "runbook %s --flow deleted-table".formatted(ShellWord.quoted(source.name())));
    }

    private static String region(TableRef table) {
        return region(table.where());
    }

    private static String region(AccountRegion where) {
        return " " + ShellWord.option("--region", where.region());
    }
}
