package io.pitrguard.domain.finding;

import io.pitrguard.domain.text.Counted;
import java.time.Duration;
import java.util.StringJoiner;

/** Durations in words for people. */
public final class Durations {
    private Durations() {}

    /** Returns such as {@code 1 h 5 min}; seconds only below an hour; negative ones as zero. */
    public static String description(Duration duration) {
        Duration d = duration.isNegative() ? Duration.ZERO : duration;
        StringJoiner words = new StringJoiner(" ");
        add(words, d.toDays(), "d");
        add(words, d.toHoursPart(), "h");
        add(words, d.toMinutesPart(), "min");
        if (d.toHours() == 0) {
            add(words, d.toSecondsPart(), "s");
        }
        return words.length() == 0 ? "0 s" : words.toString();
    }

    /** Returns such as {@code 1 day} or {@code 7 days}. */
    public static String days(int days) {
        return Counted.of(days, "day", "days");
    }

    private static void add(StringJoiner words, long amount, String unit) {
        if (amount > 0) {
            words.add(amount + " " + unit);
        }
    }
}
