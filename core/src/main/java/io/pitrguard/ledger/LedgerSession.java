package io.pitrguard.ledger;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.ledger.InterruptedRuns;
import io.pitrguard.domain.ledger.LastAttempt;
import io.pitrguard.domain.ledger.LastObservation;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

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

    private final Ledger ledger;
    private final NotificationSettings settings;
    private final Time time;
    private final String run;
    private final Map<TableRef, Ledger.Stored> records;
    private final SessionLearning learning;
    private final Map<TableRef, InterruptedRuns> interrupted = new ConcurrentHashMap<>();
    private final Map<TableRef, Notification<FindingKind>> notifications = new ConcurrentHashMap<>();
    private final Set<TableRef> unrecorded = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Cause> failure = new AtomicReference<>();
    private volatile boolean outage;

    LedgerSession(
            Ledger ledger, NotificationSettings settings, Time time, String run, Map<TableRef, Ledger.Stored> records) {
        this.ledger = ledger;
        this.settings = settings;
        this.time = time;
        this.run = run;
        this.learning = new SessionLearning(settings);
        this.records = new ConcurrentHashMap<>(records);
    }

    /** Returns this session after the ledger could not be read: it knows nothing and stores nothing. */
    LedgerSession withoutLedger(Cause cause) {
        failed(cause);
        outage = true;
        return this;
    }

    /** Returns a session that knows the same and stores nothing. */
    public LedgerSession readOnly() {
        LedgerSession other = new LedgerSession(ledger, settings, time, run, records);
        failure().ifPresent(other::failed);
        other.outage = true;
        return other;
    }

    /** Whether a person runs it from a terminal. */
    public boolean isPersons() {
        return settings.trigger() == Trigger.PERSON;
    }

    /** Returns why something could not be read or stored. */
    public Optional<Cause> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Notes that the ledger failed, here or elsewhere; the first failure counts. */
    public void failed(Cause cause) {
        failure.compareAndSet(null, cause);
    }

    /** Whether the ledger can be used, and refused nothing that this run stored about a table. */
    public boolean isRecorded(TableRef table) {
        return !outage && !unrecorded.contains(table);
    }

    /** Returns the past that a table is judged by. */
    public RecoveryPast past(TableRef table) {
        return known(table).past();
    }

    /** Returns the tables that existed when they were last observed. */
    public List<TableRef> present() {
        return records.values().stream()
                .map(Ledger.Stored::record)
                .filter(record -> record.lastObservation()
                        .filter(last -> last.recovery().status() != LastObservation.Status.GONE)
                        .isPresent())
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

    /** Records a call that made this run read a table. */
    public void called(TableRef table, Call call) {
        learning.madeFor(table, call);
        update(table, before -> learning.called(before, call));
    }

    /** Records that a table is about to be changed; returns why it may not be, if other runs suspended that meanwhile. */
    public Optional<Outcome> remediating(TableResult found, Plan plan) {
        interrupted(found.table());
        Observation observation = learning.observation(found);
        RunMarker marker = new RunMarker(time.awsInstant(), run, RunMarker.Change.of(plan), false);
        update(found.table(), before -> {
            TableRecord.Learned learned = learning.learn(before, observation, false);
            return Optional.of(
                    suspension(found, learned).isPresent()
                            ? learned
                            : new TableRecord.Learned(learned.record().begin(marker), learned.entries()));
        });
        return suspension(found);
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
        update(result.table(), before -> {
            TableRecord.Learned learned = learning.learn(before, observation, false);
            return learned.entries().isEmpty() && before.isUpToDate(observation)
                    ? Optional.empty()
                    : Optional.of(learned);
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
            if (result.notification().any() && settings.notifies() && !outage) {
                Ledger.Stored stored = stored(result.table());
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
                new NotificationRules.Run(run, now, takenOver.any(), takenOver.mayHaveNotified());
        update(result.table(), before -> {
            TableRecord.Learned learned = learning.learn(before, observation, result.enabled() && !recorded);
            TableRecord record = learned.record();
            Notification<FindingKind> found = settings.rules()
                    .notification(new NotificationRules.Recorded(result, record, learned.entries()), current);
            notifications.put(result.table(), found);
            TableRecord after = found.any() && settings.notifies()
                    ? record.begin(takenOver.notifying(record, result, now))
                    : record.finish(takenOver.runs());
            boolean nothingNew = learned.entries().isEmpty()
                    && after.runMarkers().equals(before.runMarkers())
                    && after.lastAttempt().equals(before.lastAttempt());
            return nothingNew && before.isUpToDate(observation)
                    ? Optional.empty()
                    : Optional.of(new TableRecord.Learned(after, learned.entries()));
        });
    }

    private Notification<FindingKind> notification(TableRef table) {
        Notification<FindingKind> found = notifications.getOrDefault(table, Notification.none());
        // What may not be recorded may be sent again.
        return isRecorded(table) ? found : found.again();
    }

    private InterruptedRuns interrupted(TableRef table) {
        return interrupted.computeIfAbsent(
                table, _ -> InterruptedRuns.of(known(table), run, settings.notifies(), time.awsInstant()));
    }

    /** Returns the record of a table as this session knows it. */
    public TableRecord known(TableRef table) {
        return stored(table).record();
    }

    private Ledger.Stored stored(TableRef table) {
        return records.getOrDefault(table, Ledger.Stored.nothing(table));
    }

    /** Changes a record; in an outage only in this session, since each try could take as long as an answer may. */
    private void update(TableRef table, LedgerWriter.Change change) {
        Ledger.Stored stored = stored(table);
        if (outage) {
            change.apply(stored.record())
                    .ifPresent(learned -> records.put(table, new Ledger.Stored(learned.record(), stored.version())));
            return;
        }
        LedgerWriter.Update update = new LedgerWriter(ledger).update(stored, change);
        records.put(table, update.stored());
        update.failure().ifPresent(cause -> {
            failed(cause);
            unrecorded.add(table);
        });
        if (update.outage()) {
            outage = true;
        }
    }
}
