package io.pitrguard.sweep;

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
import io.pitrguard.remediate.Remediation;
import io.pitrguard.remediate.RemediationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The part of a sweep that changes tables, one after the other: those of the policy's first rules first, so that the
 * change budget leaves out the least important ones. Tables that are not ready yet are tried again a few times at the end.
 */
final class RemediationRun {
    /** How often a sweep tries a table again that is not ready yet. */
    static final int ROUNDS_FOR_NOT_YET = 3;

    private static final Duration PAUSE_FOR_NOT_YET = Duration.ofSeconds(10);

    private static final Outcome INTERRUPTED =
            new Outcome.Deferred("The sweep was interrupted before the change. The next sweep tries again.", true);

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
        for (int i : inOrderOfRules(results)) {
            TableResult result = results.get(i);
            Remediation.plan(result.judgement())
                    .ifPresent(plan -> results.set(
                            i, result.with(session.suspension(result).orElseGet(() -> planned(result, plan, why)))));
        }
        return results;
    }

    private Outcome planned(TableResult result, Plan plan, String why) {
        // A size that could not be read now may be readable when the table is changed.
        boolean sizeKnown = result.snapshot().facts().details() instanceof Fact.Known<TableDetails>;
        return (sizeKnown ? budget.take(plan, result.cost()) : budget.full())
                .<Outcome>map(full -> new Outcome.OverBudget(
                        why + " Would leave it to a person to " + plan.description() + ". " + full))
                .orElseGet(() -> new Outcome.Planned(why + " Would " + plan.description() + "."));
    }

    /**
     * Remediates what falls short and may be changed; returns all results in the order that they came in.
     *
     * @param rounds how often a table is tried again that is not ready yet
     */
    List<TableResult> remediate(List<TableResult> judged, int rounds) throws InterruptedException {
        List<TableResult> results =
                new ArrayList<>(judged.stream().map(session::explainInterrupted).toList());
        List<Integer> todo = inOrderOfRules(results);
        listener.remediating(todo.size());
        List<Integer> notYet = round(results, todo);
        for (int i = 0; i < rounds && !notYet.isEmpty() && !listener.interrupted(); i++) {
            Instant next = time.instant().plus(PAUSE_FOR_NOT_YET);
            if (!next.isBefore(order.deadline())) {
                break;
            }
            listener.waiting(notYet.size());
            time.sleepUntil(next);
            notYet = round(results, notYet);
        }
        return results;
    }

    /** Returns those that may be changed, the first rules' first; the others get their outcome here. */
    private List<Integer> inOrderOfRules(List<TableResult> results) {
        List<Rule> rules = order.policy().effectiveRules();
        List<Integer> todo = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            TableResult result = results.get(i);
            Optional<Plan> plan = Remediation.plan(result.judgement());
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
        todo.sort(Comparator.comparingInt(
                i -> results.get(i).judgement().rule().map(rules::indexOf).orElse(rules.size())));
        return todo;
    }

    /** Tries each once; returns those that are not ready yet. */
    private List<Integer> round(List<TableResult> results, List<Integer> todo) throws InterruptedException {
        List<Integer> notYet = new ArrayList<>();
        for (int i : todo) {
            if (listener.interrupted()) {
                results.set(i, results.get(i).with(INTERRUPTED));
                continue;
            }
            RemediationResult remediated = remediate(results.get(i));
            TableResult result = after(remediated);
            results.set(i, result);
            result.outcome().ifPresent(outcome -> listener.remediated(result.table(), outcome));
            if (remediated.notYet()) {
                notYet.add(i);
            }
        }
        return notYet;
    }

    private RemediationResult remediate(TableResult before) throws InterruptedException {
        try {
            if (budget.full().isEmpty() && time.instant().isBefore(order.deadline())) {
                Remediation.plan(before.judgement()).ifPresent(plan -> session.remediating(before, plan));
            }
            return remediation.remediate(
                    before.snapshot(), before.judgement(), order.policy(), budget, order.deadline());
        } catch (RuntimeException unexpected) {
            // A defect with one table must not keep the others from being remediated.
            Outcome failed = new Outcome.FixFailed(Cause.unexpected(unexpected).message());
            return new RemediationResult(before.snapshot(), before.judgement(), Optional.of(failed), false);
        }
    }

    private TableResult after(RemediationResult remediated) {
        return new TableResult(
                remediated.snapshot(),
                remediated.judgement(),
                prices.estimate(
                        remediated.snapshot().facts().table(),
                        remediated.snapshot().facts().details()),
                remediated.outcome());
    }
}
