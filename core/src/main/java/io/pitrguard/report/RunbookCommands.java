package io.pitrguard.report;

import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;

/** The commands of a runbook, for the AWS CLI in a POSIX shell. {@code $AT} is the moment, {@code $BACKUP} the backup. */
record RunbookCommands(TableRef source, TableRef target) {
    /** Returns the command that shows the window of the source. */
    String window() {
        return on("describe-continuous-backups", source)
                + " \\\n  --query ContinuousBackupsDescription.PointInTimeRecoveryDescription";
    }

    /** Returns the command that keeps the present state of the source. */
    String keepPresent() {
        return on("create-backup", source) + " --backup-name before-restore";
    }

    /** Returns the command that restores the source to the moment. */
    String restoreToMoment(TableShape.Encryption encryption) {
        boolean other = !source.where().equals(target.where());
        String key = encryption instanceof TableShape.Encryption.Kms && other
                ? " \\\n  --sse-specification-override Enabled=true,SSEType=KMS,KMSMasterKeyId=\"$KEY\""
                : "";
        return "aws dynamodb restore-table-to-point-in-time " + region(target)
                + " \\\n  "
                + (other
                        ? "--source-table-arn " + ShellWord.quoted(source.arn())
                        : ShellWord.option("--source-table-name", source.name()))
                + " \\\n  --restore-date-time \"$AT\" " + ShellWord.option("--target-table-name", target.name())
                + key;
    }

    /** Returns the command that restores the backup. */
    String restoreFromBackup() {
        return "aws dynamodb restore-table-from-backup " + region(target) + " \\\n  --backup-arn \"$BACKUP\" "
                + ShellWord.option("--target-table-name", target.name());
    }

    /** Returns the command that lists the backups which AWS made of a deleted table. */
    String systemBackups() {
        return on("list-backups", source) + " --backup-type SYSTEM"
                + " \\\n  --query 'BackupSummaries[].[BackupArn,BackupCreationDateTime,BackupStatus]' --output text";
    }

    /** Returns the commands that wait until the target can be used. */
    String await() {
        return "until [ \"$(" + on("describe-table", target)
                + " \\\n    --query Table.TableStatus --output text)\" = ACTIVE ]; do sleep 30; done";
    }

    /** Returns the command that shows what the target was restored from. */
    String restored() {
        return on("describe-table", target)
                + " \\\n  --query 'Table.[TableStatus,TableId,RestoreSummary,GlobalSecondaryIndexes[].[IndexName,IndexStatus]]'";
    }

    /** Returns the command that counts all items of a table. */
    String count(TableRef table) {
        return on("scan", table) + " --select COUNT --query Count --output json";
    }

    /** Returns the command that shows a table. */
    String describe(TableRef table) {
        return on("describe-table", table);
    }

    /** Returns the commands that put items of the target into the source where it has none of their key. */
    String putMissing() {
        return "HASH=$(" + on("describe-table", source)
                + " \\\n  --query \"Table.KeySchema[?KeyType=='HASH'].AttributeName\" --output text)\n"
                + on("scan", target) + " --query 'Items[].[to_string(@)]' --output text > items.txt\n"
                + "while IFS= read -r ITEM; do\n  " + on("put-item", source) + " --item \"$ITEM\""
                + " \\\n    --condition-expression 'attribute_not_exists(#hash)'"
                + " --expression-attribute-names \"{\\\"#hash\\\":\\\"$HASH\\\"}\""
                + " \\\n    || printf '%s\\n' \"$ITEM\" >> not-put.txt\ndone < items.txt";
    }

    /** Returns the commands that delete the target. */
    String deleteTarget() {
        return on("describe-table", target) + " --query 'Table.[TableArn,RestoreSummary]'\n"
                + on("delete-table", target);
    }

    /** Returns the command that protects the source from being deleted. */
    String protectSource() {
        return on("update-table", source) + " --deletion-protection-enabled";
    }

    private static String on(String call, TableRef table) {
        return "aws dynamodb " + call + " " + ShellWord.option("--table-name", table.name()) + " " + region(table);
    }

    private static String region(TableRef table) {
        return ShellWord.option("--region", table.where().region());
    }
}
