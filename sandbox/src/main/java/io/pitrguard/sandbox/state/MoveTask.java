package io.pitrguard.sandbox.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A move of messages out of a dead-letter queue. It ends within the call that starts it.
 *
 * @param destinationArn null when each message went back to the queue that gave it up
 * @param perSecond the rate that was asked for; null for none
 * @param toMove how many messages could be received when it began
 * @param failure why it ended before all of them were moved; null when it completed
 */
public record MoveTask(
        String sourceArn,
        @Nullable String destinationArn,
        @Nullable Long perSecond,
        Instant started,
        int toMove,
        int moved,
        @Nullable String failure) {}
