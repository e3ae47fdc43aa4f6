package io.pitrguard.config.policy;

import java.time.Duration;
import java.util.Optional;

/** Reads how old the latest restorable time may be, as people write it. */
public final class DurationSyntax {
    private DurationSyntax() {}

    /** Reads {@code 900s}, {@code 15m}, {@code 1h} or {@code PT15M}; empty when it is none of these, or nothing. */
    public static Optional<Duration> parse(String text) {
        return TextParser.LAG.fits(text) ? Optional.of(duration(text)) : Optional.empty();
    }

    private static Duration duration(String text) {
        if (text.startsWith("P")) {
            return Duration.parse(text);
        }
        long amount = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(amount);
            case 'm' -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}
