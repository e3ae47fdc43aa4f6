package io.pitrguard.remediate;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.remediation.Outcome;
import java.util.Optional;

/**
 * The result of remediating one table.
 *
 * @param snapshot the table as last read
 * @param judgement its verdict then
 * @param outcome empty when reading it again showed nothing to remediate
 * @param notYet whether AWS said that the table is not ready, so that another try within minutes may do
 */
public record RemediationResult(
        TableSnapshot snapshot, Judgement judgement, Optional<Outcome> outcome, boolean notYet) {
    static RemediationResult of(TableSnapshot snapshot, Judgement judgement, Outcome outcome) {
        return new RemediationResult(snapshot, judgement, Optional.of(outcome), false);
    }
}
