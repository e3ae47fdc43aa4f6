package io.pitrguard.sandbox.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The tables of one account and region, ordered by name as ListTables shows them. */
public final class TableStore {

    private final ConcurrentNavigableMap<String, TableState> tables = new ConcurrentSkipListMap<>();
    private final ConcurrentNavigableMap<String, TableTags.Snapshot> former = new ConcurrentSkipListMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final InstantSource clock;
    private volatile UpdateTimes updateTimes = UpdateTimes.NONE;

    /**
     * No tables yet.
     *
     * @param clock tells which tables have vanished
     */
    public TableStore(InstantSource clock) {
        this.clock = clock;
    }

    /** Adds a table; returns false when one of that name is there. */
    public boolean add(TableState table) {
        return find(table.name()).isEmpty() && tables.putIfAbsent(table.name(), table) == null;
    }

    /** Returns a new identity: the same name gets another id each time. */
    public TableIdentity identify(String name, Instant created) {
        String seed = name + '#' + ids.incrementAndGet();
        return new TableIdentity(
                name, UUID.nameUUIDFromBytes(seed.getBytes(UTF_8)).toString(), created);
    }

    /** Returns the table of that name. */
    public Optional<TableState> find(String name) {
        TableState table = tables.get(name);
        if (table != null && !table.existsAt(clock.instant())) {
            tables.remove(name, table);
            return Optional.empty();
        }
        return Optional.ofNullable(table);
    }

    /** Changes a table atomically and returns what it became; empty when there is none. */
    public Optional<TableState> update(String name, UnaryOperator<TableState> change) {
        return find(name)
                .flatMap(_ -> Optional.ofNullable(tables.computeIfPresent(name, (key, table) -> change.apply(table))));
    }

    /** Changes a table by reading it, and returns what it was before; empty when there is none. */
    public Optional<TableState> read(String name, UnaryOperator<TableState> afterRead) {
        Optional<TableState> before = find(name);
        while (before.isPresent() && !tables.replace(name, before.get(), afterRead.apply(before.get()))) {
            before = find(name);
        }
        return before;
    }

    /** Returns the tags that the tagging API goes on listing for a name whose table was deleted. */
    public Optional<TableTags.Snapshot> formerTags(String name) {
        return Optional.ofNullable(former.get(name));
    }

    /** Lets the tagging API go on listing a table's tags once it is deleted, also for a later table of its name. */
    public void goOnListingTags(TableState table, Instant now) {
        former.put(table.name(), table.tags().shownByTaggingApi(now));
    }

    /** Returns the names that come after the given one and whose tags the tagging API may list. */
    public NavigableSet<String> namesForTagging(String name) {
        NavigableSet<String> names = new TreeSet<>();
        // One by one: a set that is copied as a whole must not lose a name meanwhile.
        after(name).forEach(table -> names.add(table.name()));
        former.tailMap(name, false).keySet().forEach(names::add);
        return names;
    }

    /** Removes a table and returns what it was. */
    public Optional<TableState> remove(String name) {
        return find(name).flatMap(_ -> Optional.ofNullable(tables.remove(name)));
    }

    /** Returns the tables whose names come after the given one; all, for the empty name. */
    public Stream<TableState> after(String name) {
        Instant now = clock.instant();
        return tables.tailMap(name, false).values().stream().filter(table -> table.existsAt(now));
    }

    /** Returns how long updates take. */
    public UpdateTimes updateTimes() {
        return updateTimes;
    }

    /** Sets how long updates that begin from now on take. */
    public void take(UpdateTimes times) {
        updateTimes = times;
    }

    /** Returns an independent copy. */
    public TableStore copy() {
        TableStore copy = new TableStore(clock);
        copy.tables.putAll(tables);
        copy.former.putAll(former);
        copy.updateTimes = updateTimes;
        return copy;
    }
}
