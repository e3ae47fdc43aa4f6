package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillRecord;
import java.time.Duration;
import java.time.Instant;

/** What the log of a drill that is over says of the work after it. */
final class AfterLog {
    /** How entries begin about evidence that could not be stored. */
    static final String EVIDENCE = "Evidence:";

    /** How entries begin about notifications that could not be sent. */
    static final String NOTIFICATION = "Notification:";

    /** How long the work after a drill is tried by those who carried the drill out. */
    private static final Duration LIMIT = Duration.ofHours(24);

    private AfterLog() {}

    /** Returns when a drill that is over ended: entries after that are about the work that follows. */
    static Instant end(DrillRecord drill) {
        return drill.log().stream()
                .filter(event ->
                        !event.what().startsWith(EVIDENCE) && !event.what().startsWith(NOTIFICATION))
                .reduce((_, last) -> last)
                .orElseThrow()
                .at();
    }

    /** Whether the work after a drill was tried long enough. */
    static boolean isOverSince(DrillRecord drill, Instant now) {
        return Duration.between(end(drill), now).compareTo(LIMIT) > 0;
    }
}
