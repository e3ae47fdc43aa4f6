package io.pitrguard.check;

import io.pitrguard.domain.finding.Violation;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.Begun;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.ledger.Entry;
import io.pitrguard.domain.ledger.Memory;
import io.pitrguard.domain.ledger.News;
import io.pitrguard.domain.ledger.Observation;
import io.pitrguard.domain.ledger.Seen;
import io.pitrguard.domain.recovery.Past;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.Plan;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of the tables that one run is about, while it is at it. What the ledger does not answer or take
 * costs memory and nothing else. Several threads may be at it, each about tables of its own.
 *
 * <p>A run that is to change a table or to tell people of it writes so beforehand, and that it is done afterwards: what
 * was cut short in between is done again, and said to be.
 */
public final class Recollection {
    private static final int TRIES = 5;
    private static final int WRITERS = 16;

    /** A table that is as it was is written again only after so long, to say when it was last seen. */
    private static final Duration FRESH = Duration.ofHours(6);

    private static final String UNDETERMINED = "Undetermined";
    private static final Outcome CUT_SHORT = new Outcome.Fixed(
            "Recovery is on: a run of pitr-guard that was cut short had set out to enable it.",
            List.of(new Violation.RecoveryDisabled()));

    private final Ledger ledger;
    private final Remembering.Habits habits;
    private final Time time;
    private final String run;
    private final Map<TableRef, Ledger.Stored> memories;
    private final Map<TableRef, News> news = new ConcurrentHashMap<>();
    private final Map<TableRef, Actor> actors = new ConcurrentHashMap<>();
    private final Map<TableRef, NavigableSet<String>> amiss = new ConcurrentHashMap<>();
    private final Set<TableRef> touched = ConcurrentHashMap.newKeySet();
    private final Set<TableRef> cutShort = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Cause> failure = new AtomicReference<>();
    private volatile boolean outage;

    Recollection(
            Ledger ledger,
            Remembering.Habits habits,
            Time time,
            String run,
            Map<TableRef, Ledger.Stored> memories,
            Optional<Cause> failure) {
        this.ledger = ledger;
        this.habits = habits;
        this.time = time;
        this.run = run;
        this.memories = new ConcurrentHashMap<>(memories);
        failure.ifPresent(this.failure::set);
        this.outage = failure.isPresent();
    }

    /** Gives why something could not be recalled or stored. */
    public Optional<Cause> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Says that the ledger did not do what it was asked for elsewhere. */
    void failed(Cause cause) {
        failure.compareAndSet(null, cause);
    }

    /** Gives what there is to tell of a table, once it was {@link #left}. */
    public News news(TableRef table) {
        return news.getOrDefault(table, News.NONE);
    }

    /** Gives who called, where a call made this run look at the table. */
    public Optional<Actor> actor(TableRef table) {
        return Optional.ofNullable(actors.get(table));
    }

    /** Gives the past that a table is judged by. */
    Past past(TableRef table) {
        Memory memory = memory(table);
        return new Past(memory.history(), memory.lossesKnownUntil(), memory.cut());
    }

    /** Gives the tables that were there when they were last seen. */
    List<TableRef> present() {
        return memories.values().stream()
                .map(Ledger.Stored::memory)
                .filter(memory -> memory.seen()
                        .filter(seen -> seen.recovery().status() != Seen.Status.GONE)
                        .isPresent())
                .map(Memory::table)
                .toList();
    }

    /** Gives why a table is left to people: somebody keeps disabling what pitr-guard enables. */
    Optional<Outcome> fight(TableRef table) {
        Memory memory = memory(table);
        return memory.bouts()
                .fightSince(habits.fights())
                .map(since -> new Outcome.LeftAlone(
                        "pitr-guard enabled recovery and it was disabled again, %d times or more within %d h: %s. It is left alone until somebody says: ./pitr-guard acknowledge %s --reason … or the policy exempts it."
                                .formatted(
                                        habits.fights().limit(),
                                        habits.fights().window().toHours(),
                                        memory.bouts().inWords(),
                                        table.name())));
    }

    /** Takes in a call that made this run look at a table. */
    void called(TableRef table, Call call) {
        actors.put(table, call.actor());
        // CloudTrail does not tell the table's id, and what is known of it may differ when the same call is told again.
        Entry entry = new Entry(
                call.at(),
                Entry.Kind.ACTOR,
                habits.trigger(),
                call.inWords(),
                Optional.of(call.actor()),
                Optional.empty());
        update(table, before -> {
            Memory after = before.called(call);
            return call.aboutTags() && after.equals(before)
                    ? Optional.empty()
                    : Optional.of(new Memory.Learned(
                            after, withFight(before, after, call.at(), call.aboutTags() ? List.of() : List.of(entry))));
        });
    }

    /** Says that a table is about to be corrected. */
    void correcting(TableResult found, Plan plan) {
        noteCutShort(found.table());
        Observation observation = observation(found);
        Begun begun = new Begun(time.instant(), run, plan instanceof Plan.EnableRecovery);
        update(found.table(), before -> {
            Memory.Learned learned = before.learn(observation);
            return Optional.of(new Memory.Learned(
                    learned.memory().begin(begun),
                    withFight(before, learned.memory(), found.look().at(), learned.entries())));
        });
    }

    /** Gives the result with what an earlier run did to the table before it was cut short, where it did. */
    TableResult afterCutShort(TableResult found) {
        boolean enabled = memory(found.table())
                .begun()
                .filter(begun -> begun.enabling() && !begun.isOfOther(run, time.instant()))
                .isPresent();
        return enabled && found.look().state() instanceof RecoveryState.Enabled ? found.with(CUT_SHORT) : found;
    }

    /** Learns how a table was seen, where nobody is told of it. */
    void seen(TableResult result) {
        Observation observation = observation(result);
        update(result.table(), before -> {
            Memory.Learned learned = before.learn(observation);
            List<Entry> entries =
                    withFight(before, learned.memory(), result.look().at(), learned.entries());
            return entries.isEmpty() && isFresh(before, observation)
                    ? Optional.empty()
                    : Optional.of(new Memory.Learned(learned.memory(), entries));
        });
    }

    /**
     * Learns how tables were left, and finds out what there is to tell of them.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    void left(List<TableResult> results) throws InterruptedException {
        forEach(results, this::left);
    }

    /** The same of one table. */
    void left(TableResult result) {
        TableRef table = result.table();
        noteCutShort(table);
        Instant now = time.instant();
        update(table, before -> {
            boolean known = isKnown(before, result);
            Observation observation = observation(known ? result.withoutOutcome() : result);
            Memory.Learned learned = before.learn(observation);
            Memory memory = enabled(result) && !known
                    ? learned.memory().enabled(result.look().at())
                    : learned.memory();
            List<Entry> entries = withFight(before, memory, result.look().at(), learned.entries());
            News found = find(memory, result, now);
            news.put(table, found);
            Memory after = begun(memory, result, found, now);
            return entries.isEmpty() && after.begun().equals(before.begun()) && isFresh(before, observation)
                    ? Optional.empty()
                    : Optional.of(new Memory.Learned(after, entries));
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
        update(
                table,
                before -> Optional.of(new Memory.Learned(
                        before.tell(before.told().with(kinds, now)).finish(), List.of())));
    }

    private News find(Memory memory, TableResult result, Instant now) {
        NavigableSet<String> kinds = Amiss.of(result);
        if (kinds.contains(UNDETERMINED)) {
            // What could not be read resolves nothing.
            kinds.addAll(memory.told().kinds());
        }
        amiss.put(result.table(), kinds);
        boolean happened = fixed(result);
        boolean others =
                memory.begun().filter(begun -> begun.isOfOther(run, now)).isPresent();
        if (others && !happened) {
            return News.NONE;
        }
        News found = memory.told().news(kinds, now, habits.silence());
        boolean again = cutShort.contains(result.table());
        if (happened || (again && !found.any())) {
            boolean over = !happened && kinds.isEmpty();
            found = new News(over ? News.Kind.ENDED : News.Kind.NEW, found.ended(), false);
        }
        return again || failure().isPresent() ? found.again() : found;
    }

    private Memory begun(Memory memory, TableResult result, News found, Instant now) {
        Optional<Begun> mine = memory.begun().filter(begun -> !begun.isOfOther(run, now));
        if (found.any() && habits.tells()) {
            Instant since = mine.map(Begun::at).orElse(now);
            return memory.begin(new Begun(since, run, enabled(result)));
        }
        // Who tells nobody leaves what is to be told to those who do.
        return mine.filter(begun -> habits.tells() || begun.run().equals(run))
                .map(_ -> memory.finish())
                .orElse(memory);
    }

    /** Whether the run that was cut short had seen and stored that recovery is on: only people may not know. */
    private static boolean isKnown(Memory memory, TableResult result) {
        return result.outcome().filter(CUT_SHORT::equals).isPresent()
                && memory.begun()
                        .filter(begun -> memory.bouts()
                                .enabledAt()
                                .filter(at -> !at.isBefore(begun.at()))
                                .isPresent())
                        .isPresent();
    }

    private void noteCutShort(TableRef table) {
        boolean open = memory(table)
                .begun()
                .filter(begun -> !begun.isOfOther(run, time.instant()))
                .isPresent();
        // Later it is this run's own mark.
        if (touched.add(table) && open) {
            cutShort.add(table);
        }
    }

    /** Whether recovery was off, and pitr-guard enabled it. */
    private static boolean enabled(TableResult result) {
        return result.outcome().orElse(null) instanceof Outcome.Fixed fixed
                && fixed.corrected().contains(new Violation.RecoveryDisabled());
    }

    private static boolean fixed(TableResult result) {
        return result.outcome().orElse(null) instanceof Outcome.Fixed;
    }

    private List<Entry> withFight(Memory before, Memory after, Instant at, List<Entry> entries) {
        boolean begins = before.bouts().fightSince(habits.fights()).isEmpty()
                && after.bouts().fightSince(habits.fights()).isPresent();
        if (!begins) {
            return entries;
        }
        List<Entry> all = new ArrayList<>(entries);
        all.add(new Entry(
                at,
                Entry.Kind.FIGHT,
                habits.trigger(),
                "Left to people: disabled again and again after it was enabled: "
                        + after.bouts().inWords() + ".",
                Optional.empty(),
                after.tableId()));
        return all;
    }

    private Observation observation(TableResult result) {
        Observation observation = Observation.of(
                result.table(),
                result.look().at(),
                habits.trigger(),
                result.look().state(),
                result.judgement(),
                result.outcome());
        Observation byActor = actor(result.table()).map(observation::by).orElse(observation);
        return result.look().facts().details() instanceof TableDetails.Known known
                        && known.origin().isPresent()
                ? byActor.of(known.origin().get().tableId())
                : byActor;
    }

    private Memory memory(TableRef table) {
        return stored(table).memory();
    }

    private Ledger.Stored stored(TableRef table) {
        return memories.getOrDefault(table, Ledger.Stored.nothing(table));
    }

    /** Changes a memory, again and again where others change it, too. */
    private void update(TableRef table, Function<Memory, Optional<Memory.Learned>> change) {
        for (int tries = 1; ; tries++) {
            Ledger.Stored stored = stored(table);
            Optional<Memory.Learned> learned = change.apply(stored.memory());
            if (learned.isEmpty()) {
                return;
            }
            Memory next = learned.get().memory();
            if (outage) {
                memories.put(table, new Ledger.Stored(next, stored.version()));
                return;
            }
            switch (ledger.write(stored, next, learned.get().entries())) {
                case Ledger.Written.Accepted accepted -> {
                    memories.put(table, accepted.stored());
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
                case Ledger.Answer.Read<Ledger.Stored> read -> memories.put(table, read.value());
                case Ledger.Answer.Failed<Ledger.Stored> failed -> {
                    lose(table, new Ledger.Stored(next, stored.version()), failed.cause());
                    return;
                }
            }
        }
    }

    /** From now on nothing is stored: each try could take as long as an answer may. */
    private void lose(TableRef table, Ledger.Stored next, Cause cause) {
        memories.put(table, next);
        failed(cause);
        outage = cause.kind() != Cause.Kind.REFUSED;
    }

    /** Whether nothing but the time at which it was seen would change, and that is not old. */
    private static boolean isFresh(Memory before, Observation observation) {
        return before.seen()
                .filter(seen -> same(seen, observation.seen()))
                .filter(seen ->
                        Duration.between(seen.at(), observation.seen().at()).compareTo(FRESH) < 0)
                .isPresent();
    }

    private static boolean same(Seen one, Seen other) {
        return one.verdict().equals(other.verdict())
                && one.violations().keySet().equals(other.violations().keySet())
                && one.recovery().status() == other.recovery().status()
                && one.recovery().periodDays().equals(other.recovery().periodDays());
    }
}
