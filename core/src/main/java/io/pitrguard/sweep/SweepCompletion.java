package io.pitrguard.sweep;

import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.ledger.LedgerSession;
import io.pitrguard.port.SweepListener;
import io.pitrguard.remediate.ChangeBudget;
import java.util.List;
import java.util.Optional;

/** Completes a sweep whose tables are judged: remediates them, or plans that, and records the results. */
final class SweepCompletion {
    private final StateReader states;
    private final RemediationTools tools;

    /** Creates one; {@code states} is the reader whose calls are counted. */
    SweepCompletion(StateReader states, RemediationTools tools) {
        this.states = states;
        this.tools = tools;
    }

    /** Remediates as far as the order, the policy and the budget allow, and otherwise plans the changes. */
    SweepResult remediate(JudgedTables judged, ChangeBudget budget, SweepListener listener, Patience patience)
            throws InterruptedException {
        StateReader.Count before = states.count();
        SweepOrder order = judged.result().order();
        Optional<String> nothingChanges = judged.whyNothingChanges();
        // A plan takes no room that a change could need.
        ChangeBudget counting = nothingChanges.isPresent()
                ? new ChangeBudget(order.policy().limits(), tools.remediation().nextRun())
                : budget;
        RemediationRun run = new RemediationRun(order, tools, listener, counting, judged.session());
        Remainder remainder = Remainder.of(judged.result());
        Remainder.Split split = remainder.split(judged.tables());
        List<TableResult> results = nothingChanges.isPresent()
                ? run.plan(split.settled(), nothingChanges.get())
                : run.remediate(split.settled(), patience);
        counting.takeFailure().ifPresent(judged.session()::failed);
        StateReader.Count reads = judged.result().reads().plus(states.count().minus(before));
        return record(judged, remainder.end(split.and(remainder.split(results))), reads);
    }

    /** Records these results as they are. */
    SweepResult record(JudgedTables judged) throws InterruptedException {
        Remainder.End end =
                new Remainder.End(judged.tables(), judged.result().listingFailure(), SweepResult.Left.NOTHING);
        return record(judged, end, judged.result().reads());
    }

    private SweepResult record(JudgedTables judged, Remainder.End end, StateReader.Count reads)
            throws InterruptedException {
        LedgerSession session = judged.session();
        List<TableResult> recorded = session.record(end.tables());
        end.left()
                .names()
                .forEach(name -> session.leave(judged.result().order().where().table(name)));
        return new SweepResult(
                judged.result().order(),
                judged.result().startedAt(),
                tools.time().awsInstant(),
                recorded,
                end.listingFailure(),
                reads,
                session.failure(),
                tools.time().skew(),
                session.pending(recorded),
                // Another call decides again about tables that need not be read.
                judged.result().carried().filter(_ -> !end.left().any()),
                end.left());
    }
}
