package io.pitrguard.sweep;

import java.time.Duration;

/**
 * How long a run waits for AWS.
 *
 * @param rounds how often a table is tried again that is not ready yet
 * @param confirming how long after a change it is read again, while no read shows it
 * @param afresh whether its tables were read one by one, all at once, so that one need not be read again a moment later
 */
record Patience(int rounds, Duration confirming, boolean afresh) {
    /** A run over many tables, which nobody waits for. */
    static final Patience SWEEP = new Patience(3, Duration.ofSeconds(30), false);

    /** A run that others wait behind and that can be repeated within a minute. */
    static final Patience SHORT = new Patience(0, Duration.ofSeconds(6), true);
}
