package io.pitrguard.domain.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A drill that is over, as far as a table is judged by it.
 *
 * @param drill its id
 * @param tableId AWS's id of the table that it restored
 * @param at when it was requested
 * @param took how long it took until the restored table was ready and checked; empty if it never was
 * @param reason why it is not passed, in sentences; empty where it is
 */
public record Drilled(String drill, String tableId, Instant at, Optional<Duration> took, String reason) {}
