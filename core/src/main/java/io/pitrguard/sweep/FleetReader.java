package io.pitrguard.sweep;

import io.pitrguard.concurrent.Pacer;
import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.evaluation.Evaluator;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.Page;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.TableCatalog;
import io.pitrguard.port.TableTags;
import io.pitrguard.port.Time;
import io.pitrguard.remediate.TableReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * Reads the tables of one account and region: all of them in bulk, or one afresh. A table costs one call for its state
 * and its share of the list and tag pages.
 */
public final class FleetReader implements TableReader {
    /** Stands for a table that AWS lists without a name: nothing can be read of it. */
    static final String UNNAMED = "(unnamed)";

    private static final Cause NO_NAME = new Cause(Cause.Kind.BROKEN, "AWS listed a table without a name.");

    private final TableCatalog catalog;
    private final TableTags tags;
    private final FactLoader facts;
    private final StateReader states;
    private final Time time;
    private final int workers;
    private final Pacer tagPacer;

    /**
     * Creates a reader.
     *
     * @param workers how many requests for states are under way at once, at most
     *
     * @param tagPacer paces the reading of single tables' tags: {@code ListTagsOfResource} takes 10 calls a second
     */
    public FleetReader(
            TableCatalog catalog, TableTags tags, StateReader states, Time time, int workers, Pacer tagPacer) {
        this.tagPacer = tagPacer;
        this.catalog = catalog;
        this.tags = tags;
        this.facts = new FactLoader(catalog, time);
        this.states = states;
        this.time = time;
        this.workers = workers;
    }

    /**
     * A bulk reading: a snapshot of every table that was listed, in the order of their names.
     *
     * @param listingFailure why the listing stopped before its end
     */
    public record FleetReading(List<TableSnapshot> snapshots, Optional<Cause> listingFailure) {
        public FleetReading {
            snapshots = List.copyOf(snapshots);
        }
    }

    /**
     * Reads all tables; their facts are left for {@link #complete}.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public FleetReading readAll(SweepOrder order, Instant deadline, SweepListener listener)
            throws InterruptedException {
        ReadingQueue queue = new ReadingQueue(states, time, deadline, listener);
        Until until = Until.of(deadline, listener);
        try (Workers pool = new Workers(workers + 1)) {
            Future<TagIndex> index = pool.start(() -> TagIndex.read(tags, until, time));
            List<Future<Boolean>> readers = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                readers.add(pool.start(() -> {
                    work(queue, listener);
                    return true;
                }));
            }
            listener.whenInterrupted(() -> {
                queue.abandon();
                pool.interrupt();
            });
            Optional<Cause> failure = list(order, until, queue, listener);
            queue.close();
            for (Future<Boolean> reader : readers) {
                Workers.await(reader);
            }
            return new FleetReading(snapshots(queue.readings(), Workers.await(index)), failure);
        }
    }

    private static void work(ReadingQueue queue, SweepListener listener) throws InterruptedException {
        try {
            queue.work();
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
            return tags.of(table);
        } catch (RuntimeException unexpected) {
            // A defect with one table must not lose the others.
            return new Tags.Unreadable(Cause.unexpected(unexpected));
        }
    }

    /** Reads what is missing to judge a table and to act on it; unreadable after the end. */
    TableSnapshot complete(TableSnapshot snapshot, Policy policy, Until until) {
        return facts.complete(snapshot, policy, until);
    }

    /** Describes a table; unreadable at the deadline or later. */
    Fact<TableDetails> describe(TableRef table, Instant deadline) {
        return facts.read(new TableFacts(table, Tags.NONE), Set.of(FactKind.DETAILS), Until.deadline(deadline))
                .details();
    }

    private Optional<Cause> list(SweepOrder order, Until until, ReadingQueue queue, SweepListener listener) {
        Optional<String> after = Optional.empty();
        PageTrail<String> trail = new PageTrail<>();
        int listed = 0;
        while (!until.isOver(time)) {
            switch (nextPage(after, trail)) {
                case Result.Failure<Page<List<String>>>(Cause cause) -> {
                    return Optional.of(stoppedAfter(listed, cause));
                }
                case Result.Success<Page<List<String>>>(Page<List<String>> page) -> {
                    List<String> selected = page.content().stream()
                            .filter(order.selection()::selects)
                            .toList();
                    listed += selected.size();
                    listener.listed(listed, page.next().isEmpty());
                    selected.forEach(name -> add(name, order.where(), queue));
                    if (page.next().isEmpty()) {
                        return Optional.empty();
                    }
                    after = page.next();
                }
            }
        }
        return Optional.of(until.cause("all tables were listed (%d so far)".formatted(listed)));
    }

    /** One entry that names no table must not keep the others from being read. */
    private static void add(String name, AccountRegion where, ReadingQueue queue) {
        if (name.isBlank()) {
            queue.settle(where.table(UNNAMED), new RecoveryState.Unreadable(NO_NAME));
        } else {
            queue.add(where.table(name));
        }
    }

    private Result<Page<List<String>>> nextPage(Optional<String> after, PageTrail<String> trail) {
        Result<Page<List<String>>> page = Result.of(() -> catalog.list(after));
        return page.success().flatMap(Page::next).filter(trail::isEndless).isPresent()
                ? new Result.Failure<>(new Cause(Cause.Kind.BROKEN, "AWS repeated a page of the list."))
                : page;
    }

    private static Cause stoppedAfter(int listed, Cause cause) {
        return new Cause(cause.kind(), "Listing the tables failed after " + listed + " of them. " + cause.message());
    }

    private static List<TableSnapshot> snapshots(Map<TableRef, StateReading> readings, TagIndex index) {
        return readings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> read(entry.getKey(), entry.getValue(), index))
                .toList();
    }

    private static TableSnapshot read(TableRef table, StateReading reading, TagIndex index) {
        TableFacts facts = new TableFacts(table, index.of(table));
        return new TableSnapshot(facts, reading.state(), reading.at());
    }
}
