package io.pitrguard.report;

import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.domain.restore.TableIndex;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Printable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What a runbook says before its first step: the table, time, cost, permissions, and what not to do. */
record RunbookHead(RunbookFlow flow, RunbookTable table, TableRef target) {
    /** Writes it. */
    void write(RunbookText text) {
        TableRef source = table.table();
        text.say("# Runbook: " + flow.title() + ": " + source.name());
        text.say(
                "It needs the AWS CLI version 2 and a POSIX shell, not pitr-guard. `./pitr-guard runbook %s --flow %s` made it of what AWS answered at %s: make it again when the table's settings change, and keep it where you find it without AWS."
                        .formatted(source.name(), flow.word(), table.readAt().truncatedTo(ChronoUnit.SECONDS)));
        text.list(facts());
        if (!table.problems().isEmpty()) {
            text.say("Could not be read:");
            text.list(table.problems().stream().map(Printable::line).toList());
        }
        text.heading("Time, cost, permissions");
        text.list(List.of(
                "Time: the restore takes 20 minutes at least, whatever the size of the table; AWS says that 95 % take less than an hour. It shows no progress. Settings and checks take a person about half an hour more.",
                "Cost: " + cost() + " The restored table then costs what any table costs until you delete it.",
                "Permissions: " + permissions()));
        text.heading("What not to do");
        text.list(warnings());
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        facts.add("Table: `" + table.table().arn() + "`");
        facts.add("Restored as: `" + target.arn() + "`");
        facts.add(restorable());
        table.shape().ifPresent(shape -> shape(shape, facts));
        return facts;
    }

    private String restorable() {
        if (flow == RunbookFlow.DELETED_TABLE && table.recovery() instanceof RecoveryState.Enabled) {
            return "Restorable: the table exists. If somebody deletes it, AWS makes a backup of that moment and keeps it for 35 days";
        }
        return switch (table.recovery()) {
            case RecoveryState.Enabled on ->
                on.earliest().isPresent() && on.latest().isPresent()
                        ? "Restorable from %s to %s; AWS always stays about five minutes behind"
                                .formatted(
                                        shown(on.earliest().get()),
                                        shown(on.latest().get()))
                        : "Restorable: recovery is on; step 2 shows since when";
            case RecoveryState.Disabled _ ->
                "Restorable: **not at all**. Point-in-time recovery is off: only backups can be restored";
            case RecoveryState.TableGone _ ->
                table.backup()
                        .map(backup -> "Restorable: as of %s, when it was deleted%s"
                                .formatted(
                                        shown(backup.created()),
                                        backup.expires()
                                                .map(end -> ", until " + shown(end))
                                                .orElse("")))
                        .orElse("Restorable: only if AWS made a backup when it was deleted (step 2 shows that)");
            case RecoveryState.Unreadable unreadable ->
                "Restorable: could not be read. "
                        + Printable.line(unreadable.cause().message());
        };
    }

    private void shape(TableShape shape, List<String> facts) {
        shape.sizeBytes()
                .ifPresent(bytes -> facts.add("Size: %.2f GB, measured by AWS within the last six hours"
                        .formatted(bytes / (double) (1L << 30))));
        facts.add("Indexes: "
                + (shape.indexes().isEmpty()
                        ? "none"
                        : String.join(
                                        ", ",
                                        shape.indexes().stream()
                                                .map(TableIndex::name)
                                                .toList())
                                + (flow.choosesMoment()
                                        ? "; a restore makes them as they are now"
                                        : "; a restore makes them as they were when the table was deleted")));
        facts.add("Encryption: "
                + switch (shape.encryption()) {
                    case TableShape.Encryption.AwsOwned _ -> "a key that DynamoDB owns";
                    case TableShape.Encryption.Kms(String key) -> "`" + key + "`: without it nothing can be restored";
                    case TableShape.Encryption.Unknown _ -> "not known";
                });
        facts.add("Stream: "
                + switch (shape.stream()) {
                    case TableShape.Stream.None _ -> "none";
                    case TableShape.Stream.Enabled _ -> "on; the restored table's stream has another ARN";
                });
    }

    private String cost() {
        return switch (table.cost()) {
            case RestoreCost.Usd usd ->
                "about $%s%s for the restore (list prices of %s). %s"
                        .formatted(
                                usd.least(),
                                usd.most().compareTo(usd.least()) > 0 ? " to $" + usd.most() : "",
                                usd.asOf(),
                                String.join(" ", usd.without()))
                        .strip();
            case RestoreCost.Unknown(String reason) -> "not known. " + reason;
        };
    }

    private String permissions() {
        String call = flow == RunbookFlow.DELETED_TABLE
                ? "`dynamodb:ListBackups`, `dynamodb:RestoreTableFromBackup` on the backup"
                : "`dynamodb:RestoreTableToPointInTime` on the table";
        return call
                + ", and on the restored table `dynamodb:BatchWriteItem`, `DeleteItem`, `GetItem`, `PutItem`, `Query`, `Scan` and `UpdateItem`: AWS checks all of them, and a denial of one breaks the restore. With a key of your own also `kms:Decrypt`, `kms:CreateGrant` and `kms:DescribeKey`. Each setting takes its own action.";
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (flow.choosesMoment()) {
            warnings.add(
                    "Do not disable point-in-time recovery, shorten its period or delete the table: that throws away what you want to restore.");
        } else {
            warnings.add(
                    "Do not create a table of that name, by hand or by a deployment: the restored table needs the name.");
        }
        warnings.add("Do not take local time for UTC: AWS takes UTC. A moment in this runbook is shown in both.");
        if (flow.replaces()) {
            warnings.add(
                    "Do not connect consumers (streams, event sources, Kinesis) or set time to live before the data is checked: consumers act on each later write, and expired items are deleted.");
        } else {
            warnings.add(
                    "Do not overwrite items of the live table: others may have written since. The commands put an item only where none has its key.");
        }
        warnings.add("Do not delete a table before somebody else has checked the result.");
        return warnings;
    }

    private String shown(Instant moment) {
        return table.times().show(moment);
    }
}
