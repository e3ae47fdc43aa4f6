package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.recovery.Past;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableFacts;
import java.time.Instant;

/**
 * All that a table is judged by.
 *
 * @param past what is known of how its restorable window came about
 * @param at when the state was read
 */
public record Evidence(TableFacts facts, RecoveryState state, Past past, Instant at) {
    /** Gives the evidence on a table whose past nobody knows. */
    public Evidence(TableFacts facts, RecoveryState state, Instant at) {
        this(facts, state, Past.UNKNOWN, at);
    }
}
