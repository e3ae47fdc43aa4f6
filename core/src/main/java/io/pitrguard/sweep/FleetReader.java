package io.pitrguard.sweep;

import io.pitrguard.concurrent.Pacer;
import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.evaluation.Evaluator;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.RecordedHints;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.TableCatalog;
import io.pitrguard.port.TableTags;
import io.pitrguard.port.Time;
import io.pitrguard.remediate.TableReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Reads the tables of one account and region: all of them in bulk, or one afresh. A table costs one call for its state
 * and its share of the list and tag pages.
 */
public final class FleetReader implements TableReader {
    private static final int FACT_LOADERS = 8;

    /** Where all tables that wait are read within this time, their order does not matter; a call takes less at most. */
    private static final Duration SHORT = Duration.ofSeconds(10);

    private final Ports fleet;
    private final FactLoader facts;
    private final StateReader states;
    private final Time time;
    private final int workers;
    private final Pacer tagPacer;

    /**
     * The ports that know all tables of an account and region.
     *
     * @param hints asked for only by a sweep that takes long
     */
    public record Ports(TableCatalog catalog, TableTags tags, Supplier<RecordedHints> hints) {
        /** Creates ports without hints. */
        public Ports(TableCatalog catalog, TableTags tags) {
            this(catalog, tags, () -> RecordedHints.NONE);
        }
    }

    /**
     * Creates a reader.
     *
     * @param workers how many requests for states are under way at once, at most
     * @param tagPacer paces the reading of single tables' tags: {@code ListTagsOfResource} takes 10 calls a second
     */
    public FleetReader(Ports fleet, StateReader states, Time time, int workers, Pacer tagPacer) {
        this.fleet = fleet;
        this.facts = new FactLoader(fleet.catalog(), time);
        this.states = states;
        this.time = time;
        this.workers = workers;
        this.tagPacer = tagPacer;
    }

    /**
     * A bulk reading: a snapshot of every table that was listed and read, in the order of their names.
     *
     * @param listingFailure why the listing stopped before its end
     * @param unread the tables that were listed and may wait, in the same order
     */
    public record FleetReading(List<TableSnapshot> snapshots, Optional<Cause> listingFailure, List<TableRef> unread) {
        public FleetReading {
            snapshots = List.copyOf(snapshots);
            unread = List.copyOf(unread);
        }
    }

    /**
     * Reads all tables; their facts are left for {@link #complete}.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public FleetReading readAll(SweepOrder order, Instant deadline, SweepListener listener)
            throws InterruptedException {
        return readAll(order, deadline, listener, ReadAhead.NOTHING);
    }

    /**
     * Reads all tables, the riskiest first where that takes long, and meanwhile completes those that are read.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    FleetReading readAll(SweepOrder order, Instant deadline, SweepListener listener, ReadAhead ahead)
            throws InterruptedException {
        Until until = Until.of(deadline, listener);
        ReadingOrder places = new ReadingOrder(order.policy(), time.awsInstant());
        ReadingQueue queue = new ReadingQueue(states, time, deadline, listener, places);
        try (Workers pool = new Workers(workers + 1);
                Workers loaders = new Workers(FACT_LOADERS);
                Workers askers = new Workers(HintReader.THREADS)) {
            Future<TagIndex> index = pool.start(() -> tags(until, places, queue));
            Completions completions = new Completions(loaders, index, ahead);
            List<Future<Boolean>> readers = readers(pool, queue, completions, listener);
            listener.whenInterrupted(() -> {
                queue.abandon();
                pool.interrupt();
            });
            HintReader hints = new HintReader(fleet.hints(), ahead, places, queue, () -> isWorthAsking(queue, until));
            TableListing listing = new TableListing(fleet.catalog(), order, queue, ahead, listener);
            Optional<Cause> failure = listing.run(time, until, () -> hints.startOnce(askers));
            hints.await();
            queue.close();
            for (Future<Boolean> reader : readers) {
                Workers.await(reader);
            }
            return new FleetReading(completions.all(queue.readings()), failure, queue.held());
        }
    }

    private boolean isWorthAsking(ReadingQueue queue, Until until) {
        boolean takesLong = states.shortest(queue.waiting()).compareTo(SHORT) > 0;
        return takesLong || (queue.holds() && !until.isOver(time));
    }

    private List<Future<Boolean>> readers(
            Workers pool, ReadingQueue queue, Completions completions, SweepListener listener) {
        List<Future<Boolean>> readers = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            readers.add(pool.start(() -> {
                work(queue, completions, listener);
                return true;
            }));
        }
        return readers;
    }

    private TagIndex tags(Until until, ReadingOrder places, ReadingQueue queue) {
        TagIndex index = TagIndex.read(fleet.tags(), until, time);
        places.tagged(index::of);
        queue.reorder(_ -> true);
        return index;
    }

    private static void work(ReadingQueue queue, Completions completions, SweepListener listener)
            throws InterruptedException {
        try {
            queue.work(completions::start);
        } catch (InterruptedException end) {
            if (!listener.interrupted()) {
                throw end;
            }
        }
    }

    @Override
    public TableSnapshot read(TableRef table, Policy policy, Instant deadline) throws InterruptedException {
        Until until = Until.deadline(deadline);
        TableFacts tagged = new TableFacts(table, ownTags(table, until));
        Set<FactKind> needed = Evaluator.facts(policy, table, tagged.tags(), time.awsInstant());
        TableFacts known = facts.read(tagged, needed, until);
        TableSnapshot snapshot = withState(known, deadline);
        // Another rule may apply by now: a verdict must not lack what it needs then.
        TableSnapshot whole = complete(snapshot, policy, until);
        return whole.facts().equals(known) ? whole : withState(whole.facts(), deadline);
    }

    /**
     * Reads the same as {@link #read}, but all at once, so that it takes as long as one call.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    TableSnapshot readAtOnce(TableRef table, Policy policy, Instant deadline) throws InterruptedException {
        Until until = Until.deadline(deadline);
        TableFacts nothing = new TableFacts(table, new Tags.Unreadable(until.cause(FactLoader.READ_AGAIN)));
        // Before the tags are known, any rule may apply.
        Set<FactKind> needed = Evaluator.facts(policy, table, nothing.tags(), time.awsInstant());
        try (Workers others = new Workers(2)) {
            Future<Tags> tags = others.start(() -> ownTags(table, until));
            Future<TableFacts> known = others.start(() -> facts.read(nothing, needed, until));
            TableSnapshot read = withState(nothing, deadline);
            return complete(read.with(Workers.await(known).with(Workers.await(tags))), policy, until);
        }
    }

    @Override
    public TableSnapshot readState(TableSnapshot known, Instant deadline) throws InterruptedException {
        return withState(known.facts(), deadline).with(known.past());
    }

    /** Reads the state last: whoever writes next knows the state of a moment ago. */
    private TableSnapshot withState(TableFacts known, Instant deadline) throws InterruptedException {
        RecoveryState state = states.read(known.table(), deadline, SweepListener.SILENT);
        return new TableSnapshot(known, state, time.awsInstant());
    }

    /**
     * Reads a table's tags from the table itself; unreadable after the end.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    Tags ownTags(TableRef table, Until until) throws InterruptedException {
        if (until.isInterrupted() || !tagPacer.awaitTurn(until.deadline()) || until.isInterrupted()) {
            return new Tags.Unreadable(until.cause(FactLoader.READ_AGAIN));
        }
        try {
            return fleet.tags().of(table);
        } catch (RuntimeException unexpected) {
            // A defect with one table must not lose the others.
            return new Tags.Unreadable(Cause.unexpected(unexpected));
        }
    }

    /** Reads what is missing to judge a table and to act on it; unreadable after the end. */
    TableSnapshot complete(TableSnapshot snapshot, Policy policy, Until until) {
        return facts.complete(snapshot, policy, until);
    }

    /** Reads the size of a table, unless it is known. */
    TableSnapshot withSize(TableSnapshot snapshot, Until until) {
        return snapshot.with(facts.read(snapshot.facts(), snapshot.facts().missing(Set.of(FactKind.DETAILS)), until));
    }

    /** Describes a table; unreadable at the deadline or later. */
    Fact<TableDetails> describe(TableRef table, Instant deadline) {
        return facts.read(new TableFacts(table, Tags.NONE), Set.of(FactKind.DETAILS), Until.deadline(deadline))
                .details();
    }
}
