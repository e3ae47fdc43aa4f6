package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.time.Instant;

/** Commands of the AWS CLI that people run by hand. */
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

    /** Returns the command that shows a table. */
    public static String describe(TableRef table) {
        return "aws dynamodb describe-table " + ShellWord.option("--table-name", table.name()) + region(table);
    }

    private static String region(TableRef table) {
        return " " + ShellWord.option("--region", table.where().region());
    }
}
