package io.pitrguard.sandbox.state;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The maximum on-demand throughput of a table and of its global secondary indexes.
 *
 * @param all by the name of the index; the table's own has the empty name
 */
public record OnDemandMaxima(Map<String, Maximum> all) {

    /** No maximum. */
    public static final OnDemandMaxima NONE = new OnDemandMaxima(Map.of());

    /** What stands for no maximum. */
    public static final long UNLIMITED = -1;

    /**
     * One maximum, in request units per second.
     *
     * @param read {@link #UNLIMITED} for none
     * @param write {@link #UNLIMITED} for none
     */
    public record Maximum(long read, long write) {

        /** Returns whether it limits nothing. */
        public boolean unlimited() {
            return read == UNLIMITED && write == UNLIMITED;
        }
    }

    /** Copies. */
    public OnDemandMaxima {
        all = Collections.unmodifiableMap(new TreeMap<>(all));
    }

    /** Returns the maximum of an index, or of the table for the empty name; empty when there is none. */
    public Optional<Maximum> of(String index) {
        return Optional.ofNullable(all.get(index));
    }

    /** Returns a copy with another maximum of an index, or of the table for the empty name. */
    public OnDemandMaxima with(String index, Maximum maximum) {
        Map<String, Maximum> changed = new TreeMap<>(all);
        changed.put(index, maximum);
        if (maximum.unlimited()) {
            changed.remove(index);
        }
        return new OnDemandMaxima(changed);
    }

    /** Returns a copy without the maximum of an index. */
    public OnDemandMaxima without(String index) {
        return with(index, new Maximum(UNLIMITED, UNLIMITED));
    }
}
