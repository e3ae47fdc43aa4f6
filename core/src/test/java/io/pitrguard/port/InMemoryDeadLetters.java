package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A dead-letter queue in memory, and the queue that its messages came from. */
public final class InMemoryDeadLetters implements DeadLetters {
    private final InstantSource clock;
    private final List<String> dead = new ArrayList<>();
    private final List<String> back = new ArrayList<>();
    private Optional<Move> newest = Optional.empty();
    private Optional<Cause> outage = Optional.empty();

    /** Starts empty. */
    public InMemoryDeadLetters(InstantSource clock) {
        this.clock = clock;
    }

    /** Puts a message in. */
    public void add(String body) {
        dead.add(body);
    }

    /** Gives what went back. */
    public List<String> back() {
        return List.copyOf(back);
    }

    /** From now on every call fails for that reason. */
    public void fail(Cause cause) {
        outage = Optional.of(cause);
    }

    @Override
    public Result<Optional<Move>> newest() {
        return outage.<Result<Optional<Move>>>map(Result.Failure::new).orElseGet(() -> new Result.Success<>(newest));
    }

    @Override
    public Optional<Cause> start() {
        if (outage.isEmpty()) {
            newest = Optional.of(
                    new Move(clock.instant(), Stage.COMPLETED, dead.size(), OptionalLong.of(dead.size()), "COMPLETED"));
            back.addAll(dead);
            dead.clear();
        }
        return outage;
    }
}
