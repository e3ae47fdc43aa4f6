package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableFacts;
import java.time.Instant;
import java.util.Optional;

/**
 * The result of reading a table once, which its verdict depends on.
 *
 * @param past how the table's restorable window came about, as far as pitr-guard knows
 * @param at when the state was read; a lag is measured from here, however long the rest of a sweep takes
 * @param ownRestore the id of the restore by which pitr-guard is making this table; empty for all others
 */
public record TableSnapshot(
        TableFacts facts, RecoveryState state, RecoveryPast past, Instant at, Optional<String> ownRestore) {
    /** Creates a snapshot of a table that pitr-guard is not restoring. */
    public TableSnapshot(TableFacts facts, RecoveryState state, RecoveryPast past, Instant at) {
        this(facts, state, past, at, Optional.empty());
    }

    /** Creates a snapshot of a table whose past is not known. */
    public TableSnapshot(TableFacts facts, RecoveryState state, Instant at) {
        this(facts, state, RecoveryPast.UNKNOWN, at);
    }

    /** Returns the same snapshot with other facts; a table that turns out to be another one has another past. */
    public TableSnapshot with(TableFacts other) {
        return new TableSnapshot(other, state, own(other, past), at, ownRestore);
    }

    /** Returns the same snapshot with the table's past. */
    public TableSnapshot with(RecoveryPast known) {
        return new TableSnapshot(facts, state, own(facts, known), at, ownRestore);
    }

    /** Returns the same snapshot of a table that pitr-guard is making by this restore. */
    public TableSnapshot restoring(String restoreId) {
        return new TableSnapshot(facts, state, past, at, Optional.of(restoreId));
    }

    private static RecoveryPast own(TableFacts facts, RecoveryPast known) {
        return facts.origin().map(origin -> known.since(origin.createdAt())).orElse(known);
    }

    /** Judges the table as of the moment of the snapshot. */
    public Judgement judge(Policy policy) {
        return Evaluator.evaluate(policy, this);
    }

    /** Whether the table's tags could make the verdict another one. */
    public boolean dependsOnTags(Policy policy) {
        return TagTrust.withoutTags(this).judge(policy).verdict() instanceof Verdict.Undetermined;
    }

    /** Whether the verdict could be a worse one if the table did not have its tags. */
    public boolean isBetterByTags(Policy policy) {
        return TagTrust.isBetterByTags(policy, this);
    }
}
