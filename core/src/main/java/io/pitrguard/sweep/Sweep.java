package io.pitrguard.sweep;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.rotation.CarriedTables;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.ledger.LedgerSession;
import io.pitrguard.port.SweepListener;
import io.pitrguard.remediate.ChangeBudget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One pass over all tables of an account and region: read, judge, remediate. Each table is independent of the others. */
public final class Sweep {
    private static final int FACT_LOADERS = 8;

    private final FleetReader fleet;
    private final StateReader states;
    private final RemediationTools tools;
    private final SweepLedger ledger;
    private final SweepCompletion completion;
    private final SingleTables single;
    private final RestoringTables restoring;

    /** When a sweep started by this machine's clock, and how many calls had been made by then. */
    private record Start(Instant at, StateReader.Count reads) {}

    /** Which tables to read, until when, and where their own tags are needed. */
    private record Reading(TablesToRead toRead, Instant until, OwnTags ownTags) {}

    /** The judged tables, why the list of tables may lack some, and the tables that were not read. */
    private record Judged(List<TableResult> tables, Optional<Cause> listingFailure, Optional<CarriedTables> carried) {}

    /** Creates a sweep without a ledger; {@code states} is the reader that {@code fleet} reads states with. */
    public Sweep(FleetReader fleet, StateReader states, RemediationTools tools) {
        this(fleet, states, tools, SweepLedger.nothing(tools.time()));
    }

    /** Creates a sweep that uses the ledger. */
    public Sweep(FleetReader fleet, StateReader states, RemediationTools tools, SweepLedger ledger) {
        this.fleet = fleet;
        this.states = states;
        this.tools = tools;
        this.ledger = ledger;
        this.completion = new SweepCompletion(states, tools);
        this.single = new SingleTables(fleet, tools.prices());
        this.restoring = new RestoringTables(ledger.restores(), ledger.drills(), single);
    }

    /**
     * Sweeps. What AWS answers never makes it throw: it is in the result.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public SweepResult run(SweepOrder order, SweepListener listener) throws InterruptedException {
        OwnTags ownTags = OwnTags.whereBetter(fleet, tools.prices());
        TablesToRead toRead = ledger.begin(order);
        Instant readUntil = order.readUntil(tools.time().instant());
        JudgedTables judged = judgeAll(order, new Reading(toRead, readUntil, ownTags), listener);
        SweepResult result = completion.remediate(judged, budget(order), listener, Patience.SWEEP);
        return toRead.end(result, judged.session());
    }

    /**
     * Does the first half of a sweep: reads and judges all tables and changes nothing. Where a verdict depends on tags,
     * they are read from the table itself: those that are read in bulk may lag behind.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public JudgedTables judgeByOwnTags(SweepOrder order) throws InterruptedException {
        OwnTags ownTags = OwnTags.whereDecisive(fleet, tools.prices());
        return judgeAll(order, new Reading(ledger.all(order), order.deadline(), ownTags), SweepListener.SILENT);
    }

    /**
     * Does the first half for one table, read afresh from the table itself.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public JudgedTables judge(SweepOrder order, TableRef table) throws InterruptedException {
        return judgeOne(order, table, (_, _) -> {});
    }

    /**
     * Does the first half for one table because of a call, which it records.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public JudgedTables judgeAfter(SweepOrder order, TableRef table, Call call) throws InterruptedException {
        return judgeOne(order, table, (session, read) -> session.called(table, call.asSeenIn(read.state())));
    }

    /**
     * Does the second half: remediates what falls short, as far as the order, the policy and the budget allow, and says
     * otherwise what would be done. Then it records the results.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public SweepResult remediate(JudgedTables judged, ChangeBudget budget) throws InterruptedException {
        return completion.remediate(judged, budget, SweepListener.SILENT, Patience.SWEEP);
    }

    /**
     * Does the second half, but does not wait for tables that are not ready yet.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public SweepResult remediateWithoutWaiting(JudgedTables judged, ChangeBudget budget) throws InterruptedException {
        return completion.remediate(judged, budget, SweepListener.SILENT, Patience.SHORT);
    }

    /**
     * Does the second half without changing anything: only records these results.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public SweepResult record(JudgedTables judged) throws InterruptedException {
        return completion.record(judged);
    }

    /** Returns a budget for what is changed from now on. */
    public ChangeBudget budget(SweepOrder order) {
        return new ChangeBudget(
                order.policy().limits(),
                order.where(),
                ledger.changes(),
                tools.remediation().nextRun());
    }

    private JudgedTables judgeAll(SweepOrder order, Reading how, SweepListener listener) throws InterruptedException {
        Start start = new Start(tools.time().instant(), states.count());
        Until until = Until.of(order.deadline(), listener);
        ReadAhead ahead = new SweepAhead(fleet, how.toRead(), order, how.ownTags(), until);
        FleetReader.FleetReading reading = fleet.readAll(order, how.until(), listener, ahead);
        LedgerSession session = ledger.sessions().openAll(order.where(), order.id());
        List<TableSnapshot> snapshots = reading.snapshots().stream()
                .map(snapshot -> snapshot.with(session.past(snapshot.facts().table())))
                .toList();
        List<TableResult> judged = judgeAll(snapshots, order.policy(), until);
        List<TableResult> certain = how.ownTags().judge(judged, order.policy(), until);
        TablesToRead.Unread unread = how.toRead().decide(reading.unread(), session);
        List<TableRef> others = new ArrayList<>(unread.unsettled());
        if (reading.listingFailure().isEmpty() && !listener.interrupted()) {
            others.addAll(SingleTables.unlisted(certain, reading.unread(), session, order));
        }
        List<TableResult> tables =
                restoring.in(single.with(certain, others, session, order, how.until()), session, order);
        Judged all =
                new Judged(selected(tables, order.selection(), listener), reading.listingFailure(), unread.carried());
        return judged(order, start, all, session);
    }

    private static List<TableResult> selected(List<TableResult> tables, Selection selection, SweepListener listener) {
        List<TableResult> tagged = tables.stream()
                .filter(table -> selection.selects(table.snapshot().facts().tags()))
                .toList();
        listener.selected(tagged.size());
        return tagged.stream()
                .filter(table -> selection.findings().select(table.judgement().verdict()))
                .toList();
    }

    private JudgedTables judged(SweepOrder order, Start start, Judged all, LedgerSession session) {
        SweepResult result = new SweepResult(
                order,
                tools.time().skew().toAws(start.at()),
                tools.time().awsInstant(),
                all.tables(),
                all.listingFailure(),
                states.count().minus(start.reads()),
                session.failure(),
                tools.time().skew(),
                Map.of(),
                all.carried());
        return new JudgedTables(result, session);
    }

    private JudgedTables judgeOne(SweepOrder order, TableRef table, BiConsumer<LedgerSession, TableSnapshot> beforehand)
            throws InterruptedException {
        Start start = new Start(tools.time().instant(), states.count());
        TableSnapshot read = fleet.readAtOnce(table, order.policy(), order.deadline());
        LedgerSession session = ledger.sessions().open(table, order.id());
        beforehand.accept(session, read);
        TableSnapshot snapshot = read.with(session.past(table));
        List<TableResult> tables =
                restoring.in(List.of(single.result(snapshot, snapshot.judge(order.policy()))), session, order);
        return judged(order, start, new Judged(tables, Optional.empty(), Optional.empty()), session);
    }

    private List<TableResult> judgeAll(List<TableSnapshot> snapshots, Policy policy, Until until)
            throws InterruptedException {
        List<TableResult> results = snapshots.stream()
                .map(snapshot -> single.result(snapshot, snapshot.judge(policy)))
                .toList();
        return Workers.replace(
                FACT_LOADERS,
                results,
                result -> !result.judgement().missing().isEmpty(),
                result -> completed(result.snapshot(), policy, until));
    }

    /** Describes one table; unreadable at the deadline or later. */
    public Fact<TableDetails> describe(TableRef table, Instant deadline) {
        return fleet.describe(table, deadline);
    }

    private TableResult completed(TableSnapshot snapshot, Policy policy, Until until) {
        TableSnapshot whole = fleet.complete(snapshot, policy, until);
        return single.result(whole, whole.judge(policy));
    }
}
