package io.pitrguard.domain.finding;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a table, of which people are notified once, whatever its verdict is.
 *
 * @param title what it is, in a few words
 * @param text what happened, in sentences
 * @param by who did it, in one clause; empty where no event showed that
 * @param requestId the id of the call that did it; empty where no event showed that
 */
public record TableEvent(
        Instant at, Severity severity, String title, String text, Optional<String> by, Optional<String> requestId) {}
