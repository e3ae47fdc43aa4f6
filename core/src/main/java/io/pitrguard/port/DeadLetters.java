package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** A dead-letter queue, whose messages can be moved back to where they came from. Never throws for what AWS answers. */
public interface DeadLetters {
    /** How far a move is. */
    enum Stage {
        /** It is going on. */
        RUNNING,
        /** It is complete. */
        COMPLETED,
        /** It ended early. */
        STOPPED
    }

    /**
     * One move of messages, as far as it is known.
     *
     * @param startedAt distinguishes it from others: a queue has one at a time
     * @param moved how many messages went back so far
     * @param total how many there were to move; empty if that is not known
     * @param why the reason why it ended early; empty unless {@link Stage#STOPPED}
     */
    record Move(Instant startedAt, Stage stage, long moved, OptionalLong total, String why) {}

    /** Reads how far the newest move is; empty if there was none. */
    Result<Optional<Move>> newest();

    /** Starts to move all messages back; returns why that failed, empty if it did not. */
    Optional<Cause> start();
}
