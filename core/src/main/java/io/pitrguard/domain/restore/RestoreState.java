package io.pitrguard.domain.restore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How far a restore is. */
public sealed interface RestoreState {
    /** It is planned; nothing was asked of AWS. */
    record Planned() implements RestoreState {}

    /** It waits for a person's approval, until that moment. */
    record AwaitingApproval(Instant expires) implements RestoreState {}

    /**
     * A person approved it; the record has the approval.
     *
     * @param expires until when it waits for another approval, where the policy does not allow this one
     */
    record Approved(Instant expires) implements RestoreState {}

    /** AWS is asked, or was: this is stored before the call, so that the table counts as pitr-guard's own. */
    record Requested(Instant at) implements RestoreState {}

    /**
     * AWS makes the table.
     *
     * @param missingSince since when reads say that the table does not exist; empty while they show it
     */
    record Restoring(Instant requestedAt, String tableId, Optional<Instant> missingSince) implements RestoreState {}

    /** The table is ready, and its settings are being copied. */
    record CopyingSettings(RestoredTable table) implements RestoreState {}

    /** The table is ready; settings that can do harm wait for a person. */
    record AwaitingConfirmation(RestoredTable table, List<PendingSetting> settings) implements RestoreState {
        public AwaitingConfirmation {
            settings = List.copyOf(settings);
        }
    }

    /**
     * The restore is complete.
     *
     * @param notCopied settings that were not copied, each with the reason; empty if all were
     */
    record Completed(RestoredTable table, Instant at, List<String> notCopied) implements RestoreState {
        public Completed {
            notCopied = List.copyOf(notCopied);
        }
    }

    /**
     * The restore failed.
     *
     * @param reason what happened, in sentences
     * @param remedy what a person does, in sentences
     * @param tableId AWS's id of the table, if pitr-guard made one: {@code discard} deletes it
     */
    record Failed(Instant at, String reason, String remedy, Optional<String> tableId) implements RestoreState {}

    /**
     * The table is being deleted: this is stored before the call.
     *
     * @param table empty if the table was never seen ready
     */
    record Discarding(Instant at, String tableId, Optional<RestoredTable> table) implements RestoreState {}

    /**
     * The table was seen to be gone.
     *
     * @param table what it was; empty if it was never seen ready
     */
    record Discarded(Instant at, Optional<RestoredTable> table) implements RestoreState {}

    /** A person refused it. */
    record Refused(String by, Instant at) implements RestoreState {}

    /** Nobody approved it in time. */
    record Expired(Instant at) implements RestoreState {}

    /** Returns the state's name, which is stored and shown. */
    default RestoreStateKind kind() {
        return switch (this) {
            case Planned _ -> RestoreStateKind.PLANNED;
            case AwaitingApproval _ -> RestoreStateKind.AWAITING_APPROVAL;
            case Approved _ -> RestoreStateKind.APPROVED;
            case Requested _ -> RestoreStateKind.REQUESTED;
            case Restoring _ -> RestoreStateKind.RESTORING;
            case CopyingSettings _ -> RestoreStateKind.COPYING_SETTINGS;
            case AwaitingConfirmation _ -> RestoreStateKind.AWAITING_CONFIRMATION;
            case Completed _ -> RestoreStateKind.COMPLETED;
            case Failed _ -> RestoreStateKind.FAILED;
            case Discarding _ -> RestoreStateKind.DISCARDING;
            case Discarded _ -> RestoreStateKind.DISCARDED;
            case Refused _ -> RestoreStateKind.REFUSED;
            case Expired _ -> RestoreStateKind.EXPIRED;
        };
    }

    /** Returns AWS's id of the table that the restore made; empty if none is known. */
    default Optional<String> madeTableId() {
        return switch (this) {
            case Restoring(Instant _, String tableId, Optional<Instant> _) -> Optional.of(tableId);
            case CopyingSettings(RestoredTable table) -> Optional.of(table.tableId());
            case AwaitingConfirmation(RestoredTable table, List<PendingSetting> _) -> Optional.of(table.tableId());
            case Completed(RestoredTable table, Instant _, List<String> _) -> Optional.of(table.tableId());
            case Failed(Instant _, String _, String _, Optional<String> tableId) -> tableId;
            case Discarding(Instant _, String tableId, Optional<RestoredTable> _) -> Optional.of(tableId);
            case Planned _ -> Optional.empty();
            case AwaitingApproval _ -> Optional.empty();
            case Approved _ -> Optional.empty();
            case Requested _ -> Optional.empty();
            case Discarded _ -> Optional.empty();
            case Refused _ -> Optional.empty();
            case Expired _ -> Optional.empty();
        };
    }

    /** Returns the table that the restore made, once it was seen ready, also after it was deleted; empty otherwise. */
    default Optional<RestoredTable> restoredTable() {
        return switch (this) {
            case CopyingSettings(RestoredTable table) -> Optional.of(table);
            case AwaitingConfirmation(RestoredTable table, List<PendingSetting> _) -> Optional.of(table);
            case Completed(RestoredTable table, Instant _, List<String> _) -> Optional.of(table);
            case Discarding(Instant _, String _, Optional<RestoredTable> table) -> table;
            case Discarded(Instant _, Optional<RestoredTable> table) -> table;
            case Planned _ -> Optional.empty();
            case AwaitingApproval _ -> Optional.empty();
            case Approved _ -> Optional.empty();
            case Requested _ -> Optional.empty();
            case Restoring _ -> Optional.empty();
            case Failed _ -> Optional.empty();
            case Refused _ -> Optional.empty();
            case Expired _ -> Optional.empty();
        };
    }

    /** Whether nothing more happens by itself, nor waits for a person. */
    default boolean over() {
        return switch (this) {
            case Completed _ -> true;
            case Failed _ -> true;
            case Discarded _ -> true;
            case Refused _ -> true;
            case Expired _ -> true;
            case Planned _ -> false;
            case AwaitingApproval _ -> false;
            case Approved _ -> false;
            case Requested _ -> false;
            case Restoring _ -> false;
            case CopyingSettings _ -> false;
            case AwaitingConfirmation _ -> false;
            case Discarding _ -> false;
        };
    }
}
