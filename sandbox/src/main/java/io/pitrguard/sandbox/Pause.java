package io.pitrguard.sandbox;

import java.time.Duration;

/** Waits in real time. */
final class Pause {

    private Pause() {}

    static void of(Duration duration) {
        if (duration.isZero()) {
            return;
        }
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            // The sandbox is closing: answer at once.
            Thread.currentThread().interrupt();
        }
    }
}
