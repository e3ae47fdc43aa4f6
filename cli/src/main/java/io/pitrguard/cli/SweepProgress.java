package io.pitrguard.cli;

import io.pitrguard.port.SweepListener;

/** Shows the progress of a sweep. */
interface SweepProgress extends SweepListener {
    /** Removes what is not to stay on the screen. */
    default void clear() {}
}
