package io.pitrguard.sandbox.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The updates of a table that AWS counts, and those that still run.
 *
 * @param busyUntil when the last UpdateTable is done
 * @param settled when a part of the table has changed, by the name of a new global secondary index, or {@link #ENCRYPTION}
 *     or {@link #WARM_THROUGHPUT}
 * @param done when each counted change was made
 */
public record TableUpdates(Instant busyUntil, Map<String, Instant> settled, Map<Counted, List<Instant>> done) {

    /** Stands for encryption, which no index can be called. */
    public static final String ENCRYPTION = "/encryption";

    /** Stands for warm throughput, which no index can be called. */
    public static final String WARM_THROUGHPUT = "/warm-throughput";

    /** Nothing was updated. */
    public static final TableUpdates NONE = new TableUpdates(Instant.MIN, Map.of(), Map.of());

    /** What AWS allows only a number of times. */
    public enum Kind {
        /** Two in 30 days. */
        TABLE_CLASS,
        /** Four in 24 hours, then one in six hours. */
        ENCRYPTION,
        /** Four in 24 hours. */
        ON_DEMAND_MODE,
        /** Four in a day, then one an hour. */
        CAPACITY_DECREASE,
        /** Not limited, but shown. */
        CAPACITY_INCREASE,
        /** Not limited, but shows. */
        PROVISIONED_MODE
    }

    /**
     * A counted kind of change.
     *
     * @param index the name; empty for the table
     */
    public record Counted(Kind kind, String index) {}

    /** Copies. */
    public TableUpdates {
        settled = Collections.unmodifiableMap(new TreeMap<>(settled));
        Map<Counted, List<Instant>> copy = new HashMap<>();
        done.forEach((what, moments) -> copy.put(what, List.copyOf(moments)));
        done = Collections.unmodifiableMap(copy);
    }

    /** Returns when changes of a kind were made to the table, or to an index. */
    public List<Instant> of(Kind kind, String index) {
        return done.getOrDefault(new Counted(kind, index), List.of());
    }

    /** Returns how many changes of a kind were made to the table, or to an index, within a time up to now. */
    public long count(Kind kind, String index, Duration within, Instant now) {
        Instant from = now.minus(within);
        return of(kind, index).stream().filter(moment -> moment.isAfter(from)).count();
    }

    /** Returns a copy with one more change, of the table or of an index. */
    public TableUpdates counting(Kind kind, String index, Instant now) {
        Map<Counted, List<Instant>> changed = new HashMap<>(done);
        List<Instant> moments = new ArrayList<>(of(kind, index));
        moments.add(now);
        changed.put(new Counted(kind, index), moments);
        return new TableUpdates(busyUntil, settled, changed);
    }

    /** Returns a copy of a table that is UPDATING until then. */
    public TableUpdates busyUntil(Instant moment) {
        return new TableUpdates(moment, settled, done);
    }

    /** Returns a copy in which a part changes until then. */
    public TableUpdates settling(String part, Instant until) {
        Map<String, Instant> changed = new TreeMap<>(settled);
        changed.put(part, until);
        return new TableUpdates(busyUntil, changed, done);
    }

    /** Returns whether a part still changes: an index is CREATING, encryption or warm throughput UPDATING. */
    public boolean isSettling(String part, Instant now) {
        return now.isBefore(settled.getOrDefault(part, Instant.MIN));
    }

    /** Returns when a change of a kind was made last; empty for never. */
    public Optional<Instant> last(Kind kind, String index) {
        return of(kind, index).stream().max(Instant::compareTo);
    }
}
