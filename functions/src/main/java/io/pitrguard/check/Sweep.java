package io.pitrguard.check;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.Time;
import io.pitrguard.remediate.Look;
import io.pitrguard.remediate.Remediation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** One pass over all tables of an account and region: read, judge, correct. Each table stands on its own. */
public final class Sweep {
    private static final int DESCRIBERS = 8;

    private final FleetReader fleet;
    private final StateReader states;
    private final Remediation remediation;
    private final PriceList prices;
    private final Time time;

    /** Makes a sweep; {@code states} is the reader that {@code fleet} reads states with. */
    public Sweep(FleetReader fleet, StateReader states, Remediation remediation, PriceList prices, Time time) {
        this.fleet = fleet;
        this.states = states;
        this.remediation = remediation;
        this.prices = prices;
        this.time = time;
    }

    /**
     * Sweeps. What AWS answers never makes it throw: it stands in the result.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public SweepResult run(SweepOrder order, SweepListener listener) throws InterruptedException {
        return correct(judge(order, listener), listener);
    }

    /**
     * The first half of a sweep: reads and judges all tables and changes nothing.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public SweepResult judge(SweepOrder order, SweepListener listener) throws InterruptedException {
        Instant startedAt = time.instant();
        StateReader.Count before = states.count();
        FleetReader.FleetReading reading = fleet.readAll(order.where(), order.deadline(), listener);
        List<TableResult> judged = judgeAll(reading.looks(), order);
        return new SweepResult(
                order,
                startedAt,
                time.instant(),
                judged,
                reading.listingFailure(),
                states.count().minus(before));
    }

    /**
     * The first half for one table alone, read afresh from the table itself.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public SweepResult judge(SweepOrder order, TableRef table) throws InterruptedException {
        Instant startedAt = time.instant();
        StateReader.Count before = states.count();
        Look look = fleet.look(table, order.deadline());
        return new SweepResult(
                order,
                startedAt,
                time.instant(),
                List.of(result(look, look.judge(order.policy()))),
                Optional.empty(),
                states.count().minus(before));
    }

    /**
     * The second half: corrects what falls short, as far as the order and the policy let it; otherwise says what would
     * be done.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public SweepResult correct(SweepResult judged, SweepListener listener) throws InterruptedException {
        StateReader.Count before = states.count();
        Optional<String> nothingChanges = nothingChanges(judged);
        List<TableResult> results = nothingChanges.isPresent()
                ? judged.tables().stream()
                        .map(result -> planOnly(result, nothingChanges.get()))
                        .toList()
                : new Correcting(judged.order(), remediation, prices, time, listener).correct(judged.tables());
        return new SweepResult(
                judged.order(),
                judged.startedAt(),
                time.instant(),
                results,
                judged.listingFailure(),
                judged.reads().plus(states.count().minus(before)));
    }

    private static Optional<String> nothingChanges(SweepResult judged) {
        if (judged.listingFailure().isPresent()) {
            return Optional.of("The sweep failed while listing tables, so it changes nothing.");
        }
        return judged.order().fix() ? Optional.empty() : Optional.of("This sweep only looks.");
    }

    private List<TableResult> judgeAll(List<Look> looks, SweepOrder order) throws InterruptedException {
        List<TableResult> results = new ArrayList<>(looks.size());
        List<Integer> open = new ArrayList<>();
        for (Look look : looks) {
            Judgement judgement = look.judge(order.policy());
            if (judgement.wantsDetails()) {
                open.add(results.size());
            }
            results.add(result(look, judgement));
        }
        try (Workers pool = new Workers(DESCRIBERS)) {
            List<Callable<TableResult>> work = open.stream()
                    .<Callable<TableResult>>map(i -> () -> described(looks.get(i), order))
                    .toList();
            List<TableResult> described = pool.all(work);
            for (int i = 0; i < described.size(); i++) {
                results.set(open.get(i), described.get(i));
            }
        }
        return results;
    }

    private TableResult described(Look look, SweepOrder order) {
        Look whole = new Look(
                look.facts().with(fleet.describe(look.facts().table(), order.deadline())), look.state(), look.at());
        return result(whole, whole.judge(order.policy()));
    }

    private TableResult result(Look look, Judgement judgement) {
        return new TableResult(
                look,
                judgement,
                prices.estimate(look.facts().table(), look.facts().details()),
                Optional.empty());
    }

    /** Gives the result with what would be done, and why it is not. */
    static TableResult planOnly(TableResult result, String why) {
        Optional<Outcome> planned = Remediation.plan(result.judgement())
                .map(plan -> new Outcome.Planned(
                        (Remediation.allowedBy(result.judgement()) ? why : "The rule's action is alert.") + " Would "
                                + plan.inWords() + "."));
        return new TableResult(result.look(), result.judgement(), result.cost(), planned);
    }
}
