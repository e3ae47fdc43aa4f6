package io.pitrguard.sandbox.state;

import java.time.Instant;

/** The recovery state of a table at a moment, as DescribeContinuousBackups would show it. */
public sealed interface Recovery {

    /** Point-in-time recovery is on, and the table can be restored to any moment between the two. */
    record Enabled(int days, Instant earliest, Instant latest) implements Recovery {}

    /** Point-in-time recovery is off: there is no period and nothing to restore to. */
    record Disabled() implements Recovery {}
}
