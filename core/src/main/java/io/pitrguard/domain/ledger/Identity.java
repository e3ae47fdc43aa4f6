package io.pitrguard.domain.ledger;

import java.time.Instant;

/**
 * Which of the tables that had a name over time is meant.
 *
 * @param id AWS's id of the table
 * @param since when it was first seen under that id
 * @param successor whether another table is known to have had the name before: then nothing that was seen before is of
 *     this one
 */
public record Identity(String id, Instant since, boolean successor) {
    /** Gives the same with one more look at the table. */
    Identity seenAt(Instant at) {
        return new Identity(id, at.isBefore(since) ? at : since, successor);
    }

    /** Gives the same, known to have come after another. */
    Identity succeeding() {
        return new Identity(id, since, true);
    }
}
