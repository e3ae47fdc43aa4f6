package io.pitrguard.remediate;

import io.pitrguard.domain.evaluation.Evaluator;
import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.Tags;
import java.time.Instant;

/**
 * What a look at a table showed.
 *
 * @param at when the state was read; a lag is measured from here, however long the rest of a sweep takes
 */
public record Look(TableFacts facts, RecoveryState state, Instant at) {
    private static final Cause TAGS_LEFT_OUT = new Cause(Cause.Kind.OUT_OF_TIME, "The tags are left out.");

    /** Judges what was seen, as of when it was seen. */
    public Judgement judge(Policy policy) {
        return Evaluator.evaluate(policy, facts, state, at);
    }

    /** Whether the table's tags could make the verdict another one. */
    public boolean hangsOnTags(Policy policy) {
        TableFacts untagged = facts.with(new Tags.Unreadable(TAGS_LEFT_OUT));
        return Evaluator.evaluate(policy, untagged, state, at).verdict() instanceof Verdict.Undetermined;
    }
}
