package io.pitrguard.check;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.remediate.Look;
import java.util.Optional;

/**
 * What a sweep says of one table: as last seen, after whatever was done to it.
 *
 * @param cost what recovery of the table is estimated to cost
 * @param outcome what was done, or would be; empty when there is nothing to correct
 */
public record TableResult(Look look, Judgement judgement, MonthlyCost cost, Optional<Outcome> outcome) {
    /** Gives the table. */
    public TableRef table() {
        return look.facts().table();
    }

    /** Gives the same without an outcome. */
    TableResult withoutOutcome() {
        return new TableResult(look, judgement, cost, Optional.empty());
    }

    /** Gives the same with this outcome. */
    TableResult with(Outcome outcome) {
        return new TableResult(look, judgement, cost, Optional.of(outcome));
    }
}
