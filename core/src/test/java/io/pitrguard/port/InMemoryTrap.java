package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that happens to calls of {@link InMemoryTables}: armed by the last method that is called on it. */
public final class InMemoryTrap {
    private final InMemoryTables world;
    private final InMemoryTables.Call call;
    private final @Nullable String table;
    private int skip;
    private int times = Integer.MAX_VALUE;
    private int seen;
    private Runnable before = () -> {};
    private Optional<Cause> cause = Optional.empty();
    private boolean applied;

    InMemoryTrap(InMemoryTables world, InMemoryTables.Call call, @Nullable String table) {
        this.world = world;
        this.call = call;
        this.table = table;
    }

    /** Lets that many matching calls pass first. */
    public InMemoryTrap skip(int calls) {
        skip = calls;
        return this;
    }

    /** Hits one call only. */
    public InMemoryTrap once() {
        return times(1);
    }

    /** Hits that many calls only. */
    public InMemoryTrap times(int calls) {
        times = calls;
        return this;
    }

    /** Fails the calls. */
    public void fail(Cause.Kind kind) {
        cause = Optional.of(new Cause(kind, call + " failed: " + kind + "."));
        world.arm(this);
    }

    /** Applies the calls and then fails them, as when the answer is lost. */
    public void loseAnswer() {
        applied = true;
        fail(Cause.Kind.BROKEN);
    }

    /** Does something just before the calls are answered. */
    public void run(Runnable action) {
        before = action;
        world.arm(this);
    }

    boolean hits(InMemoryTables.Call called, @Nullable String on) {
        if (call != called || table != null && !table.equals(on)) {
            return false;
        }
        int nth = seen++ - skip;
        return nth >= 0 && nth < times;
    }

    Runnable before() {
        return before;
    }

    Optional<Cause> cause() {
        return cause;
    }

    boolean applied() {
        return applied;
    }
}
