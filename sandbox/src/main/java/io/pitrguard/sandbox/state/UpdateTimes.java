package io.pitrguard.sandbox.state;

import java.time.Duration;

/**
 * How long updates of tables take, by the sandbox's clock.
 *
 * @param table how long a table is UPDATING, and how long other settings are on their way
 * @param index how long a new global secondary index is CREATING
 */
public record UpdateTimes(Duration table, Duration index) {

    /** Updates are done at once. */
    public static final UpdateTimes NONE = new UpdateTimes(Duration.ZERO, Duration.ZERO);

    /** Refuses negative times. */
    public UpdateTimes {
        if (table.isNegative() || index.isNegative()) {
            throw new IllegalArgumentException("an update cannot take a negative time");
        }
    }
}
