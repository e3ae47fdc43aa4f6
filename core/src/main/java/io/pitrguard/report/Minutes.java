package io.pitrguard.report;

import io.pitrguard.domain.finding.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Times of restores for people: in whole minutes, rounded up. */
public final class Minutes {
    private Minutes() {}

    /** Returns a time such as "41 min" or "2 h 5 min"; "-" for one that is not known. */
    public static String of(@Nullable Long seconds) {
        return seconds == null
                ? "-"
                : seconds == 0 ? "0 min" : Durations.description(Duration.ofMinutes(Math.ceilDiv(seconds, 60L)));
    }
}
