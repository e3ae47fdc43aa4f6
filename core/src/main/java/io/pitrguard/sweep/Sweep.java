package io.pitrguard.sweep;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.ledger.LedgerSession;
import io.pitrguard.ledger.LedgerSessions;
import io.pitrguard.port.SharedChangeCounter;
import io.pitrguard.port.SweepListener;
import io.pitrguard.remediate.ChangeBudget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** One pass over all tables of an account and region: read, judge, remediate. Each table is independent of the others. */
public final class Sweep {
    private static final int FACT_LOADERS = 8;

    private final FleetReader fleet;
    private final StateReader states;
    private final RemediationTools tools;
    private final LedgerSessions sessions;
    private final SharedChangeCounter changes;
    private final SweepCompletion completion;

    /** When a sweep started by this machine's clock, and how many calls had been made by then. */
    private record Start(Instant at, StateReader.Count reads) {}

    /** Creates a sweep without a ledger; {@code states} is the reader that {@code fleet} reads states with. */
    public Sweep(FleetReader fleet, StateReader states, RemediationTools tools) {
        this(fleet, states, tools, LedgerSessions.nothing(tools.time()), SharedChangeCounter.NONE);
    }

    /** Creates a sweep that uses the ledger, and counts its changes together with those of other functions. */
    public Sweep(
            FleetReader fleet,
            StateReader states,
            RemediationTools tools,
            LedgerSessions sessions,
            SharedChangeCounter changes) {
        this.fleet = fleet;
        this.states = states;
        this.tools = tools;
        this.sessions = sessions;
        this.changes = changes;
        this.completion = new SweepCompletion(states, tools);
    }

    /**
     * Sweeps. What AWS answers never makes it throw: it is in the result.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public SweepResult run(SweepOrder order, SweepListener listener) throws InterruptedException {
        JudgedTables judged = judgeAll(
                order, order.readUntil(tools.time().instant()), OwnTags.whereBetter(fleet, tools.prices()), listener);
        return completion.remediate(judged, budget(order), listener, Patience.SWEEP);
    }

    /**
     * Does the first half of a sweep: reads and judges all tables and changes nothing. Where a verdict depends on tags,
     * they are read from the table itself: those that are read in bulk may lag behind.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public JudgedTables judgeByOwnTags(SweepOrder order) throws InterruptedException {
        return judgeAll(order, order.deadline(), OwnTags.whereDecisive(fleet, tools.prices()), SweepListener.SILENT);
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
                changes,
                tools.remediation().nextRun());
    }

    private JudgedTables judgeAll(SweepOrder order, Instant readUntil, OwnTags ownTags, SweepListener listener)
            throws InterruptedException {
        Start start = new Start(tools.time().instant(), states.count());
        Until until = Until.of(order.deadline(), listener);
        ReadAhead ahead = new SweepAhead(fleet, sessions, order, ownTags, until);
        FleetReader.FleetReading reading = fleet.readAll(order, readUntil, listener, ahead);
        LedgerSession session = sessions.openAll(order.where(), order.id());
        List<TableSnapshot> snapshots = reading.snapshots().stream()
                .map(snapshot -> snapshot.with(session.past(snapshot.facts().table())))
                .toList();
        List<TableResult> judged = judgeAll(snapshots, order.policy(), until);
        List<TableResult> certain = ownTags.judge(judged, order.policy(), until);
        List<TableResult> tables = reading.listingFailure().isPresent() || listener.interrupted()
                ? certain
                : withUnlisted(certain, session, order, readUntil);
        return judged(order, start, selected(tables, order.selection(), listener), reading.listingFailure(), session);
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

    private JudgedTables judged(
            SweepOrder order,
            Start start,
            List<TableResult> tables,
            Optional<Cause> listingFailure,
            LedgerSession session) {
        SweepResult result = new SweepResult(
                order,
                tools.time().skew().toAws(start.at()),
                tools.time().awsInstant(),
                tables,
                listingFailure,
                states.count().minus(start.reads()),
                session.failure(),
                tools.time().skew(),
                Map.of());
        return new JudgedTables(result, session);
    }

    /**
     * Adds the tables that existed when they were last observed and are not listed: most are deleted by now, but a list
     * may lag, and what cannot be read is undetermined like any other table.
     */
    private List<TableResult> withUnlisted(
            List<TableResult> listed, LedgerSession session, SweepOrder order, Instant readUntil)
            throws InterruptedException {
        Set<TableRef> known = listed.stream().map(TableResult::table).collect(Collectors.toSet());
        List<TableResult> all = new ArrayList<>(listed);
        for (TableRef table : session.present()) {
            if (!known.contains(table) && order.asksFor(table.name())) {
                TableSnapshot snapshot =
                        fleet.read(table, order.policy(), readUntil).with(session.past(table));
                all.add(result(snapshot, snapshot.judge(order.policy())));
            }
        }
        all.sort(Comparator.comparing(result -> result.table().name()));
        return all;
    }

    private JudgedTables judgeOne(SweepOrder order, TableRef table, BiConsumer<LedgerSession, TableSnapshot> beforehand)
            throws InterruptedException {
        Start start = new Start(tools.time().instant(), states.count());
        TableSnapshot read = fleet.read(table, order.policy(), order.deadline());
        LedgerSession session = sessions.open(table, order.id());
        beforehand.accept(session, read);
        TableSnapshot snapshot = read.with(session.past(table));
        List<TableResult> tables = List.of(result(snapshot, snapshot.judge(order.policy())));
        return judged(order, start, tables, Optional.empty(), session);
    }

    private List<TableResult> judgeAll(List<TableSnapshot> snapshots, Policy policy, Until until)
            throws InterruptedException {
        List<TableResult> results = snapshots.stream()
                .map(snapshot -> result(snapshot, snapshot.judge(policy)))
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
        return result(whole, whole.judge(policy));
    }

    private TableResult result(TableSnapshot snapshot, Judgement judgement) {
        return new TableResult(
                snapshot,
                judgement,
                tools.prices()
                        .estimate(snapshot.facts().table(), snapshot.facts().details()),
                Optional.empty());
    }
}
