package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** A dead-letter queue, whose messages can be moved back to where they came from. Never throws for what AWS answers. */
public interface DeadLetters {
    /** How far a move is. */
    enum Stage {
        /** It goes on. */
        RUNNING,
        /** It came to its end. */
        COMPLETED,
        /** It ended before. */
        STOPPED
    }

    /**
     * One move of messages, as far as it is known.
     *
     * @param startedAt tells it from others: a queue has one at a time
     * @param moved how many messages went back so far
     * @param total how many there were to move; empty where that is not known
     * @param why why it ended early; empty unless {@link Stage#STOPPED}
     */
    record Move(Instant startedAt, Stage stage, long moved, OptionalLong total, String why) {}

    /** The newest move, or why it is not known. */
    sealed interface Answer {
        /** It is the newest; empty when there was none. */
        record Newest(Optional<Move> move) implements Answer {}

        /** It is not known. */
        record Failed(Cause cause) implements Answer {}
    }

    /** Reads how far the newest move is. */
    Answer newest();

    /** Starts to move all messages back; gives why that failed, empty when it did not. */
    Optional<Cause> start();
}
