package io.pitrguard.sweep;

import io.pitrguard.domain.table.RecoveryState;
import java.time.Instant;

/** A recovery state and when it was read. */
public record StateReading(RecoveryState state, Instant at) {}
