package io.pitrguard.remediate;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.remediation.Outcome;
import java.util.Optional;

/**
 * How correcting one table ended.
 *
 * @param snapshot the table as last seen
 * @param judgement what that look amounts to
 * @param outcome empty when the fresh look showed nothing to correct
 * @param notYet whether AWS said that the table is not ready, so that another try within minutes may do
 */
public record RemediationResult(
        TableSnapshot snapshot, Judgement judgement, Optional<Outcome> outcome, boolean notYet) {
    static RemediationResult of(TableSnapshot snapshot, Judgement judgement, Outcome outcome) {
        return new RemediationResult(snapshot, judgement, Optional.of(outcome), false);
    }
}
