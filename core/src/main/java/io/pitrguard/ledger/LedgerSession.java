package io.pitrguard.ledger;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.Notification;
import io.pitrguard.domain.ledger.NotifiedState;
import io.pitrguard.domain.ledger.Observation;
import io.pitrguard.domain.ledger.OpenFindings;
import io.pitrguard.domain.ledger.RunMarker;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.Plan;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Time;
import io.pitrguard.remediate.Remediation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of the tables that one run is about, while it is at it. What the ledger does not answer or take
 * costs memory and nothing else. Several threads may be at it, each about tables of its own.
 *
 * <p>A run that is to change a table or to tell people of it writes so beforehand, and that it is done afterwards: what
 * was cut short in between is done again, and said to be.
 */
public final class LedgerSession {
    private static final int TRIES = 5;
    private static final int WRITERS = 16;

    /** A table that is as it was is written again only after so long, to say when it was last seen. */
    private static final Duration FRESH = Duration.ofHours(6);

    private static final String UNDETERMINED = "Undetermined";
    private static final Set<TimelineEntry.Kind> MORE =
            EnumSet.of(TimelineEntry.Kind.HISTORY_LOST, TimelineEntry.Kind.CHANGED, TimelineEntry.Kind.REPLACED);
    private static final String CUT_SHORT = ": a run of pitr-guard that was cut short had set out to ";

    private final Ledger ledger;
    private final NotificationSettings settings;
    private final Time time;
    private final String run;
    private final Map<TableRef, Ledger.Stored> records;
    private final Map<TableRef, Notification> notification = new ConcurrentHashMap<>();
    private final Map<TableRef, Actor> actors = new ConcurrentHashMap<>();
    private final Map<TableRef, NavigableSet<String>> amiss = new ConcurrentHashMap<>();
    private final Map<TableRef, List<RunMarker>> cutShort = new ConcurrentHashMap<>();
    private final Map<TableRef, TableRecord> recordWhenLeft = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Cause> failure = new AtomicReference<>();
    private volatile boolean outage;

    LedgerSession(
            Ledger ledger,
            NotificationSettings settings,
            Time time,
            String run,
            Map<TableRef, Ledger.Stored> records,
            Optional<Cause> failure) {
        this.ledger = ledger;
        this.settings = settings;
        this.time = time;
        this.run = run;
        this.records = new ConcurrentHashMap<>(records);
        failure.ifPresent(this.failure::set);
        this.outage = failure.isPresent();
    }

    /** Gives one that knows the same and stores nothing. */
    public LedgerSession readOnly() {
        return new LedgerSession(Ledger.NONE, settings, time, run, records, failure());
    }

    /** Gives why something could not be recalled or stored. */
    public Optional<Cause> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Says that the ledger did not do what it was asked for elsewhere. */
    public void failed(Cause cause) {
        failure.compareAndSet(null, cause);
    }

    /** Gives what there is to tell of a table, once it was {@link #left}. */
    public Notification notification(TableRef table) {
        Notification found = notification.getOrDefault(table, Notification.NONE);
        // What may not be remembered may be told again.
        return failure().isPresent() ? found.again() : found;
    }

    /** Gives the past that a table is judged by. */
    public RecoveryPast past(TableRef table) {
        TableRecord record = record(table);
        return new RecoveryPast(record.history(), record.lossesAcknowledgedUntil(), record.cut());
    }

    /** Gives the tables that were there when they were last seen. */
    public List<TableRef> present() {
        return records.values().stream()
                .map(Ledger.Stored::record)
                .filter(record -> record.seen()
                        .filter(seen -> seen.recovery().status() != LastObservation.Status.GONE)
                        .isPresent())
                .map(TableRecord::table)
                .toList();
    }

    /** Gives why a table is left to people: somebody keeps disabling what pitr-guard enables. */
    public Optional<Outcome> flapping(TableResult result) {
        TableRecord record = record(result.table());
        return record.flapping()
                .flappingSince(settings.flappingRules())
                .filter(since -> !isYounger(result, since))
                .map(since -> new Outcome.Flapping(
                        "Somebody keeps disabling recovery after pitr-guard enabled it (%d times or more within %d h): %s."
                                .formatted(
                                        settings.flappingRules().limit(),
                                        settings.flappingRules().window().toHours(),
                                        record.flapping().description(settings.flappingRules()))));
    }

    /** Whether the table was made after that moment: what is known is of another one that had the name. */
    private static boolean isYounger(TableResult result, Instant than) {
        return result.snapshot().facts().details() instanceof Fact.Known<TableDetails>(TableDetails known)
                && known.origin()
                        .filter(origin -> origin.createdAt().isAfter(than))
                        .isPresent();
    }

    /** Takes in a call that made this run look at a table. */
    public void called(TableRef table, Call call) {
        actors.put(table, call.actor());
        // CloudTrail does not tell the table's id, and what is known of it may differ when the same call is told again.
        TimelineEntry entry = new TimelineEntry(
                call.at(),
                TimelineEntry.Kind.ACTOR,
                settings.trigger(),
                call.description(),
                Optional.of(call.actor()),
                Optional.empty());
        update(table, before -> {
            TableRecord after = withEnablings(before, call).called(call);
            return call.aboutTags() && after.equals(before)
                    ? Optional.empty()
                    : Optional.of(new TableRecord.Learned(
                            after, withFight(before, after, call.at(), call.aboutTags() ? List.of() : List.of(entry))));
        });
    }

    /** Who disables recovery after a run set out to enable it and was cut short undid what that run did. */
    private static TableRecord withEnablings(TableRecord before, Call call) {
        TableRecord record = before;
        for (RunMarker begun : before.begun()) {
            if (call.disabled() && begun.mayHaveEnabled() && begun.at().isBefore(call.at())) {
                record = record.enabled(begun.at());
            }
        }
        return record;
    }

    /** Says that a table is about to be corrected. */
    public void remediating(TableResult found, Plan plan) {
        cutShort(found.table());
        Observation observation = observation(found);
        RunMarker.Change correction = switch (plan) {
            case Plan.EnableRecovery _ -> RunMarker.Change.ENABLING;
            case Plan.LengthenPeriod _ -> RunMarker.Change.LENGTHENING;
        };
        RunMarker begun = new RunMarker(time.instant(), run, correction, false);
        update(found.table(), before -> {
            TableRecord.Learned learned = before.learn(observation);
            return Optional.of(new TableRecord.Learned(
                    learned.record().begin(begun),
                    withFight(before, learned.record(), found.snapshot().at(), learned.entries())));
        });
    }

    /** Gives the result with what an earlier run did to the table before it was cut short, where it did. */
    public TableResult afterCutShort(TableResult found) {
        boolean on = found.snapshot().state() instanceof RecoveryState.Enabled;
        RunMarker.Change correction = cutShort(found.table()).stream()
                .filter(_ -> on)
                .map(RunMarker::correction)
                .filter(each -> each != RunMarker.Change.NONE)
                .findFirst()
                .orElse(RunMarker.Change.NONE);
        boolean corrected = Remediation.plan(found.judgement()).isEmpty();
        return switch (correction) {
            case ENABLING ->
                found.with(new Outcome.Fixed(
                        "Recovery is on" + CUT_SHORT + "enable it.",
                        List.of(new RecoveryEnabledCheck.RecoveryDisabled())));
            case LENGTHENING ->
                corrected
                        ? found.with(new Outcome.Fixed(
                                "The recovery period is long enough" + CUT_SHORT + "lengthen it.", List.of()))
                        : found;
            case NONE -> found;
        };
    }

    /** Learns how a table was seen, where nobody is told of it. */
    public void seen(TableResult result) {
        Observation observation = observation(result);
        update(result.table(), before -> {
            TableRecord.Learned learned = before.learn(observation);
            List<TimelineEntry> entries =
                    withFight(before, learned.record(), result.snapshot().at(), learned.entries());
            return entries.isEmpty() && isFresh(before, observation)
                    ? Optional.empty()
                    : Optional.of(new TableRecord.Learned(learned.record(), entries));
        });
    }

    /**
     * Learns how tables were left, and finds out what there is to tell of them.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public void left(List<TableResult> results) throws InterruptedException {
        forEach(results, this::left);
    }

    /** The same of one table. */
    public void left(TableResult result) {
        TableRef table = result.table();
        List<RunMarker> open = cutShort(table);
        boolean noted = fixed(result) && open.stream().anyMatch(mark -> mark.corrected() && mark.noted());
        Observation observation = observation(noted ? result.withoutOutcome() : result);
        Instant now = time.instant();
        update(table, before -> {
            TableRecord.Learned learned = before.learn(observation);
            TableRecord record = enabled(result) && !noted
                    ? learned.record().enabled(result.snapshot().at())
                    : learned.record();
            List<TimelineEntry> entries =
                    withFight(before, record, result.snapshot().at(), learned.entries());
            Notification found = find(record, entries, result, now);
            notification.put(table, found);
            TableRecord after = begun(record, result, found, now);
            recordWhenLeft.put(table, after);
            return entries.isEmpty() && after.begun().equals(before.begun()) && isFresh(before, observation)
                    ? Optional.empty()
                    : Optional.of(new TableRecord.Learned(after, entries));
        });
    }

    /**
     * Remembers that people were told what there was to tell of tables.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public void told(Collection<TableRef> tables) throws InterruptedException {
        forEach(tables, this::told);
    }

    /** A write takes some milliseconds: of thousands of tables one after the other they would take minutes. */
    private static <T> void forEach(Collection<T> all, Consumer<T> one) throws InterruptedException {
        if (all.size() == 1) {
            all.forEach(one);
            return;
        }
        try (Workers pool = new Workers(WRITERS)) {
            pool.all(all.stream()
                    .<Callable<Boolean>>map(each -> () -> {
                        one.accept(each);
                        return true;
                    })
                    .toList());
        }
    }

    private void told(TableRef table) {
        Instant now = time.instant();
        NavigableSet<String> kinds = amiss.getOrDefault(table, new TreeSet<>());
        TableRecord left = recordWhenLeft.getOrDefault(table, record(table));
        update(table, before -> {
            NotifiedState told = before.told().with(kinds, now);
            return Optional.of(new TableRecord.Learned(
                    before.tell(before.acknowledgedSince(left) ? told.without(TableRecord.SETTLED) : told)
                            .finish(mine(table)),
                    List.of()));
        });
    }

    private Notification find(TableRecord record, List<TimelineEntry> entries, TableResult result, Instant now) {
        NavigableSet<String> kinds = kinds(record, result);
        amiss.put(result.table(), kinds);
        boolean happened = fixed(result);
        boolean again = !cutShort(result.table()).isEmpty();
        boolean late = record.seen()
                .filter(seen -> seen.at().isAfter(result.snapshot().at()))
                .isPresent();
        if (late && !happened && !again) {
            // Who looked later knows better, and tells.
            return Notification.NONE;
        }
        Notification found = record.told().notification(kinds, now, settings.reminderInterval());
        boolean others = record.begun().stream().anyMatch(begun -> begun.isOfOther(run, now));
        if (others && !happened && !again) {
            return isLoud(result) && found.kind() == Notification.Kind.NEW ? found.again() : Notification.NONE;
        }
        boolean over = !happened && kinds.isEmpty();
        if (happened || (again && !found.any()) || (!over && isMore(entries))) {
            found = new Notification(
                    over ? Notification.Kind.RESOLVED : Notification.Kind.NEW, found.resolved(), false);
        }
        return again || failure().isPresent() ? found.again() : found;
    }

    /** Gives what is amiss, and what people were told of and is not known to be over. */
    private NavigableSet<String> kinds(TableRecord record, TableResult result) {
        NavigableSet<String> kinds = OpenFindings.of(result);
        if (kinds.contains(UNDETERMINED)) {
            // What could not be read resolves nothing.
            kinds.addAll(record.told().kinds());
        }
        boolean gone = result.judgement().verdict() instanceof Verdict.NotApplicable;
        if (!gone && record.flapping().flappingSince(settings.flappingRules()).isPresent()) {
            kinds.add(FindingKind.FLAPPING.toString());
        }
        boolean open = Remediation.plan(result.judgement()).isPresent();
        if (open && record.told().kinds().contains(OpenFindings.FIX_FAILED)) {
            kinds.add(OpenFindings.FIX_FAILED);
        }
        return kinds;
    }

    /** Whether people must hear of it although another run may be about to tell them something. */
    private static boolean isLoud(TableResult result) {
        return switch (result.outcome().orElse(null)) {
            case Outcome.Flapping _ -> true;
            case Outcome.FixFailed _ -> true;
            case null, default -> false;
        };
    }

    /** Whether what people know of has become more, or is another table's. */
    private static boolean isMore(List<TimelineEntry> entries) {
        return entries.stream().map(TimelineEntry::kind).anyMatch(MORE::contains);
    }

    private TableRecord begun(TableRecord record, TableResult result, Notification found, Instant now) {
        TableRef table = result.table();
        if (!found.any() || !settings.notifies()) {
            return record.finish(mine(table));
        }
        RunMarker.Change done = Stream.concat(record.begun(run).stream(), cutShort(table).stream())
                .map(RunMarker::correction)
                .filter(each -> fixed(result) && each != RunMarker.Change.NONE)
                .findFirst()
                .orElse(RunMarker.Change.NONE);
        return record.begin(new RunMarker(now, run, done, true));
    }

    /** Gives the runs whose marks this one takes off. */
    private Set<String> mine(TableRef table) {
        Set<String> runs = cutShort(table).stream().map(RunMarker::run).collect(Collectors.toCollection(HashSet::new));
        runs.add(run);
        return runs;
    }

    /**
     * Gives the marks of runs that were cut short, and that this run takes over: its own of an earlier try, and those of
     * others that are over by now. Who tells nobody leaves the latter to those who do.
     */
    private List<RunMarker> cutShort(TableRef table) {
        Instant now = time.instant();
        return cutShort.computeIfAbsent(
                table,
                _ -> record(table).begun().stream()
                        .filter(begun -> begun.run().equals(run) || (settings.notifies() && !begun.isOfOther(run, now)))
                        .toList());
    }

    /** Whether recovery was off, and pitr-guard enabled it. */
    private static boolean enabled(TableResult result) {
        return result.outcome().orElse(null) instanceof Outcome.Fixed fixed
                && fixed.resolved().contains(new RecoveryEnabledCheck.RecoveryDisabled());
    }

    private static boolean fixed(TableResult result) {
        return result.outcome().orElse(null) instanceof Outcome.Fixed;
    }

    private List<TimelineEntry> withFight(
            TableRecord before, TableRecord after, Instant at, List<TimelineEntry> entries) {
        boolean begins = before.flapping()
                        .flappingSince(settings.flappingRules())
                        .isEmpty()
                && after.flapping().flappingSince(settings.flappingRules()).isPresent();
        if (!begins) {
            return entries;
        }
        List<TimelineEntry> all = new ArrayList<>(entries);
        all.add(new TimelineEntry(
                at,
                TimelineEntry.Kind.FLAPPING,
                settings.trigger(),
                "Left to people: disabled again and again after it was enabled: "
                        + after.flapping().description(settings.flappingRules()) + ".",
                Optional.empty(),
                after.tableId()));
        return all;
    }

    private Observation observation(TableResult result) {
        Observation observation = Observation.of(
                result.table(),
                result.snapshot().at(),
                settings.trigger(),
                result.snapshot().state(),
                result.judgement(),
                result.outcome());
        Observation byActor = Optional.ofNullable(actors.get(result.table()))
                .map(observation::by)
                .orElse(observation);
        return switch (result.snapshot().facts().details()) {
            case Fact.Known<TableDetails>(TableDetails known) ->
                known.origin()
                        .map(origin -> byActor.of(origin.tableId()).createdAt(origin.createdAt()))
                        .orElse(byActor);
            case Fact.Unreadable<TableDetails> _ -> byActor.unsure();
            case Fact.NotRead<TableDetails> _, Fact.Gone<TableDetails> _ -> byActor;
        };
    }

    private TableRecord record(TableRef table) {
        return stored(table).record();
    }

    private Ledger.Stored stored(TableRef table) {
        return records.getOrDefault(table, Ledger.Stored.nothing(table));
    }

    /** Changes a memory, again and again where others change it, too. */
    private void update(TableRef table, Function<TableRecord, Optional<TableRecord.Learned>> change) {
        for (int tries = 1; ; tries++) {
            Ledger.Stored stored = stored(table);
            Optional<TableRecord.Learned> learned = change.apply(stored.record());
            if (learned.isEmpty()) {
                return;
            }
            TableRecord next = learned.get().record();
            if (outage) {
                records.put(table, new Ledger.Stored(next, stored.version()));
                return;
            }
            switch (ledger.write(stored, next, learned.get().entries())) {
                case Ledger.Written.Accepted accepted -> {
                    records.put(table, accepted.stored());
                    return;
                }
                case Ledger.Written.Failed failed -> {
                    lose(table, new Ledger.Stored(next, stored.version()), failed.cause());
                    return;
                }
                case Ledger.Written.Outdated _ -> {
                    if (tries == TRIES) {
                        failed(new Cause(
                                Cause.Kind.BROKEN,
                                "Others kept writing to the ledger's memory of " + table.name() + "."));
                        return;
                    }
                }
            }
            switch (ledger.read(table)) {
                case Ledger.Answer.Read<Ledger.Stored> read -> records.put(table, read.value());
                case Ledger.Answer.Failed<Ledger.Stored> failed -> {
                    lose(table, new Ledger.Stored(next, stored.version()), failed.cause());
                    return;
                }
            }
        }
    }

    /** From now on nothing is stored: each try could take as long as an answer may. */
    private void lose(TableRef table, Ledger.Stored next, Cause cause) {
        records.put(table, next);
        failed(cause);
        outage = cause.kind() != Cause.Kind.REFUSED;
    }

    /** Whether nothing but the time at which it was seen would change, and that is not old. */
    private static boolean isFresh(TableRecord before, Observation observation) {
        boolean told = observation.tableId().isEmpty() || before.tableId().isPresent();
        return before.unread().isEmpty()
                && told
                && before.seen()
                        .filter(seen -> same(seen, observation.seen()))
                        .filter(seen ->
                                Duration.between(seen.at(), observation.seen().at())
                                                .compareTo(FRESH)
                                        < 0)
                        .isPresent();
    }

    private static boolean same(LastObservation one, LastObservation other) {
        return one.verdict().equals(other.verdict())
                && one.violations().keySet().equals(other.violations().keySet())
                && one.recovery().status() == other.recovery().status()
                && one.recovery().periodDays().equals(other.recovery().periodDays());
    }
}
