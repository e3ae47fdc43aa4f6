package io.pitrguard.domain.selfcheck;

import io.pitrguard.domain.finding.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How far this machine's clock differs from AWS's.
 *
 * @param ahead negative if this machine's clock is behind
 */
public record ClockSkew(Duration ahead) {
    /** The clocks agree, or no answer of AWS has shown yet that they do not. */
    public static final ClockSkew NONE = new ClockSkew(Duration.ZERO);

    /** AWS dates its answers in whole seconds, and they take a while to arrive: a smaller difference means nothing. */
    static final Duration TOLERANCE = Duration.ofSeconds(30);

    /** Returns the difference between two clocks that were read at once; none within the tolerance. */
    public static ClockSkew between(Instant machine, Instant aws) {
        Duration ahead = Duration.between(aws, machine);
        return ahead.abs().compareTo(TOLERANCE) > 0 ? new ClockSkew(ahead) : NONE;
    }

    /** Returns AWS's time when it is that time on this machine. */
    public Instant toAws(Instant machine) {
        return machine.minus(ahead);
    }

    /** Describes the difference; empty if there is none. */
    public Optional<String> description() {
        return ahead.isZero()
                ? Optional.empty()
                : Optional.of("This machine's clock is %s %s AWS's. Verdicts and the ledger use AWS's time."
                        .formatted(Durations.description(rounded()), ahead.isNegative() ? "behind" : "ahead of"));
    }

    /** Rounds to minutes, so that the description of one difference stays the same. */
    private Duration rounded() {
        Duration half = Duration.ofSeconds(30);
        return ahead.abs().plus(half).truncatedTo(ChronoUnit.MINUTES);
    }
}
