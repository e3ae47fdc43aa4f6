package io.pitrguard.remediate;

import io.pitrguard.domain.evaluation.Evaluator;
import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableFacts;
import java.time.Instant;

/**
 * What a look at a table showed.
 *
 * @param at when the state was read; a lag is measured from here, however long the rest of a sweep takes
 */
public record Look(TableFacts facts, RecoveryState state, Instant at) {
    /** Judges what was seen, as of when it was seen. */
    public Judgement judge(Policy policy) {
        return Evaluator.evaluate(policy, facts, state, at);
    }
}
