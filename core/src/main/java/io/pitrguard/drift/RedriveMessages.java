package io.pitrguard.drift;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.DeadLetters;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Moves the messages of a dead-letter queue back to its source, and waits until they are moved. */
public final class RedriveMessages {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** AWS may take a moment to list a move that it started. */
    private static final int PATIENCE = 60;

    private final DeadLetters queue;
    private final Time time;

    /** Moves the messages of this queue. */
    public RedriveMessages(DeadLetters queue, Time time) {
        this.queue = queue;
        this.time = time;
    }

    /**
     * Moves all messages back; follows a move that is already going on.
     *
     * @param progress receives how far the move is, each second
     * @throws InterruptedException when the thread is asked to stop; the move continues
     */
    public RedriveOutcome run(Consumer<DeadLetters.Move> progress) throws InterruptedException {
        return switch (queue.newest()) {
            case Result.Failure<Optional<DeadLetters.Move>>(Cause cause) -> new RedriveOutcome.Failed(false, cause);
            case Result.Success<Optional<DeadLetters.Move>>(Optional<DeadLetters.Move> last) -> {
                if (last.filter(move -> move.stage() == DeadLetters.Stage.RUNNING)
                        .isPresent()) {
                    yield follow(Optional.empty(), progress);
                }
                Optional<Cause> refused = queue.start();
                yield refused.isPresent()
                        ? new RedriveOutcome.Failed(false, refused.get())
                        : follow(last.map(DeadLetters.Move::startedAt), progress);
            }
        };
    }

    /** Follows the newest move, unless it is the one that was over before. */
    private RedriveOutcome follow(Optional<Instant> over, Consumer<DeadLetters.Move> progress)
            throws InterruptedException {
        int missed = 0;
        while (missed < PATIENCE) {
            switch (queue.newest()) {
                case Result.Failure<Optional<DeadLetters.Move>>(Cause cause) -> {
                    return new RedriveOutcome.Failed(true, cause);
                }
                case Result.Success<Optional<DeadLetters.Move>>(Optional<DeadLetters.Move> newest) -> {
                    Optional<DeadLetters.Move> move =
                            newest.filter(each -> !Optional.of(each.startedAt()).equals(over));
                    move.ifPresent(progress);
                    Optional<RedriveOutcome> end = move.flatMap(RedriveMessages::end);
                    if (end.isPresent()) {
                        return end.get();
                    }
                    missed = move.isPresent() ? 0 : missed + 1;
                }
            }
            time.sleepUntil(time.instant().plus(PAUSE));
        }
        return new RedriveOutcome.Failed(
                true, new Cause(Cause.Kind.BROKEN, "AWS took the order to move messages and does not list it."));
    }

    private static Optional<RedriveOutcome> end(DeadLetters.Move move) {
        return switch (move.stage()) {
            case RUNNING -> Optional.empty();
            case COMPLETED -> Optional.of(new RedriveOutcome.Requeued(move.moved()));
            case STOPPED -> Optional.of(new RedriveOutcome.Stopped(move.moved(), move.why()));
        };
    }
}
