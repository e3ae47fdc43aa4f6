package io.pitrguard.domain.restore;

import java.time.Duration;

/** How long to wait between two reads of a restore, so that one of four hours takes about 60. */
public final class Polling {
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int PART = 6;

    private Polling() {}

    /** Returns the wait after a restore has run for so long: 30 seconds at first, growing to 5 minutes. */
    public static Duration after(Duration elapsed) {
        Duration part = elapsed.dividedBy(PART);
        if (part.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return part.compareTo(LONGEST) > 0 ? LONGEST : part;
    }
}
