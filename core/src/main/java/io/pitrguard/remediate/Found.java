package io.pitrguard.remediate;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.remediation.Outcome;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A table that was found to fall short.
 *
 * @param seen the table as it was read
 * @param afresh whether all of it was read from the table itself: what was read in bulk may be a former table's
 * @param announce records that the table is about to be changed, and returns why it may not be
 */
public record Found(TableSnapshot seen, Judgement judgement, boolean afresh, Supplier<Optional<Outcome>> announce) {
    /** Returns the result with an outcome that needed no other read. */
    RemediationResult ends(Outcome outcome) {
        return RemediationResult.of(seen, judgement, outcome);
    }
}
