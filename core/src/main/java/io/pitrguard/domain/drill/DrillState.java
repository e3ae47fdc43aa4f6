package io.pitrguard.domain.drill;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How far a drill is. */
public sealed interface DrillState {
    /** It is planned; nothing was asked of AWS. */
    record Planned() implements DrillState {}

    /** AWS is asked, or was: this is stored before the call, so that the table counts as pitr-guard's own. */
    record Requested(Instant at) implements DrillState {}

    /**
     * AWS makes the table.
     *
     * @param missingSince since when reads say that the table does not exist; empty while they show it
     */
    record Restoring(String tableId, Optional<Instant> missingSince) implements DrillState {}

    /** The table is ready, and is being checked. */
    record Checking(String tableId, CheckProgress progress) implements DrillState {}

    /** The table is checked, and kept until that moment. */
    record Keeping(String tableId, Instant until) implements DrillState {}

    /** The table is being deleted: this is stored before the call. */
    record Deleting(String tableId, Instant since) implements DrillState {}

    /**
     * The drill is over.
     *
     * @param left the table that it could not delete; empty where none is left
     */
    record Ended(Optional<LeftOver> left) implements DrillState {}

    /**
     * A table that a drill could not delete: the sweeper tries again.
     *
     * @param reasons why, in sentences
     */
    record LeftOver(String tableId, List<String> reasons) {
        public LeftOver {
            reasons = List.copyOf(reasons);
        }
    }

    /** Returns the state's name, which is stored and shown. */
    default DrillStateKind kind() {
        return switch (this) {
            case Planned _ -> DrillStateKind.PLANNED;
            case Requested _ -> DrillStateKind.REQUESTED;
            case Restoring _ -> DrillStateKind.RESTORING;
            case Checking _ -> DrillStateKind.CHECKING;
            case Keeping _ -> DrillStateKind.KEEPING;
            case Deleting _ -> DrillStateKind.DELETING;
            case Ended _ -> DrillStateKind.ENDED;
        };
    }

    /** Returns AWS's id of the table that the drill made and that may still exist; empty if none is known. */
    default Optional<String> madeTableId() {
        return switch (this) {
            case Planned _ -> Optional.empty();
            case Requested _ -> Optional.empty();
            case Restoring(String tableId, Optional<Instant> _) -> Optional.of(tableId);
            case Checking(String tableId, CheckProgress _) -> Optional.of(tableId);
            case Keeping(String tableId, Instant _) -> Optional.of(tableId);
            case Deleting(String tableId, Instant _) -> Optional.of(tableId);
            case Ended(Optional<LeftOver> left) -> left.map(LeftOver::tableId);
        };
    }

    /** Whether nothing more happens by itself. */
    default boolean over() {
        return this instanceof Ended;
    }
}
