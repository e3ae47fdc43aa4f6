package io.pitrguard.domain.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How often a table's restore must be proven by a drill, and what a drill must show.
 *
 * @param every how old the last proven restore may become: a day or more
 * @param targetTime within what time a restore must be ready and checked; empty: measured, but not judged
 * @param maxCostUsd what one drill may cost at most, by its estimate; empty: no limit
 * @param sample how many items of the source are compared with the restored table at most: 1 to 1,000,000
 * @param indexes whether the drill restores and checks the secondary indexes, too
 * @param timeAttribute the attribute that shows when an item was last written; empty: none does
 * @param exactCount where an export of the same moment is put, whose exact count the restored table must have; empty: no
 *     export is made
 * @param assertions statements on the restored table that must find as many items as they say: ten at most, so that the
 *     record of a drill fits into an item of the ledger
 */
public record DrillRequirement(
        Duration every,
        Optional<Duration> targetTime,
        Optional<BigDecimal> maxCostUsd,
        int sample,
        boolean indexes,
        Optional<TimeAttribute> timeAttribute,
        Optional<String> exactCount,
        List<Assertion> assertions) {
    /** The shortest time between two drills of a table. */
    public static final Duration SHORTEST = Duration.ofDays(1);

    /** The longest time between two drills of a table. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** How many items are compared at most where a policy does not say. */
    public static final int STANDARD_SAMPLE = 1_000;

    /** The largest sample. */
    public static final int LARGEST_SAMPLE = 1_000_000;

    /** How many statements a drill carries out at most. */
    public static final int MOST_ASSERTIONS = 10;

    public DrillRequirement {
        assertions = List.copyOf(assertions);
        if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a drill must be asked for every 1 to 366 days");
        }
        if (sample < 1 || sample > LARGEST_SAMPLE) {
            throw new IllegalArgumentException("a sample has 1 to 1000000 items, not " + sample);
        }
        if (assertions.size() > MOST_ASSERTIONS) {
            throw new IllegalArgumentException("a drill has 10 assertions at most, not " + assertions.size());
        }
    }

    /** Creates a requirement that says nothing but how often. */
    public static DrillRequirement every(Duration every) {
        return new DrillRequirement(
                every,
                Optional.empty(),
                Optional.empty(),
                STANDARD_SAMPLE,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /**
     * An attribute that shows when an item was last written: seconds or milliseconds since 1970, or ISO 8601.
     *
     * @param within how far the newest value may be from the moment that was restored
     */
    public record TimeAttribute(String name, Duration within) {
        public TimeAttribute {
            if (name.isBlank() || !within.isPositive()) {
                throw new IllegalArgumentException("a time attribute needs a name and a positive distance");
            }
        }
    }

    /**
     * A statement of PartiQL on the restored table, which stands as <code>{table}</code>, and how many items it finds.
     *
     * @param min the least number of items; empty: none
     * @param max the largest number of items; empty: no limit
     */
    public record Assertion(String statement, OptionalLong min, OptionalLong max) {
        public Assertion {
            if (statement.isBlank()) {
                throw new IllegalArgumentException("an assertion needs a statement");
            }
            if (min.isEmpty() && max.isEmpty()) {
                throw new IllegalArgumentException("an assertion needs min or max");
            }
            if (min.orElse(0) < 0 || min.orElse(0) > max.orElse(Long.MAX_VALUE)) {
                throw new IllegalArgumentException("min must be 0 or more, and not more than max");
            }
        }

        /** Whether a number of items is what it says. */
        public boolean holds(long items) {
            return items >= min.orElse(0) && items <= max.orElse(Long.MAX_VALUE);
        }

        /** Describes how many items it must find. */
        public String bounds() {
            if (max.isEmpty()) {
                return "at least " + min.orElse(0);
            }
            return min.isEmpty() ? "at most " + max.getAsLong() : min.getAsLong() + " to " + max.getAsLong();
        }
    }
}
