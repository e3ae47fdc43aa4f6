package io.pitrguard.sandbox.state;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The warm throughput of a table and of its global secondary indexes.
 *
 * @param all what somebody raised, by the name of the index; the table's own has the empty name
 */
public record WarmThroughput(Map<String, Units> all) {

    /** What on-demand tables begin with (developer guide, Warm throughput). */
    public static final Units INITIAL = new Units(12_000, 4_000);

    /** Nobody raised it. */
    public static final WarmThroughput DEFAULT = new WarmThroughput(Map.of());

    /** Units per second. */
    public record Units(long read, long write) {}

    /** Copies. */
    public WarmThroughput {
        all = Collections.unmodifiableMap(new TreeMap<>(all));
    }

    /** Returns what an index, or the table for the empty name, was raised to; empty when nobody raised it. */
    public Optional<Units> of(String index) {
        return Optional.ofNullable(all.get(index));
    }

    /** Returns a copy with another one of an index, or of the table for the empty name. */
    public WarmThroughput with(String index, Units units) {
        Map<String, Units> changed = new TreeMap<>(all);
        changed.put(index, units);
        return new WarmThroughput(changed);
    }

    /** Returns a copy without that of an index. */
    public WarmThroughput without(String index) {
        Map<String, Units> changed = new TreeMap<>(all);
        changed.remove(index);
        return new WarmThroughput(changed);
    }
}
