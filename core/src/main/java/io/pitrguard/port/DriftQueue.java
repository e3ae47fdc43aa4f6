package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The queue that calls come from, and go back to when it is too early for them. Never throws for what AWS answers. */
@FunctionalInterface
public interface DriftQueue {
    /** The message attribute that counts how often a message was requeued; 0 while it waits for its account. */
    String ATTEMPT = "pitrGuardAttempt";

    /** The message attribute that says when a message came first, as an ISO-8601 time. */
    String FIRST_SEEN = "pitrGuardFirstSeen";

    /**
     * Sends a message again; gives why that failed, empty when it did not.
     *
     * @param body as it came
     * @param attempt how often it was requeued, this time included; 0 while it waits for its account
     * @param firstSeen when it came first
     * @param pause when it comes again: 0 seconds to 15 minutes
     */
    Optional<Cause> sendAgain(String body, int attempt, Instant firstSeen, Duration pause);
}
