package io.pitrguard.sweep;

import io.pitrguard.domain.ledger.LastAttempt;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.Plan;
import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.ledger.LedgerSession;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.Time;
import io.pitrguard.remediate.ChangeBudget;
import io.pitrguard.remediate.Found;
import io.pitrguard.remediate.Remediation;
import io.pitrguard.remediate.RemediationResult;
import io.pitrguard.remediate.RemediationResult.FollowUp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a sweep that changes tables, one after the other: those of the policy's first rules first, so that the
 * change budget leaves out the least important ones, and those whose last remediation failed at the end. Tables that are not
 * ready yet are tried again a few times.
 */
final class RemediationRun {
    private static final Duration PAUSE_FOR_NOT_YET = Duration.ofSeconds(10);

    private final SweepOrder order;
    private final Remediation remediation;
    private final PriceList prices;
    private final Time time;
    private final SweepListener listener;
    private final ChangeBudget budget;
    private final LedgerSession session;

    RemediationRun(
            SweepOrder order,
            RemediationTools tools,
            SweepListener listener,
            ChangeBudget budget,
            LedgerSession session) {
        this.order = order;
        this.remediation = tools.remediation();
        this.prices = tools.prices();
        this.time = tools.time();
        this.listener = listener;
        this.budget = budget;
        this.session = session;
    }

    /** Returns what {@link #remediate} would do, within the change budget, and why it is not done; changes nothing. */
    List<TableResult> plan(List<TableResult> judged, String why) {
        List<TableResult> results = new ArrayList<>(judged);
        for (int i : inOrder(results)) {
            TableResult result = results.get(i);
            result.plan()
                    .ifPresent(plan -> results.set(
                            i, result.with(session.suspension(result).orElseGet(() -> planned(result, plan, why)))));
        }
        return results;
    }

    private Outcome planned(TableResult result, Plan plan, String why) {
        // A size that could not be read now may be readable when the table is changed.
        boolean sizeKnown = result.snapshot().facts().details() instanceof Fact.Known<TableDetails>;
        return (sizeKnown ? budget.take(plan, result.cost()) : budget.full())
                .<Outcome>map(full -> new Outcome.OverBudget(why + " " + full.explain(plan)))
                .orElseGet(() -> new Outcome.Planned(why + " Would " + plan.description() + "."));
    }

    /** Remediates what falls short and may be changed; returns all results in the order that they came in. */
    List<TableResult> remediate(List<TableResult> judged, Patience patience) throws InterruptedException {
        List<TableResult> results =
                new ArrayList<>(judged.stream().map(session::explainEarlier).toList());
        List<Integer> todo = inOrder(results);
        listener.remediating(todo.size());
        List<Integer> notYet = round(results, todo, patience);
        for (int i = 0; i < patience.rounds() && !notYet.isEmpty() && !listener.interrupted(); i++) {
            Instant next = time.instant().plus(PAUSE_FOR_NOT_YET);
            if (!next.isBefore(order.deadline())) {
                break;
            }
            listener.waiting(notYet.size());
            time.sleepUntil(next);
            notYet = round(results, notYet, patience);
        }
        return results;
    }

    /** Returns those that may be changed, in their order; the others get their outcome here. */
    private List<Integer> inOrder(List<TableResult> results) {
        List<Integer> todo = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            TableResult result = results.get(i);
            Optional<Plan> plan = result.plan();
            if (plan.isEmpty()) {
                continue;
            }
            Optional<Outcome> suspended = session.suspension(result);
            if (suspended.isPresent()) {
                results.set(i, result.with(suspended.get()));
            } else if (Remediation.allowedBy(result.judgement())) {
                todo.add(i);
            } else {
                results.set(i, result.with(Remediation.alertOnly(plan.get())));
            }
        }
        List<Rule> rules = order.policy().effectiveRules();
        todo.sort(Comparator.<Integer, Boolean>comparing(i -> failedBefore(results.get(i)))
                .thenComparing(i ->
                        results.get(i).judgement().rule().map(rules::indexOf).orElse(rules.size())));
        return todo;
    }

    private boolean failedBefore(TableResult result) {
        return session.lastAttempt(result.table()).filter(LastAttempt::failed).isPresent();
    }

    /** Tries each once, and waits for what does not show at once; returns those that are not ready yet. */
    private List<Integer> round(List<TableResult> results, List<Integer> todo, Patience patience)
            throws InterruptedException {
        List<Integer> notYet = new ArrayList<>();
        Map<Integer, RemediationResult> open = new LinkedHashMap<>();
        for (int i : todo) {
            if (listener.interrupted()) {
                results.set(i, results.get(i).with(interrupted()));
                continue;
            }
            RemediationResult remediated = remediate(results.get(i), patience);
            switch (remediated.next()) {
                case FollowUp.Nothing _ -> settle(results, i, remediated);
                case FollowUp.ReadAgain _ -> open.put(i, remediated);
                case FollowUp.TryAgain _ -> {
                    settle(results, i, remediated);
                    notYet.add(i);
                }
            }
        }
        new ConfirmationRounds(remediation, time, patience.confirming())
                .run(open, order.policy(), order.deadline(), (i, result) -> settle(results, i, result));
        return notYet;
    }

    private Outcome interrupted() {
        return remediation.nextRun().deferredForTime("The sweep was interrupted before the change.");
    }

    private void settle(List<TableResult> results, int i, RemediationResult remediated) {
        TableResult result = after(remediated);
        results.set(i, result);
        result.outcome().ifPresent(outcome -> listener.remediated(result.table(), outcome));
    }

    private RemediationResult remediate(TableResult before, Patience patience) throws InterruptedException {
        Found found = new Found(
                before.snapshot(),
                before.judgement(),
                patience.afresh(),
                () -> before.plan().flatMap(plan -> session.remediating(before, plan)));
        try {
            return remediation.remediate(found, order.policy(), budget, order.deadline());
        } catch (RuntimeException unexpected) {
            // A defect with one table must not keep the others from being remediated.
            Outcome failed = new Outcome.FixFailed(Cause.unexpected(unexpected).message());
            return RemediationResult.of(before.snapshot(), before.judgement(), failed);
        }
    }

    /** Where no change was needed after all, an earlier run's may have come about: the first read lagged behind it. */
    private TableResult after(RemediationResult remediated) {
        TableResult result = result(remediated);
        return result.outcome().isPresent() ? result : session.explainEarlier(result);
    }

    private TableResult result(RemediationResult remediated) {
        return new TableResult(
                remediated.snapshot(),
                remediated.judgement(),
                prices.estimate(
                        remediated.snapshot().facts().table(),
                        remediated.snapshot().facts().details()),
                remediated
                        .outcome()
                        .map(outcome -> session.lastAttempt(
                                        remediated.snapshot().facts().table())
                                .map(attempt -> attempt.judge(outcome, time.awsInstant()))
                                .orElse(outcome)));
    }
}
