package io.pitrguard.remediate;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.Plan;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.TableDetails;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** A planned change, with the reads that it follows from. */
record Intent(TableSnapshot snapshot, Judgement judgement, Plan plan, MonthlyCost cost) {
    static final String OUT_OF_TIME = "Time ran out before the change.";

    /** Returns why it is not made whatever the change budget; empty if nothing is in its way. */
    Optional<Outcome> obstacle(NextRun nextRun, boolean late) {
        if (!Remediation.allowedBy(judgement)) {
            return Optional.of(Remediation.alertOnly(plan));
        }
        if (late) {
            return Optional.of(nextRun.deferredForTime(OUT_OF_TIME));
        }
        return switch (snapshot.facts().details()) {
            case Fact.Known<TableDetails>(TableDetails known)
            when known.status().changeable() -> Optional.empty();
            case Fact.Known<TableDetails>(TableDetails known) ->
                Optional.of(nextRun.deferred("A table in status " + known.status() + " cannot be changed."));
            case Fact.Unreadable<TableDetails> unreadable ->
                Optional.of(nextRun.deferred("Whether the table can be changed could not be read. "
                        + unreadable.cause().message()));
            case Fact.NotRead<TableDetails> _, Fact.Gone<TableDetails> _ ->
                Optional.of(nextRun.deferred("The table's status is not known."));
        };
    }

    /** Takes room in the change budget; returns the outcome if there is none. */
    Optional<Outcome> take(ChangeBudget budget) {
        return budget.take(plan, cost).map(refusal -> refusal.outcome(plan));
    }

    /** Takes room in the change budget while the change is announced; returns the outcome if it may not be made. */
    Optional<Outcome> take(ChangeBudget budget, Supplier<Optional<Outcome>> announce) throws InterruptedException {
        try (Workers other = new Workers(1)) {
            Future<Optional<Outcome>> announced = other.start(announce::get);
            Optional<Outcome> full = take(budget);
            Optional<Outcome> forbidden = Workers.await(announced);
            if (full.isEmpty() && forbidden.isPresent()) {
                giveBack(budget);
            }
            return forbidden.or(() -> full);
        }
    }

    /** Frees the room again: the change was not made. */
    void giveBack(ChangeBudget budget) {
        budget.giveBack(plan, cost);
    }

    /** Returns the result with an outcome that needed no other read. */
    RemediationResult ends(Outcome outcome) {
        return RemediationResult.of(snapshot, judgement, outcome);
    }
}
