package io.pitrguard.remediate;

import io.pitrguard.domain.evaluation.Evaluator;
import io.pitrguard.domain.evaluation.Evidence;
import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.recovery.Past;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.Tags;
import java.time.Instant;

/**
 * What a look at a table showed.
 *
 * @param past what is known of how the table's restorable window came about
 * @param at when the state was read; a lag is measured from here, however long the rest of a sweep takes
 */
public record Look(TableFacts facts, RecoveryState state, Past past, Instant at) {
    private static final Cause TAGS_LEFT_OUT = new Cause(Cause.Kind.OUT_OF_TIME, "The tags are left out.");

    /** Gives a look at a table whose past nobody knows. */
    public Look(TableFacts facts, RecoveryState state, Instant at) {
        this(facts, state, Past.UNKNOWN, at);
    }

    /** Gives the same look with other facts; a table that turns out to be another one has another past. */
    public Look with(TableFacts other) {
        return new Look(other, state, own(other, past), at);
    }

    /** Gives the same look with what is known of the table's past. */
    public Look with(Past known) {
        return new Look(facts, state, own(facts, known), at);
    }

    private static Past own(TableFacts facts, Past known) {
        return facts.details() instanceof TableDetails.Known details
                ? details.origin()
                        .map(origin -> known.since(origin.createdAt()))
                        .orElse(known)
                : known;
    }

    /** Judges what was seen, as of when it was seen. */
    public Judgement judge(Policy policy) {
        return Evaluator.evaluate(policy, new Evidence(facts, state, past, at));
    }

    /** Whether the table's tags could make the verdict another one. */
    public boolean hangsOnTags(Policy policy) {
        TableFacts untagged = facts.with(new Tags.Unreadable(TAGS_LEFT_OUT));
        return Evaluator.evaluate(policy, new Evidence(untagged, state, past, at))
                        .verdict()
                instanceof Verdict.Undetermined;
    }
}
