package io.pitrguard.domain.backup;

import java.time.Instant;
import java.util.Optional;

/** How far a backup is that pitr-guard makes. */
public sealed interface BackupState {
    /** The name of a state, where it is stored or shown. */
    enum Kind {
        REQUESTED,
        MADE,
        FAILED,
        DELETING,
        DELETED,
        VANISHED
    }

    /** Stored before AWS is asked: AWS may have it, or not. */
    record Requested() implements BackupState {
        @Override
        public Kind kind() {
            return Kind.REQUESTED;
        }
    }

    /** AWS has it. */
    record Made(MadeBackup backup) implements BackupState {
        @Override
        public Kind kind() {
            return Kind.MADE;
        }
    }

    /** AWS made none. */
    record Failed(Instant at, String reason) implements BackupState {
        @Override
        public Kind kind() {
            return Kind.FAILED;
        }
    }

    /**
     * Stored before AWS is asked to delete it.
     *
     * @param reason why it may be deleted
     */
    record Deleting(MadeBackup backup, Instant at, String reason) implements BackupState {
        @Override
        public Kind kind() {
            return Kind.DELETING;
        }
    }

    /** pitr-guard deleted it. */
    record Deleted(MadeBackup backup, Instant at, String reason) implements BackupState {
        @Override
        public Kind kind() {
            return Kind.DELETED;
        }
    }

    /**
     * AWS no longer has it, and pitr-guard did not delete it.
     *
     * @param noticed when that was found out
     */
    record Vanished(MadeBackup backup, Instant noticed) implements BackupState {
        @Override
        public Kind kind() {
            return Kind.VANISHED;
        }
    }

    /** Returns the name of the state. */
    Kind kind();

    /** Returns the backup that AWS has or had; empty while none is known. */
    default Optional<MadeBackup> made() {
        return switch (this) {
            case Requested _ -> Optional.empty();
            case Failed _ -> Optional.empty();
            case Made state -> Optional.of(state.backup());
            case Deleting state -> Optional.of(state.backup());
            case Deleted state -> Optional.of(state.backup());
            case Vanished state -> Optional.of(state.backup());
        };
    }
}
