package io.pitrguard.ledger;

import io.pitrguard.domain.ledger.AwaitingPerson;
import io.pitrguard.domain.recovery.LostHistory;
import io.pitrguard.domain.table.Cause;
import java.util.Optional;

/** How an acknowledgement ended. */
public sealed interface Acknowledgement {
    /**
     * It is recorded, also in the timeline.
     *
     * @param lost the lost history as people were shown it; empty where none was lost
     */
    record Settled(AwaitingPerson what, Optional<LostHistory> lost) implements Acknowledgement {}

    /** Nothing waited for a person, and nothing changed. */
    record NothingOpen() implements Acknowledgement {}

    /** The ledger does not know the table. */
    record UnknownTable() implements Acknowledgement {}

    /** The ledger could not be read, or it is not known whether it stored the acknowledgement. */
    record Failed(Cause cause) implements Acknowledgement {}
}
