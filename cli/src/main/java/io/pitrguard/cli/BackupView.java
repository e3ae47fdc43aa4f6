package io.pitrguard.cli;

import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.BackupState;
import io.pitrguard.domain.backup.DueBackup;
import io.pitrguard.domain.backup.ListedBackup;
import io.pitrguard.domain.backup.MadeBackup;
import io.pitrguard.domain.backup.RecoveryPoint;
import io.pitrguard.domain.backup.VaultRestore;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A backup, as JSON. Times are ISO-8601, UTC.
 *
 * @param table the ARN of the table
 * @param name the backup's name in AWS
 * @param arn null while AWS has none
 * @param madeBy {@code PITR_GUARD}, {@code USER}, {@code AWS} (of a deleted table), {@code AWS_BACKUP} or {@code UNKNOWN}
 * @param status as AWS shows it, or the state of the record, such as {@code AVAILABLE} or {@code DELETED}
 * @param created the moment of its items; null while AWS has none
 * @param expires when AWS deletes it; null where AWS does not
 * @param sizeBytes null where AWS does not show it
 * @param record null for a backup that pitr-guard did not make
 */
public record BackupView(
        String table,
        String name,
        @Nullable String arn,
        String madeBy,
        String status,
        @Nullable String created,
        @Nullable String expires,
        @Nullable Long sizeBytes,
        @Nullable RecordView record) {
    /**
     * What pitr-guard recorded.
     *
     * @param rule the rule whose schedule asked; null if a person did
     * @param keepUntil when it may be deleted; null where the policy decides
     */
    public record RecordView(
            String id,
            String requester,
            @Nullable String rule,
            String requestedAt,
            @Nullable String keepUntil,
            String state,
            @Nullable String reason) {
        private static RecordView of(BackupRecord record) {
            return new RecordView(
                    record.id().value(),
                    record.request().requester(),
                    record.request().rule().orElse(null),
                    record.requestedAt().toString(),
                    record.keepUntil().map(Instant::toString).orElse(null),
                    record.state().kind().name(),
                    BackupView.reason(record.state()).orElse(null));
        }
    }

    /**
     * All backups of an account and region, newest first.
     *
     * @param restores restores of the table by AWS Backup; empty unless they were asked for
     */
    public record Listed(List<BackupView> backups, List<VaultRestoreView> restores, List<String> problems) {}

    /**
     * A restore by AWS Backup, such as a restore test.
     *
     * @param outcome {@code VALIDATED} is proof; {@code RESTORED} (nobody validated), {@code NOT_VALIDATED}, {@code RUNNING},
     *     {@code FAILED}, {@code UNKNOWN}
     * @param completed null until it is over
     * @param plan ARN of the restore testing plan; null where a person restored
     */
    public record VaultRestoreView(
            String job,
            String outcome,
            String created,
            @Nullable String completed,
            @Nullable String plan) {
        static VaultRestoreView of(VaultRestore restore) {
            return new VaultRestoreView(
                    restore.job(),
                    restore.outcome().name(),
                    restore.created().toString(),
                    restore.completed().map(Instant::toString).orElse(null),
                    restore.plan().orElse(null));
        }
    }

    /**
     * A table whose backup is due.
     *
     * @param newest when the newest good backup was made; null if there is none
     */
    public record DueView(
            String table, String rule, @Nullable String newest) {
        static DueView of(DueBackup due) {
            return new DueView(
                    due.table().arn(),
                    due.rule(),
                    due.newest().map(Instant::toString).orElse(null));
        }
    }

    /**
     * All tables whose backup is due, in the order in which backups are taken.
     *
     * @param asked how many tables the policy asks backups of
     */
    public record DueListed(List<DueView> due, int asked, List<String> problems) {}

    /** Returns the view of a backup that AWS lists. */
    static BackupView of(ListedBackup listed, Optional<BackupRecord> record) {
        TableBackup backup = listed.backup();
        return new BackupView(
                listed.table().arn(),
                backup.name(),
                backup.arn(),
                record.isPresent() ? "PITR_GUARD" : maker(backup.kind()),
                backup.status().name(),
                backup.created().toString(),
                backup.expires().map(Instant::toString).orElse(null),
                number(backup.sizeBytes()),
                record.map(RecordView::of).orElse(null));
    }

    /** Returns the view of a recovery point in a vault of AWS Backup. */
    static BackupView of(TableRef table, RecoveryPoint point) {
        return new BackupView(
                table.arn(),
                "vault " + point.vault(),
                point.arn(),
                "AWS_BACKUP",
                point.status() == RecoveryPoint.Status.COMPLETED
                        ? TableBackup.Status.AVAILABLE.name()
                        : point.status().name(),
                point.created().toString(),
                null,
                number(point.sizeBytes()),
                null);
    }

    /** Returns the view of a record whose backup AWS does not list. */
    static BackupView of(BackupRecord record) {
        Optional<MadeBackup> made = record.state().made();
        return new BackupView(
                record.table().arn(),
                record.id().awsName(),
                made.map(MadeBackup::arn).orElse(null),
                "PITR_GUARD",
                record.state().kind().name(),
                made.map(backup -> backup.created().toString()).orElse(null),
                null,
                null,
                RecordView.of(record));
    }

    private static String maker(TableBackup.Kind kind) {
        return switch (kind) {
            case USER -> "USER";
            case SYSTEM -> "AWS";
            case AWS_BACKUP -> "AWS_BACKUP";
            case UNKNOWN -> "UNKNOWN";
        };
    }

    private static Optional<String> reason(BackupState state) {
        return switch (state) {
            case BackupState.Failed failed -> Optional.of(failed.reason());
            case BackupState.Deleting deleting -> Optional.of(deleting.reason());
            case BackupState.Deleted deleted -> Optional.of(deleted.reason());
            case BackupState.Requested _, BackupState.Made _, BackupState.Vanished _ -> Optional.empty();
        };
    }

    private static @Nullable Long number(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
