package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.finding.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the log of a drill says of it being carried on after it had made no progress for an hour. */
final class CarriedOn {
    private static final Duration IDLE = Duration.ofHours(1);

    /** So long people can still be notified of it. */
    private static final Duration RECENTLY = Duration.ofDays(7);

    private static final String WHAT = "Carried on after nothing had happened for ";

    private CarriedOn() {}

    /** Returns a drill that is carried on now; empty if it is over, waits as it should, or made progress. */
    static Optional<DrillRecord> noted(DrillRecord drill, Instant now) {
        boolean kept = drill.state() instanceof DrillState.Keeping keeping && now.isBefore(keeping.until());
        Duration idle = Duration.between(drill.log().getLast().at(), now);
        return drill.state().over() || kept || idle.compareTo(IDLE) < 0
                ? Optional.empty()
                : Optional.of(drill.noted(now, WHAT + Durations.description(idle) + "."));
    }

    /** Whether a drill was carried on not long ago. Whoever is killed right after that finds it out by this. */
    static boolean recently(DrillRecord drill, Instant now) {
        return drill.log().stream()
                .anyMatch(event -> event.what().startsWith(WHAT) && event.at().isAfter(now.minus(RECENTLY)));
    }

    /** Whether a drill has been over for so long that whoever carried it out should have finished. */
    static boolean isOverForLong(DrillRecord drill, Instant now) {
        return Duration.between(AfterLog.end(drill), now).compareTo(IDLE) >= 0;
    }
}
