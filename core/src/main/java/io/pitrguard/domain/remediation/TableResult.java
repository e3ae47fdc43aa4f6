package io.pitrguard.domain.remediation;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.table.TableRef;
import java.util.Optional;

/**
 * What a sweep says of one table: as last seen, after whatever was done to it.
 *
 * @param cost what recovery of the table is estimated to cost
 * @param outcome what was done, or would be; empty when there is nothing to correct
 */
public record TableResult(TableSnapshot snapshot, Judgement judgement, MonthlyCost cost, Optional<Outcome> outcome) {
    /** Gives the table. */
    public TableRef table() {
        return snapshot.facts().table();
    }

    /** Gives the same without an outcome. */
    public TableResult withoutOutcome() {
        return new TableResult(snapshot, judgement, cost, Optional.empty());
    }

    /** Gives the same with this outcome. */
    public TableResult with(Outcome outcome) {
        return new TableResult(snapshot, judgement, cost, Optional.of(outcome));
    }
}
