package io.pitrguard.domain.drill;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.policy.DrillRequirement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long the checks of a drill take, as far as the size of the table says: its count reads every byte at the pace of the
 * policy. What assertions read is not known.
 *
 * @param units the read units that the checks consume at least
 * @param readsPerSecond the pace of the policy
 */
public record CheckTime(double units, int readsPerSecond) {
    /** How long checks are tried: what could not be read by then is not proven. */
    public static final Duration LIMIT = Duration.ofHours(12);

    /** Nobody needs to hear of shorter checks. */
    private static final Duration SHORT = Duration.ofMinutes(1);

    private static final int UNIT_BYTES = 4096;
    private static final int SMALLEST_ITEM = 20;

    /** An item is found by a scan, and read by its key in the other table. */
    private static final double UNITS_PER_SAMPLE = 1.5;

    /** Pages do not fill each second. */
    private static final double LOSS = 1.1;

    /** Returns the time of a table's checks; empty where AWS left out its size. */
    public static Optional<CheckTime> of(OptionalLong sizeBytes, DrillRequirement requirement, int readsPerSecond) {
        return sizeBytes.isEmpty()
                ? Optional.empty()
                : Optional.of(new CheckTime(units(sizeBytes.getAsLong(), requirement.sample()), readsPerSecond));
    }

    private static double units(long bytes, int sample) {
        return Math.ceilDiv(bytes, UNIT_BYTES) + Math.min(sample, bytes / SMALLEST_ITEM) * UNITS_PER_SAMPLE;
    }

    /** Returns how long the checks are expected to take. */
    public Duration expected() {
        return seconds(units / readsPerSecond * LOSS);
    }

    /** Returns why the checks cannot come to their end; empty if they can. */
    public Optional<String> obstacle() {
        return expected().compareTo(LIMIT) <= 0
                ? Optional.empty()
                : Optional.of(("The checks would take about %s at %d read units a second, and are tried for %s: nothing"
                                + " would be proven. Set drills.readsPerSecond to %d or more.")
                        .formatted(text(expected()), readsPerSecond, text(LIMIT), enough(LIMIT)));
    }

    /** Returns what people should know before the drill: empty where the checks are short. */
    public Optional<String> note(Optional<Duration> targetTime) {
        String time =
                "The checks will take about %s at %d read units a second".formatted(text(expected()), readsPerSecond);
        Optional<String> late = targetTime
                .filter(target -> expected().compareTo(target) > 0)
                .map(target -> (time
                                + ", longer than the targetTime of %s. Set drills.readsPerSecond to more than %d, or a"
                                + " longer targetTime.")
                        .formatted(text(target), enough(target)));
        return late.or(() -> Optional.of(time + ".").filter(_ -> expected().compareTo(SHORT) >= 0));
    }

    /** Returns the pace at which the checks would take so long. */
    private long enough(Duration time) {
        return (long) Math.ceil(units * LOSS / Math.max(1, time.toSeconds()));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofSeconds((long) Math.ceil(seconds));
    }

    private static String text(Duration duration) {
        return Durations.description(duration);
    }
}
