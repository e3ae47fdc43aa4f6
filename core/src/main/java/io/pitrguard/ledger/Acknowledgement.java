package io.pitrguard.ledger;

import io.pitrguard.domain.ledger.AwaitingPerson;
import io.pitrguard.domain.table.Cause;

/** How it ended that a person said that they know. */
public sealed interface Acknowledgement {
    /** It is settled, and stands in the timeline. */
    record Settled(AwaitingPerson what) implements Acknowledgement {}

    /** Nothing was unsettled, and nothing changed. */
    record NothingOpen() implements Acknowledgement {}

    /** The ledger does not know the table. */
    record UnknownTable() implements Acknowledgement {}

    /** The ledger could not be read, or whether it took it is not known. */
    record Failed(Cause cause) implements Acknowledgement {}
}
