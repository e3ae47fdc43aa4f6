package io.pitrguard.domain.rotation;

import java.time.Instant;

/**
 * A sweep that has begun and not ended.
 *
 * @param run the sweep's id, which all its calls share
 * @param at when its first call began
 * @param open whether a call of it is under way: if another run finds that, what that call found may not be recorded
 */
public record Pass(String run, Instant at, boolean open) {
    /** Returns the pass between two of its calls. */
    public Pass paused() {
        return new Pass(run, at, false);
    }
}
