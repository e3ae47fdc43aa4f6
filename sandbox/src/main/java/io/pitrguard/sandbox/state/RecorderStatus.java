package io.pitrguard.sandbox.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a configuration recorder runs, and how it last went.
 *
 * @param started null when it never was
 * @param stopped null when it never was
 * @param outcome null when it was never started
 */
public record RecorderStatus(
        boolean recording,
        @Nullable Instant started,
        @Nullable Instant stopped,
        @Nullable Outcome outcome) {

    /** How the recorder's last attempt to record went. */
    public sealed interface Outcome {

        /** Returns when it became so. */
        Instant since();

        /** Nothing was recorded yet; after a while it is a success. */
        record Pending(Instant since) implements Outcome {}

        /** Recorded. */
        record Success(Instant since) implements Outcome {}

        /** Not recorded, and why. */
        record Failure(Instant since, String code, String message) implements Outcome {}
    }

    // AWS names no time.
    private static final Duration FIRST_RECORDING = Duration.ofMinutes(1);

    /** Of a new recorder, which does not run. */
    public static RecorderStatus none() {
        return new RecorderStatus(false, null, null, null);
    }

    /** Started now. */
    public RecorderStatus start(Instant now) {
        return new RecorderStatus(true, now, stopped, new Outcome.Pending(now));
    }

    /** Stopped now; the last outcome still shows. */
    public RecorderStatus stop(Instant now) {
        return new RecorderStatus(false, started, now, at(now).outcome);
    }

    /** Returns a copy with another outcome. */
    public RecorderStatus with(Outcome newOutcome) {
        return new RecorderStatus(recording, started, stopped, newOutcome);
    }

    /** Returns what shows at a moment. */
    public RecorderStatus at(Instant now) {
        if (recording && outcome instanceof Outcome.Pending pending) {
            Instant recorded = pending.since().plus(FIRST_RECORDING);
            return now.isBefore(recorded) ? this : with(new Outcome.Success(recorded));
        }
        return this;
    }
}
