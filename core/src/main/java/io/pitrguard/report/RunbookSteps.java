package io.pitrguard.report;

import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The steps of a runbook. */
record RunbookSteps(RunbookTable table, RunbookCommands commands, RunbookText text) {
    private static final Duration A_WHILE = Duration.ofMinutes(15);

    /** Writes the steps that put deleted items back. */
    void deletedItems() {
        text.step("stop what deletes");
        text.say(
                "Stop the job, roll back the deployment or take the permission away. Note when the deletion began: ask who ran it, look at its log, and at data events in CloudTrail where they are on.");
        moment("a minute before the deletion began");
        keepPresent();
        restore();
        text.step("put the missing items back");
        text.say(
                "It reads the whole restored table and writes each item that the live table has no key of: read and write units for each. Items that were deleted on purpose since that moment come back, too: take them out of `items.txt` before the loop. Time to live deletes items again that have expired meanwhile.");
        text.run(commands.putMissing());
        text.check(
                "`not-put.txt` has the items that were not put. ConditionalCheckFailedException means that the live table has their key: compare them by hand, the live ones may be newer. Anything else failed: put them again.");
        text.run(commands.count(source()));
        text.step("delete the restored table");
        cleanUp();
    }

    /** Writes the steps that replace a table by what it was before a deployment. */
    void badDeployment() {
        text.step("stop the writers");
        text.say(
                "Roll the deployment back first: otherwise it does to the restored table what it did to this one. Note when its first write came. All writes since that moment are missing in the restored table, good ones too: decide with their owner what becomes of them.");
        moment("a minute before the first bad write");
        keepPresent();
        restore();
        settings();
        text.step("switch to the restored table");
        text.say(
                "Change the table's name in the configuration of each reader and writer to `%s`, and in IAM policies, dashboards and infrastructure as code. docs/recovery.md has the steps for CloudFormation, the CDK and Terraform: changing the name in place replaces the table."
                        .formatted(target().name()));
        text.check("the application reads and writes the restored table; its errors and latency are as before.");
        dangerousSettings();
        text.step("keep the old table");
        text.say("It has the writes since that moment, and who made them. Protect it, and decide about it in a week.");
        text.run(commands.protectSource());
    }

    /** Writes the steps that bring a deleted table back under its name. */
    void deletedTable() {
        text.step("see that the name is free");
        text.say(
                "This must fail with ResourceNotFoundException. If it answers DELETING, wait; if another table has the name by now, restore under another name instead.");
        text.run(commands.describe(source()) + " --query 'Table.[TableStatus,TableId,CreationDateTime]' || true");
        text.step("find the backup");
        text.say(
                "AWS makes one when a table with point-in-time recovery is deleted, of the moment before, and keeps it for 35 days. Without recovery there is none: look for on-demand backups (`--backup-type ALL`) and in AWS Backup.");
        text.run(commands.systemBackups());
        text.run("BACKUP="
                + table.backup()
                        .map(backup -> ShellWord.quoted(backup.arn()))
                        .orElse("arn-of-the-backup   # the newest of the list"));
        text.step("restore it under its own name");
        text.say(
                "Under its own name ARN, IAM policies, alarms, scaling and infrastructure as code go on as before; the stream and its ARN are new.");
        text.run(commands.restoreFromBackup());
        ready();
        settings(new RunbookSettings(table.settings(), commands).withRecovery());
        dangerousSettings();
        text.step("tell the infrastructure as code");
        text.say(
                "CloudFormation and Terraform find the table by its name: run drift detection (`aws cloudformation detect-stack-drift`) or `terraform plan`, and set what differs. The plan must not replace the table.");
    }

    /** Writes the steps that restore a table to another region. */
    void otherRegion() {
        text.step("prepare the region");
        text.say(
                "The call goes to the other region and reads this one, so that it also works only while this region answers. The account and partition stay the same; a region that you must enable must be enabled.");
        if (encryption() instanceof TableShape.Encryption.Kms) {
            text.say("The key of this region does not work there: name one of the other region.");
            text.run("KEY=alias/aws/dynamodb   # or a key of your own in "
                    + target().where().region());
        }
        moment("the moment that you want");
        restore();
        text.say(
                "An ARN of region `%s` in the commands below names what only that region has, such as a function or a topic: put that of `%s` in its place."
                        .formatted(source().where().region(), target().where().region()));
        settings();
        text.step("switch to the other region");
        text.say(
                "Configure readers and writers with region `%s`; the name stays. Writes to the old region after that moment are not in the restored table."
                        .formatted(target().where().region()));
        dangerousSettings();
    }

    private void moment(String which) {
        text.step("choose the moment");
        text.run(commands.window());
        Instant moment = example();
        text.say("Set `AT` to " + which
                + ", in UTC, in whole seconds, between EarliestRestorableDateTime and LatestRestorableDateTime. The value below is "
                + table.times().show(moment) + ".");
        text.run("AT=" + moment);
        text.check(
                "compare the moment with your clock in both zones. If LatestRestorableDateTime is earlier, wait: it follows five minutes behind.");
    }

    /** A moment that can be restored, as an example. */
    private Instant example() {
        Instant wanted = table.readAt().minus(A_WHILE).truncatedTo(ChronoUnit.MINUTES);
        return table.recovery() instanceof RecoveryState.Enabled on
                        && on.earliest().filter(wanted::isBefore).isPresent()
                ? on.earliest().get().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)
                : wanted;
    }

    private void keepPresent() {
        text.step("keep the present state");
        text.say(
                "An on-demand backup takes seconds and lets you come back to now. It costs storage until you delete it.");
        text.run(commands.keepPresent());
    }

    private void restore() {
        text.step("restore to that moment");
        text.say("It makes a new table beside the live one, which it neither reads nor slows down.");
        text.run(commands.restoreToMoment(encryption()));
        ready();
    }

    private void ready() {
        text.step("wait until it is ready, and check it");
        text.say(
                "It takes 20 minutes or more and needs nobody to watch it. A restored table that vanishes, or is not ready after a day, has failed: restore again.");
        text.run(commands.await());
        text.run(commands.restored());
        text.check(
                "RestoreDateTime is the moment that you wanted, all indexes are ACTIVE. Then count, and look at items that you know. ItemCount of a table is up to six hours old: only a scan counts, and it reads the whole table, which costs read units.");
        text.run(commands.count(target()));
    }

    private void settings() {
        settings(new RunbookSettings(table.settings(), commands));
    }

    private void settings(RunbookSettings settings) {
        text.step("set what a restore leaves out");
        text.say(
                "One after the other, in this order. `ResourceInUseException` means that the table is still busy: wait a minute and run the command again. A new table may answer `ContinuousBackupsUnavailableException` for ten minutes.");
        text.all(settings.safe());
        text.all(settings.rest());
        text.check("`aws dynamodb describe-continuous-backups` shows ENABLED, and the tags are there.");
    }

    private void dangerousSettings() {
        text.step("set what can do harm, once the data is checked");
        text.say("Each needs somebody's word. Event sources are created disabled and enabled at last.");
        text.all(new RunbookSettings(table.settings(), commands).dangerous());
    }

    private void cleanUp() {
        text.say(
                "Only after somebody else has checked the live table. The first command must show RestoreSummary with `%s` as its source: then it is the table of this runbook."
                        .formatted(source().arn()));
        text.run(commands.deleteTarget());
    }

    private TableShape.Encryption encryption() {
        return table.shape().map(TableShape::encryption).orElseGet(TableShape.Encryption.Unknown::new);
    }

    private TableRef source() {
        return commands.source();
    }

    private TableRef target() {
        return commands.target();
    }
}
