package io.pitrguard.domain.remediation;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.table.TableRef;
import java.util.Optional;

/**
 * What a run says of one table, as last read, after whatever was done to it.
 *
 * @param cost what recovery of the table is estimated to cost
 * @param outcome what was done, or would be; empty when there is nothing to remediate
 * @param notification what people must be notified of
 */
public record TableResult(
        TableSnapshot snapshot,
        Judgement judgement,
        MonthlyCost cost,
        Optional<Outcome> outcome,
        Notification<FindingKind> notification) {
    /** Creates a result that people are not notified of. */
    public TableResult(TableSnapshot snapshot, Judgement judgement, MonthlyCost cost, Optional<Outcome> outcome) {
        this(snapshot, judgement, cost, outcome, Notification.none());
    }

    /** Returns the table. */
    public TableRef table() {
        return snapshot.facts().table();
    }

    /** Returns the change that remediates the table; empty if there is nothing to remediate. */
    public Optional<Plan> plan() {
        return Plan.of(snapshot, judgement);
    }

    /** Returns the same result without an outcome. */
    public TableResult withoutOutcome() {
        return new TableResult(snapshot, judgement, cost, Optional.empty(), notification);
    }

    /** Returns the same result with this outcome. */
    public TableResult with(Outcome ended) {
        return new TableResult(snapshot, judgement, cost, Optional.of(ended), notification);
    }

    /** Returns the same result with what people must be notified of. */
    public TableResult with(Notification<FindingKind> found) {
        return new TableResult(snapshot, judgement, cost, outcome, found);
    }

    /** Whether recovery was off, and pitr-guard enabled it. */
    public boolean enabled() {
        return outcome.orElse(null) instanceof Outcome.Fixed fixed
                && fixed.resolved().contains(new RecoveryEnabledCheck.RecoveryDisabled());
    }

    /** Whether the table was remediated, and a read after the change shows it. */
    public boolean fixed() {
        return outcome.orElse(null) instanceof Outcome.Fixed;
    }
}
