package io.pitrguard.sweep;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.ledger.LedgerSession;
import io.pitrguard.ledger.LedgerSessions;
import io.pitrguard.port.SharedChangeCounter;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.Time;
import io.pitrguard.remediate.ChangeBudget;
import io.pitrguard.remediate.Remediation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** One pass over all tables of an account and region: read, judge, correct. Each table stands on its own. */
public final class Sweep {
    private static final int DESCRIBERS = 8;
    private static final Duration MOST_KEPT_FOR_CHANGES = Duration.ofMinutes(1);

    private final FleetReader fleet;
    private final StateReader states;
    private final Remediation remediation;
    private final PriceList prices;
    private final Time time;
    private final LedgerSessions record;
    private final SharedChangeCounter changes;

    /** Makes a sweep that remembers nothing; {@code states} is the reader that {@code fleet} reads states with. */
    public Sweep(FleetReader fleet, StateReader states, Remediation remediation, PriceList prices, Time time) {
        this(fleet, states, remediation, prices, time, LedgerSessions.nothing(time), SharedChangeCounter.NONE);
    }

    /** Makes a sweep that remembers, and that counts its changes together with those of others. */
    public Sweep(
            FleetReader fleet,
            StateReader states,
            Remediation remediation,
            PriceList prices,
            Time time,
            LedgerSessions record,
            SharedChangeCounter changes) {
        this.record = record;
        this.changes = changes;
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
        return remediate(judge(order, readUntil(order), false, listener), budget(order), listener);
    }

    /**
     * The first half of a sweep: reads and judges all tables and changes nothing. Where a verdict hangs on tags, they
     * are read from the table itself: those in bulk may lag behind.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public SweepResult judgeByOwnTags(SweepOrder order) throws InterruptedException {
        return judge(order, order.deadline(), true, SweepListener.SILENT);
    }

    private SweepResult judge(SweepOrder order, Instant readUntil, boolean ownTags, SweepListener listener)
            throws InterruptedException {
        Instant startedAt = time.instant();
        StateReader.Count before = states.count();
        FleetReader.FleetReading reading = fleet.readAll(order.where(), readUntil, listener);
        LedgerSession session = record.openAll(order.where(), order.id());
        List<TableSnapshot> snapshots = reading.snapshots().stream()
                .map(snapshot -> snapshot.with(session.past(snapshot.facts().table())))
                .toList();
        List<TableResult> judged = judgeAll(snapshots, order);
        if (ownTags) {
            judged = byOwnTags(judged, order);
        }
        return new SweepResult(
                order,
                startedAt,
                time.instant(),
                reading.listingFailure().isPresent() ? judged : withVanished(judged, session, order, readUntil),
                reading.listingFailure(),
                states.count().minus(before),
                session);
    }

    /** Adds the tables that were there when they were last seen, are not listed any more, and do not exist. */
    private List<TableResult> withVanished(
            List<TableResult> listed, LedgerSession session, SweepOrder order, Instant readUntil)
            throws InterruptedException {
        Set<TableRef> known = listed.stream().map(TableResult::table).collect(Collectors.toSet());
        List<TableResult> all = new ArrayList<>(listed);
        for (TableRef table : session.present()) {
            if (!known.contains(table)) {
                TableSnapshot snapshot =
                        fleet.read(table, order.policy(), readUntil).with(session.past(table));
                Judgement judgement = snapshot.judge(order.policy());
                if (judgement.verdict() instanceof Verdict.NotApplicable) {
                    all.add(result(snapshot, judgement));
                }
            }
        }
        all.sort(Comparator.comparing(result -> result.table().name()));
        return all;
    }

    /**
     * The first half for one table alone, read afresh from the table itself.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public SweepResult judge(SweepOrder order, TableRef table) throws InterruptedException {
        return judge(order, table, Optional.empty());
    }

    /**
     * The same because of a call that somebody made.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public SweepResult judge(SweepOrder order, TableRef table, Optional<Call> call) throws InterruptedException {
        Instant startedAt = time.instant();
        StateReader.Count before = states.count();
        TableSnapshot seen = fleet.read(table, order.policy(), order.deadline());
        LedgerSession session = record.open(table, order.id());
        call.ifPresent(each -> session.called(table, each.asSeenIn(seen.state())));
        TableSnapshot snapshot = seen.with(session.past(table));
        return new SweepResult(
                order,
                startedAt,
                time.instant(),
                List.of(result(snapshot, snapshot.judge(order.policy()))),
                Optional.empty(),
                states.count().minus(before),
                session);
    }

    /** Gives caps that count what is changed from now on. */
    public ChangeBudget budget(SweepOrder order) {
        return new ChangeBudget(order.policy().limits(), order.where(), changes);
    }

    /**
     * The second half: corrects what falls short, as far as the order, the policy and the caps let it; otherwise says
     * what would be done. Then it learns how the tables were left. What cannot be stored is lost to memory only.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public SweepResult remediate(SweepResult judged, ChangeBudget budget, SweepListener listener)
            throws InterruptedException {
        return remediate(judged, budget, listener, RemediationRun.ROUNDS_FOR_NOT_YET);
    }

    /** The same; a table that is not ready yet is tried again so many times. */
    public SweepResult remediate(SweepResult judged, ChangeBudget budget, SweepListener listener, int rounds)
            throws InterruptedException {
        StateReader.Count before = states.count();
        Optional<String> nothingChanges = nothingChanges(judged);
        // A plan takes no room that a change could need.
        ChangeBudget counting = nothingChanges.isPresent()
                ? new ChangeBudget(judged.order().policy().limits())
                : budget;
        LedgerSession session = judged.record();
        RemediationRun remediating =
                new RemediationRun(judged.order(), remediation, prices, time, listener, counting, session, rounds);
        List<TableResult> results = nothingChanges.isPresent()
                ? remediating.plan(judged.tables(), nothingChanges.get())
                : remediating.remediate(judged.tables());
        counting.takeFailure().ifPresent(session::failed);
        session.left(results);
        return new SweepResult(
                judged.order(),
                judged.startedAt(),
                time.instant(),
                results,
                judged.listingFailure(),
                judged.reads().plus(states.count().minus(before)),
                session);
    }

    /** Where tables may be changed, a tenth of the time is kept for that: reading alone could use all of it. */
    private Instant readUntil(SweepOrder order) {
        if (!order.fix() || !order.policy().remediates()) {
            return order.deadline();
        }
        Duration kept = Duration.between(time.instant(), order.deadline()).dividedBy(10);
        return order.deadline().minus(kept.compareTo(MOST_KEPT_FOR_CHANGES) < 0 ? kept : MOST_KEPT_FOR_CHANGES);
    }

    private static Optional<String> nothingChanges(SweepResult judged) {
        if (judged.listingFailure().isPresent()) {
            return Optional.of("The sweep failed while listing tables, so it changes nothing.");
        }
        return judged.order().fix()
                ? Optional.empty()
                : Optional.of(
                        "Nothing is changed here (no --fix, PITR_GUARD_ACT=never, or a deployment without the permission).");
    }

    private List<TableResult> judgeAll(List<TableSnapshot> snapshots, SweepOrder order) throws InterruptedException {
        List<TableResult> results = new ArrayList<>(snapshots.size());
        List<Integer> open = new ArrayList<>();
        for (TableSnapshot snapshot : snapshots) {
            Judgement judgement = snapshot.judge(order.policy());
            if (!judgement.missing().isEmpty()) {
                open.add(results.size());
            }
            results.add(result(snapshot, judgement));
        }
        try (Workers pool = new Workers(DESCRIBERS)) {
            List<Callable<TableResult>> work = open.stream()
                    .<Callable<TableResult>>map(i -> () -> completed(snapshots.get(i), order))
                    .toList();
            List<TableResult> completed = pool.all(work);
            for (int i = 0; i < completed.size(); i++) {
                results.set(open.get(i), completed.get(i));
            }
        }
        return results;
    }

    private List<TableResult> byOwnTags(List<TableResult> judged, SweepOrder order) throws InterruptedException {
        try (Workers pool = new Workers(DESCRIBERS)) {
            return pool.all(judged.stream()
                    .<Callable<TableResult>>map(result -> () -> byOwnTags(result, order))
                    .toList());
        }
    }

    private TableResult byOwnTags(TableResult bulk, SweepOrder order) throws InterruptedException {
        TableSnapshot snapshot = bulk.snapshot();
        boolean openAnyway = snapshot.state() instanceof RecoveryState.Unreadable
                && bulk.judgement().verdict() instanceof Verdict.Undetermined;
        if (openAnyway || !snapshot.dependsOnTags(order.policy())) {
            return bulk;
        }
        Tags own = fleet.ownTags(bulk.table(), order.deadline());
        TableSnapshot fresh = snapshot.with(snapshot.facts().with(own));
        Judgement judgement = fresh.judge(order.policy());
        return judgement.missing().isEmpty() ? result(fresh, judgement) : completed(fresh, order);
    }

    /** Describes one table; unreadable at the deadline or later. */
    public Fact<TableDetails> describe(TableRef table, Instant deadline) {
        return fleet.describe(table, deadline);
    }

    private TableResult completed(TableSnapshot snapshot, SweepOrder order) {
        TableSnapshot whole = fleet.complete(snapshot, order.policy(), order.deadline());
        return result(whole, whole.judge(order.policy()));
    }

    private TableResult result(TableSnapshot snapshot, Judgement judgement) {
        return new TableResult(
                snapshot,
                judgement,
                prices.estimate(snapshot.facts().table(), snapshot.facts().details()),
                Optional.empty());
    }
}
