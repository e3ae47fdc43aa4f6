package io.pitrguard.aws;

import io.pitrguard.domain.backup.BackupId;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.BackupRequest;
import io.pitrguard.domain.backup.BackupState;
import io.pitrguard.domain.backup.MadeBackup;
import io.pitrguard.port.BackupStore.Stored;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How the record of a backup is stored. */
final class BackupRecordCodec {
    /** The format that this version writes and reads; in another format an attribute means something else. */
    static final int FORMAT = 1;

    /** A schedule that fails at a table leaves a record each hour. */
    private static final Duration FAILED_KEPT = Duration.ofDays(90);

    private static final String FORMAT_NAME = "format";
    private static final String ID = "id";
    private static final String TABLE = "table";
    private static final String TABLE_ID = "tableId";
    private static final String LABEL = "label";
    private static final String REQUESTER = "requester";
    private static final String RULE = "rule";
    private static final String KEEP_UNTIL = "keepUntil";
    private static final String REQUESTED_AT = "requestedAt";
    private static final String STATE = "state";
    private static final String ARN = "arn";
    private static final String CREATED = "created";
    private static final String AT = "at";
    private static final String REASON = "reason";

    private BackupRecordCodec() {}

    /** Returns the item of a record. */
    static Map<String, AttributeValue> write(Stored stored) {
        BackupRecord record = stored.record();
        BackupRequest request = record.request();
        ItemWriter item = new ItemWriter()
                .key(LedgerKeys.backup(record.where(), record.id()))
                .number(FORMAT_NAME, FORMAT)
                .number(VersionedItems.VERSION, stored.version())
                .text(ID, record.id().value())
                .text(TABLE, record.table().arn())
                .text(TABLE_ID, record.tableId())
                .text(LABEL, request.label())
                .text(REQUESTER, request.requester())
                .text(RULE, request.rule())
                .instant(KEEP_UNTIL, request.keepUntil())
                .instant(REQUESTED_AT, record.requestedAt());
        write(record.state(), item.choice(STATE, record.state().kind()));
        return item.build();
    }

    private static void write(BackupState state, ItemWriter item) {
        state.made().ifPresent(made -> item.text(ARN, made.arn()).instant(CREATED, made.created()));
        switch (state) {
            case BackupState.Requested _, BackupState.Made _ -> {}
            case BackupState.Failed failed ->
                item.instant(AT, failed.at())
                        .text(REASON, failed.reason())
                        .number(
                                TimelineEntryCodec.EXPIRES,
                                failed.at().plus(FAILED_KEPT).getEpochSecond());
            case BackupState.Deleting deleting ->
                item.instant(AT, deleting.at()).text(REASON, deleting.reason());
            case BackupState.Deleted deleted -> item.instant(AT, deleted.at()).text(REASON, deleted.reason());
            case BackupState.Vanished vanished -> item.instant(AT, vanished.noticed());
        }
    }

    /**
     * Returns the record in an item.
     *
     * @throws NotUnderstoodException if another version wrote it, or somebody changed it
     */
    static Stored read(Map<String, AttributeValue> item) {
        Fields fields = Fields.of(item);
        long format = fields.number(FORMAT_NAME);
        if (format != FORMAT) {
            throw fields.problem(FORMAT_NAME, "is " + format + ", which this version does not know");
        }
        BackupRecord record = new BackupRecord(
                RestoreRecordCodec.built(fields, ID, () -> new BackupId(fields.text(ID))),
                request(fields),
                fields.text(TABLE_ID),
                fields.instant(REQUESTED_AT),
                state(fields));
        return RestoreRecordCodec.built(
                fields, VersionedItems.VERSION, () -> new Stored(record, fields.number(VersionedItems.VERSION)));
    }

    private static BackupRequest request(Fields fields) {
        return RestoreRecordCodec.built(
                fields,
                LABEL,
                () -> new BackupRequest(
                        RestorePlanCodec.table(fields, TABLE),
                        fields.text(LABEL),
                        fields.text(REQUESTER),
                        fields.optionalText(RULE),
                        fields.optionalInstant(KEEP_UNTIL)));
    }

    private static BackupState state(Fields fields) {
        return switch (fields.choice(STATE, BackupState.Kind.class)) {
            case REQUESTED -> new BackupState.Requested();
            case MADE -> new BackupState.Made(made(fields));
            case FAILED -> new BackupState.Failed(fields.instant(AT), fields.text(REASON));
            case DELETING -> new BackupState.Deleting(made(fields), fields.instant(AT), fields.text(REASON));
            case DELETED -> new BackupState.Deleted(made(fields), fields.instant(AT), fields.text(REASON));
            case VANISHED -> new BackupState.Vanished(made(fields), fields.instant(AT));
        };
    }

    private static MadeBackup made(Fields fields) {
        return RestoreRecordCodec.built(fields, ARN, () -> new MadeBackup(fields.text(ARN), fields.instant(CREATED)));
    }
}
