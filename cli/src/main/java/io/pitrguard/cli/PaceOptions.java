package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.port.Time;
import io.pitrguard.sweep.SweepOrder;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options for the speed and the length of reading. */
final class PaceOptions {
    /** A year: longer than any sweep, and short enough to be added to any date. */
    private static final long LONGEST_SECONDS = 366L * 86_400;

    @Option(
            names = "--reads-per-second",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "DescribeContinuousBackups calls per second, 0.1 to 100000. AWS allows 10 per second, per account"
                            + " and region; lower it to leave quota for others. 0: no limit, for emulators only."
                            + " Default: ${DEFAULT-VALUE}.")
    private double readsPerSecond = Settings.QUOTA_READS_PER_SECOND;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description =
                    "Seconds after which reading stops, 1 or more; unread tables are undetermined. Default: no limit.")
    private @Nullable Long timeLimit;

    /**
     * Checks the options.
     *
     * @throws ParameterException if one is out of range
     */
    void check(CommandSpec spec) {
        ReadsPerSecond.check(spec, readsPerSecond);
        if (timeLimit != null && timeLimit <= 0) {
            throw new ParameterException(spec.commandLine(), "--time-limit must be 1 second or more, not " + timeLimit);
        }
    }

    /** Returns the reads per second; infinity for no limit. */
    double rate() {
        return readsPerSecond == 0 ? Double.POSITIVE_INFINITY : readsPerSecond;
    }

    /** Returns when a sweep that begins now must be over. */
    Instant deadline(Time time) {
        return timeLimit == null
                ? SweepOrder.NO_DEADLINE
                : time.instant().plus(Duration.ofSeconds(Math.min(timeLimit, LONGEST_SECONDS)));
    }
}
