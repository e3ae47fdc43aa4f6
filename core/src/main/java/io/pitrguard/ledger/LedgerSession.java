package io.pitrguard.ledger;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.ledger.InterruptedRuns;
import io.pitrguard.domain.ledger.LastAttempt;
import io.pitrguard.domain.ledger.NotificationRules;
import io.pitrguard.domain.ledger.Observation;
import io.pitrguard.domain.ledger.RunMarker;
import io.pitrguard.domain.ledger.Suspension;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.Plan;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Time;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the ledger knows of the tables that one run works on. If the ledger fails, the run goes on without it. Several
 * threads may use a session, each for tables of its own.
 *
 * <p>A run that is about to change a table or to notify people records that beforehand, and that it is done afterwards:
 * what was interrupted in between is done again, and said to be.
 */
public final class LedgerSession {
    /** A write takes some milliseconds: thousands of tables one after the other would take minutes. */
    static final int WRITERS = 16;

    private final NotificationSettings settings;
    private final Time time;
    private final String run;
    private final SessionRecords records;
    private final SessionLearning learning;
    private final Map<TableRef, InterruptedRuns> interrupted = new ConcurrentHashMap<>();
    private final Map<TableRef, Notification<FindingKind>> notifications = new ConcurrentHashMap<>();

    LedgerSession(
            Ledger ledger, NotificationSettings settings, Time time, String run, Map<TableRef, Ledger.Stored> records) {
        this(settings, time, run, new SessionRecords(ledger, records));
    }

    private LedgerSession(NotificationSettings settings, Time time, String run, SessionRecords records) {
        this.settings = settings;
        this.time = time;
        this.run = run;
        this.learning = new SessionLearning(settings);
        this.records = records;
    }

    /** Returns this session after the ledger could not be read: it knows nothing and stores nothing. */
    LedgerSession withoutLedger(Cause cause) {
        records.end(cause);
        return this;
    }

    /** Returns a session that knows the same and stores nothing. */
    public LedgerSession readOnly() {
        return new LedgerSession(settings, time, run, records.readOnly());
    }

    /** Whether a person runs it from a terminal. */
    public boolean isPersons() {
        return settings.trigger() == Trigger.PERSON;
    }

    /** Returns why something could not be read or stored. */
    public Optional<Cause> failure() {
        return records.failure();
    }

    /** Notes that the ledger failed, here or elsewhere; the first failure counts. */
    public void failed(Cause cause) {
        records.failed(cause);
    }

    /** Whether the ledger can be used, and refused nothing that this run stored about a table. */
    public boolean isRecorded(TableRef table) {
        return records.isRecorded(table);
    }

    /** Returns the past that a table is judged by. */
    public RecoveryPast past(TableRef table) {
        return known(table).past().with(records.drills(table));
    }

    /** Returns the tables that existed when they were last observed. */
    public List<TableRef> present() {
        return records.all().stream()
                .map(Ledger.Stored::record)
                .filter(TableRecord::present)
                .map(TableRecord::table)
                .toList();
    }

    /** Returns why automatic remediation of a table is suspended with what the result shows; empty if it is not. */
    public Optional<Outcome> suspension(TableResult result) {
        return suspension(result, learning.learn(known(result.table()), learning.observation(result), false));
    }

    private Optional<Outcome> suspension(TableResult result, TableRecord.Learned learned) {
        return Suspension.of(result, learned.record(), settings.rules().flappingRules());
    }

    /** Whether pitr-guard made a call, as far as the ledger knows. */
    public boolean made(TableRef table, Call call) {
        return known(table).made(call);
    }

    /** Records a call that made this run read a table, with what is recorded of the table next. */
    public void called(TableRef table, Call call) {
        learning.madeFor(table, call);
        records.postpone(table, before -> learning.called(before, call));
    }

    /** Records the call alone, where nothing else is recorded of the table. */
    public void recordCall(TableRef table) {
        records.storePostponed(table);
    }

    /** Records that a table is about to be changed; returns why it may not be, if other runs suspended that meanwhile. */
    public Optional<Outcome> remediating(TableResult found, Plan plan) {
        interrupted(found.table());
        Observation observation = learning.observation(found);
        RunMarker marker = new RunMarker(time.awsInstant(), run, RunMarker.Change.of(plan), false);
        records.update(found.table(), before -> {
            TableRecord.Learned learned = learning.learn(before, observation, false);
            return Optional.of(
                    suspension(found, learned).isPresent()
                            ? learned
                            : new TableRecord.Learned(learned.record().begin(marker), learned.entries()));
        });
        return suspension(found);
    }

    /** Records that a table is left as it is to the next call of this run, which finds no trace of an interruption then. */
    public void leave(TableRef table) {
        boolean began = known(table).runMarker(run).isPresent();
        if (began && !interrupted(table).any()) {
            records.update(
                    table, before -> Optional.of(new TableRecord.Learned(before.finish(List.of(run)), List.of())));
        }
    }

    /** Returns a result with the outcome of an earlier run that ended before it knew, where the table shows it now. */
    public TableResult explainEarlier(TableResult found) {
        TableResult explained = interrupted(found.table()).explain(found);
        return lastAttempt(found.table())
                .map(attempt -> attempt.explain(explained))
                .orElse(explained);
    }

    /** Returns the last change of a table that is not known to have come about. */
    public Optional<LastAttempt> lastAttempt(TableRef table) {
        return known(table).lastAttempt();
    }

    /** Records a result that nobody is notified of. */
    public void observe(TableResult result) {
        Observation observation = learning.observation(result);
        records.update(result.table(), before -> {
            TableRecord.Learned learned = learning.learn(before, observation, false);
            boolean nothingNew = learned.entries().isEmpty() && leaveSame(before, learned.record());
            return nothingNew && before.isUpToDate(observation) ? Optional.empty() : Optional.of(learned);
        });
    }

    /**
     * Records results, and returns them with what people must be notified of.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public List<TableResult> record(List<TableResult> results) throws InterruptedException {
        Workers.forEach(WRITERS, results, this::record);
        return results.stream()
                .map(result -> result.with(notification(result.table())))
                .toList();
    }

    /** Returns the notifications of results that were recorded, to be recorded themselves once they are sent. */
    public Map<TableRef, PendingNotification> pending(List<TableResult> results) {
        Map<TableRef, PendingNotification> pending = new HashMap<>();
        for (TableResult result : results) {
            if (result.notification().any() && settings.notifies() && !records.outage()) {
                Ledger.Stored stored = records.stored(result.table());
                pending.put(
                        result.table(),
                        PendingNotification.of(
                                stored,
                                result.notification(),
                                settings.rules().open(result, stored.record()),
                                interrupted(result.table()).runs()));
            }
        }
        return pending;
    }

    private void record(TableResult result) {
        InterruptedRuns takenOver = interrupted(result.table());
        boolean recorded = takenOver.recorded(result);
        Observation observation = learning.observation(recorded ? result.withoutOutcome() : result);
        Instant now = time.awsInstant();
        NotificationRules.Run current =
                new NotificationRules.Run(run, now, takenOver.any(), takenOver.mayHaveNotified(), settings.span());
        records.update(result.table(), before -> {
            TableRecord.Learned learned = learning.learn(before, observation, result.enabled() && !recorded);
            TableRecord record = learned.record();
            Notification<FindingKind> found = settings.rules()
                    .notification(new NotificationRules.Recorded(result, record, learned.entries()), current);
            notifications.put(result.table(), found);
            TableRecord after = found.any() && settings.notifies()
                    ? record.begin(takenOver
                            .notifying(record, result, now)
                            .leaving(settings.rules().open(result, record)))
                    : record.finish(takenOver.runs());
            return learned.entries().isEmpty() && leaveSame(before, after) && before.isUpToDate(observation)
                    ? Optional.empty()
                    : Optional.of(new TableRecord.Learned(after, learned.entries()));
        });
    }

    /** Whether two records leave the same to later runs. */
    private static boolean leaveSame(TableRecord one, TableRecord other) {
        return one.runMarkers().equals(other.runMarkers())
                && one.lastAttempt().equals(other.lastAttempt())
                && one.unnotified().equals(other.unnotified());
    }

    private Notification<FindingKind> notification(TableRef table) {
        Notification<FindingKind> found = notifications.getOrDefault(table, Notification.none());
        // What may not be recorded may be sent again.
        return isRecorded(table) ? found : found.again();
    }

    private InterruptedRuns interrupted(TableRef table) {
        return interrupted.computeIfAbsent(
                table,
                _ -> InterruptedRuns.of(known(table), run, settings.span(), settings.notifies(), time.awsInstant()));
    }

    /** Returns the record of a table as this session knows it. */
    public TableRecord known(TableRef table) {
        return records.stored(table).record();
    }
}
