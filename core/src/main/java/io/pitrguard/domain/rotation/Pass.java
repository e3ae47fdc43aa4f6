package io.pitrguard.domain.rotation;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A sweep that has begun and not ended.
 *
 * @param run the sweep's id, which all its calls share
 * @param at when its first call began
 * @param open whether a call of it is under way: if another run finds that, what that call found may not be recorded
 * @param missed the shares of which its calls so far could not read, or not record, every table that they came to
 */
public record Pass(String run, Instant at, boolean open, SortedSet<Share> missed) {
    public Pass {
        missed = Collections.unmodifiableSortedSet(new TreeSet<>(missed));
    }

    /** Creates a pass whose first call begins. */
    static Pass begin(String run, Instant at) {
        return new Pass(run, at, true, Collections.emptySortedSet());
    }

    /** Returns the pass with another call. */
    Pass resumed() {
        return new Pass(run, at, true, missed);
    }

    /** Returns the pass between two of its calls, the last of which missed these shares. */
    Pass paused(Collection<Share> more) {
        SortedSet<Share> all = new TreeSet<>(missed);
        all.addAll(more);
        return new Pass(run, at, false, all);
    }

    /** Returns the shares that it read, if its last call missed these. */
    Set<Share> read(Collection<Share> more) {
        Set<Share> read = new TreeSet<>(Share.ALL);
        read.removeAll(missed);
        read.removeAll(more);
        return read;
    }
}
