package io.pitrguard.aws;

import io.pitrguard.domain.restore.PendingSetting;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.RestoreStateKind;
import io.pitrguard.domain.restore.RestoredTable;
import java.util.List;
import java.util.Optional;

/** The attributes of how far a restore is. */
final class RestoreStateCodec {
    private static final String KIND = "kind";
    private static final String AT = "at";
    private static final String BY = "by";
    private static final String EXPIRES = "expiresAt";
    private static final String REQUESTED_AT = "requestedAt";
    private static final String ACTIVE_AT = "activeAt";
    private static final String TABLE_ID = "tableId";
    private static final String MISSING_SINCE = "missingSince";
    private static final String PENDING = "pending";
    private static final String NAME = "name";
    private static final String HARM = "harm";
    private static final String COMMANDS = "commands";
    private static final String NOT_COPIED = "notCopied";
    private static final String REASON = "reason";
    private static final String REMEDY = "remedy";

    private RestoreStateCodec() {}

    static ItemWriter write(RestoreState state) {
        return switch (state) {
            case RestoreState.Planned _ -> kind(RestoreStateKind.PLANNED);
            case RestoreState.AwaitingApproval waiting ->
                kind(RestoreStateKind.AWAITING_APPROVAL).instant(EXPIRES, waiting.expires());
            case RestoreState.Approved approved ->
                kind(RestoreStateKind.APPROVED).instant(EXPIRES, approved.expires());
            case RestoreState.Requested requested ->
                kind(RestoreStateKind.REQUESTED).instant(AT, requested.at());
            case RestoreState.Restoring restoring ->
                kind(RestoreStateKind.RESTORING)
                        .instant(REQUESTED_AT, restoring.requestedAt())
                        .text(TABLE_ID, restoring.tableId())
                        .instant(MISSING_SINCE, restoring.missingSince());
            case RestoreState.CopyingSettings copying -> table(RestoreStateKind.COPYING_SETTINGS, copying.table());
            case RestoreState.AwaitingConfirmation waiting ->
                table(RestoreStateKind.AWAITING_CONFIRMATION, waiting.table())
                        .maps(
                                PENDING,
                                waiting.settings().stream()
                                        .map(RestoreStateCodec::pending)
                                        .toList());
            case RestoreState.Completed completed ->
                table(RestoreStateKind.COMPLETED, completed.table())
                        .instant(AT, completed.at())
                        .texts(NOT_COPIED, completed.notCopied());
            case RestoreState.Failed failed ->
                kind(RestoreStateKind.FAILED)
                        .instant(AT, failed.at())
                        .text(REASON, failed.reason())
                        .text(REMEDY, failed.remedy())
                        .text(TABLE_ID, failed.tableId());
            case RestoreState.Discarding discarding ->
                once(RestoreStateKind.DISCARDING, discarding.table())
                        .instant(AT, discarding.at())
                        .text(TABLE_ID, discarding.tableId());
            case RestoreState.Discarded discarded ->
                once(RestoreStateKind.DISCARDED, discarded.table()).instant(AT, discarded.at());
            case RestoreState.Refused refused ->
                kind(RestoreStateKind.REFUSED).text(BY, refused.by()).instant(AT, refused.at());
            case RestoreState.Expired expired -> kind(RestoreStateKind.EXPIRED).instant(AT, expired.at());
        };
    }

    static RestoreState read(Fields fields) {
        return switch (fields.choice(KIND, RestoreStateKind.class)) {
            case PLANNED -> new RestoreState.Planned();
            case AWAITING_APPROVAL -> new RestoreState.AwaitingApproval(fields.instant(EXPIRES));
            case APPROVED -> new RestoreState.Approved(fields.instant(EXPIRES));
            case REQUESTED -> new RestoreState.Requested(fields.instant(AT));
            case RESTORING ->
                new RestoreState.Restoring(
                        fields.instant(REQUESTED_AT), fields.text(TABLE_ID), fields.optionalInstant(MISSING_SINCE));
            case COPYING_SETTINGS -> new RestoreState.CopyingSettings(table(fields));
            case AWAITING_CONFIRMATION -> new RestoreState.AwaitingConfirmation(table(fields), pending(fields));
            case COMPLETED -> new RestoreState.Completed(table(fields), fields.instant(AT), fields.texts(NOT_COPIED));
            case FAILED ->
                new RestoreState.Failed(
                        fields.instant(AT), fields.text(REASON), fields.text(REMEDY), fields.optionalText(TABLE_ID));
            case DISCARDING ->
                new RestoreState.Discarding(fields.instant(AT), fields.text(TABLE_ID), onceTable(fields));
            case DISCARDED -> new RestoreState.Discarded(fields.instant(AT), onceTable(fields));
            case REFUSED -> new RestoreState.Refused(fields.text(BY), fields.instant(AT));
            case EXPIRED -> new RestoreState.Expired(fields.instant(AT));
        };
    }

    private static ItemWriter kind(RestoreStateKind kind) {
        return new ItemWriter().choice(KIND, kind);
    }

    private static ItemWriter table(RestoreStateKind kind, RestoredTable table) {
        return kind(kind)
                .instant(REQUESTED_AT, table.requestedAt())
                .instant(ACTIVE_AT, table.activeAt())
                .text(TABLE_ID, table.tableId());
    }

    /** A table that was never seen ready has no times. */
    private static ItemWriter once(RestoreStateKind kind, Optional<RestoredTable> table) {
        return table.map(known -> table(kind, known)).orElseGet(() -> kind(kind));
    }

    private static Optional<RestoredTable> onceTable(Fields fields) {
        return fields.hasAny(List.of(ACTIVE_AT)) ? Optional.of(table(fields)) : Optional.empty();
    }

    private static RestoredTable table(Fields fields) {
        return new RestoredTable(fields.instant(REQUESTED_AT), fields.instant(ACTIVE_AT), fields.text(TABLE_ID));
    }

    private static ItemWriter pending(PendingSetting setting) {
        return new ItemWriter()
                .text(NAME, setting.name())
                .text(HARM, setting.harm())
                .texts(COMMANDS, setting.commands());
    }

    private static List<PendingSetting> pending(Fields fields) {
        return fields.maps(PENDING).stream()
                .map(each -> new PendingSetting(each.text(NAME), each.text(HARM), each.texts(COMMANDS)))
                .toList();
    }
}
