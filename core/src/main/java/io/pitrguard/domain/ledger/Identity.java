package io.pitrguard.domain.ledger;

import java.time.Instant;

/**
 * Which of the tables that had a name over time this is.
 *
 * @param id AWS's id of the table
 * @param since when it was first observed under that id
 * @param successor whether another table is known to have had the name before: then nothing observed before is of this
 *     one
 */
public record Identity(String id, Instant since, boolean successor) {
    /** Returns the same after one more observation of the table. */
    Identity observedAt(Instant at) {
        return new Identity(id, at.isBefore(since) ? at : since, successor);
    }

    /** Returns the same, known to have come after another table. */
    Identity succeeding() {
        return new Identity(id, since, true);
    }
}
