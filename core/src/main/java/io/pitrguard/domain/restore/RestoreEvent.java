package io.pitrguard.domain.restore;

import java.time.Instant;

/**
 * One entry of a restore's log.
 *
 * @param what what happened, in a sentence
 */
public record RestoreEvent(Instant at, String what) {}
