package io.pitrguard.check;

import io.pitrguard.domain.table.RecoveryState;
import java.time.Instant;

/** A recovery state and when it was read. */
public record Reading(RecoveryState state, Instant at) {}
