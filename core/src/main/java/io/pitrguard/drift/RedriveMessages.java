package io.pitrguard.drift;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.DeadLetters;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts the messages of a dead-letter queue back, and waits until they are. */
public final class RedriveMessages {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** AWS may take a moment to list what it started. */
    private static final int PATIENCE = 60;

    private final DeadLetters queue;
    private final Time time;

    /** Puts back the messages of this queue. */
    public RedriveMessages(DeadLetters queue, Time time) {
        this.queue = queue;
        this.time = time;
    }

    /**
     * Moves all messages back; follows a move that is under way already.
     *
     * @param progress is shown how far the move is, each second
     * @throws InterruptedException when the thread is asked to stop; the move goes on
     */
    public RedriveOutcome run(Consumer<DeadLetters.Move> progress) throws InterruptedException {
        return switch (queue.newest()) {
            case DeadLetters.Answer.Failed failed -> new RedriveOutcome.Failed(false, failed.cause());
            case DeadLetters.Answer.Newest before -> {
                Optional<DeadLetters.Move> last = before.move();
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

    /** Follows the newest move that is not the one that was over before. */
    private RedriveOutcome follow(Optional<Instant> over, Consumer<DeadLetters.Move> progress)
            throws InterruptedException {
        int missed = 0;
        while (missed < PATIENCE) {
            switch (queue.newest()) {
                case DeadLetters.Answer.Failed failed -> {
                    return new RedriveOutcome.Failed(true, failed.cause());
                }
                case DeadLetters.Answer.Newest newest -> {
                    Optional<DeadLetters.Move> move = newest.move()
                            .filter(each -> !Optional.of(each.startedAt()).equals(over));
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
            case COMPLETED -> Optional.of(new RedriveOutcome.PutBack(move.moved()));
            case STOPPED -> Optional.of(new RedriveOutcome.Stopped(move.moved(), move.why()));
        };
    }
}
