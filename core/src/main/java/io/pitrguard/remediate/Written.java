package io.pitrguard.remediate;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.remediation.Plan;
import java.time.Instant;

/**
 * A change that was sent to AWS.
 *
 * @param before the table before it
 * @param found the verdict before it
 * @param unshown what to say as long as no read shows it
 * @param after the table as last read after it; until then as before
 * @param at when it was sent
 */
public record Written(
        TableSnapshot before, Judgement found, Plan plan, String unshown, TableSnapshot after, Instant at) {
    /** Creates one after which nobody has read the table. */
    Written(TableSnapshot before, Judgement found, Plan plan, String unshown, Instant at) {
        this(before, found, plan, unshown, before, at);
    }

    /** Returns the same with what to say as long as no read shows it. */
    Written unshown(String why) {
        return new Written(before, found, plan, why, after, at);
    }

    /** Returns the same after a read. */
    Written readAs(TableSnapshot snapshot) {
        return new Written(before, found, plan, unshown, snapshot, at);
    }
}
