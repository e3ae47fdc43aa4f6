package io.pitrguard.sandbox.state;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How exports of all accounts of a sandbox go; tests may change it at any time. */
public final class ExportBehavior {

    /** How many exports may run at once (developer guide, Quotas). */
    public static final int MOST_EXPORTS = 300;

    private volatile Duration duration = Duration.ofMinutes(10);
    private volatile @Nullable String failure;
    private volatile int most = MOST_EXPORTS;

    /** Returns how long an export takes. */
    public Duration duration() {
        return duration;
    }

    /** Sets how long exports that begin from now on take. */
    public void duration(Duration newDuration) {
        if (newDuration.isNegative()) {
            throw new IllegalArgumentException("a duration cannot be negative");
        }
        duration = newDuration;
    }

    /** Returns the code that exports fail with; null if they do not. */
    public @Nullable String failure() {
        return failure;
    }

    /** Sets the code that exports that end from now on fail with; null if they do not. */
    public void failure(@Nullable String code) {
        failure = code;
    }

    /** Returns how many may run at once. */
    public int most() {
        return most;
    }

    /** Sets how many may run at once. */
    public void most(int number) {
        most = number;
    }
}
