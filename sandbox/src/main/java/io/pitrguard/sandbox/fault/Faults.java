package io.pitrguard.sandbox.fault;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The faults to inject, tried in the order in which they were added. */
public final class Faults {

    private final List<Armed> armed = new CopyOnWriteArrayList<>();
    private volatile @Nullable RandomFaults random;

    private record Armed(Fault fault, AtomicLong seen) {

        boolean hits(String operation, @Nullable String table, String account) {
            if (!fault.matches(operation, table, account)) {
                return false;
            }
            long hit = seen.getAndIncrement() - fault.skip();
            return hit >= 0 && (fault.times() == Fault.ALWAYS || hit < fault.times());
        }
    }

    /** Adds a fault. */
    public Faults add(Fault fault) {
        armed.add(new Armed(fault, new AtomicLong()));
        return this;
    }

    /** Lets a share of all calls fail that no fault of its own hits; null for none. */
    public Faults some(@Nullable RandomFaults share) {
        random = share;
        return this;
    }

    /** Removes all. */
    public void clear() {
        armed.clear();
        random = null;
    }

    /** Returns the fault that hits this call, which counts as one of its times; null when none does. */
    public @Nullable Fault next(String operation, @Nullable String table, String account) {
        for (Armed candidate : armed) {
            if (candidate.hits(operation, table, account)) {
                return candidate.fault();
            }
        }
        RandomFaults share = random;
        return share == null ? null : share.next(operation, table, account);
    }
}
