package io.pitrguard.port;

import io.pitrguard.domain.backup.BackupId;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.BackupRequest;
import io.pitrguard.domain.backup.BackupState;
import io.pitrguard.domain.backup.MadeBackup;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Backups for tests. */
public final class AnyBackup {
    /** When they are requested. */
    public static final Instant AT = SettableTime.START;

    /** The table. */
    public static final TableRef TABLE = InMemoryTables.WHERE.table("orders");

    /** AWS's id of the table. */
    public static final String TABLE_ID = "0a1b2c3d-0000-4000-8000-00000000000b";

    /** Who requests. */
    public static final String REQUESTER = "arn:aws:iam::123456789012:user/ann";

    private AnyBackup() {}

    /** Returns an id; a larger number is a later one. */
    public static BackupId id(int number) {
        return BackupId.of(AT.plusSeconds(number), "monthly", "%06x".formatted(number));
    }

    /** Returns a person's request without an end. */
    public static BackupRequest request() {
        return new BackupRequest(TABLE, "monthly", REQUESTER, Optional.empty(), Optional.empty());
    }

    /** Returns a record in a state. */
    public static BackupRecord record(int number, BackupState state) {
        return BackupRecord.requested(id(number), request(), TABLE_ID, AT.plusSeconds(number))
                .to(state);
    }

    /** Returns a backup that AWS has. */
    public static MadeBackup made(int number, Instant created) {
        return new MadeBackup(TABLE.arn() + "/backup/01-" + number, created);
    }

    /** Returns a record of a backup that was made at a moment. */
    public static BackupRecord made(int number, Duration ago) {
        return record(number, new BackupState.Made(made(number, AT.minus(ago))));
    }

    /** Returns the same record of a backup that its requester keeps until a moment. */
    public static BackupRecord keptUntil(BackupRecord record, Instant until) {
        BackupRequest request = record.request();
        return new BackupRecord(
                record.id(),
                new BackupRequest(
                        request.table(), request.label(), request.requester(), request.rule(), Optional.of(until)),
                record.tableId(),
                record.requestedAt(),
                record.state());
    }

    /** Returns the backup of a record as AWS lists it. */
    public static TableBackup listed(BackupRecord record) {
        MadeBackup made = record.state().made().orElseThrow();
        return new TableBackup(
                made.arn(),
                record.id().awsName(),
                TableBackup.Kind.USER,
                TableBackup.Status.AVAILABLE,
                made.created(),
                Optional.of(record.tableId()),
                Optional.empty(),
                OptionalLong.of(1));
    }

    /** Returns one state of each kind. */
    public static List<BackupState> states() {
        MadeBackup made = made(1, AT);
        return List.of(
                new BackupState.Requested(),
                new BackupState.Made(made),
                new BackupState.Failed(AT, "AWS throttled it."),
                new BackupState.Deleting(made, AT, "kept until then"),
                new BackupState.Deleted(made, AT, "kept until then"),
                new BackupState.Vanished(made, AT));
    }

    /** Returns a record that has everything. */
    public static BackupRecord full() {
        return new BackupRecord(
                id(7),
                new BackupRequest(TABLE, "monthly", REQUESTER, Optional.of("books"), Optional.of(AT.plusSeconds(9))),
                TABLE_ID,
                AT,
                new BackupState.Made(made(7, AT)));
    }
}
