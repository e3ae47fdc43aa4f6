package io.pitrguard.domain.policy;

import java.time.Duration;
import java.util.Optional;

/** One thing that a rule may ask of a table, by its name in the policy. */
public sealed interface RequirementKey<T> {
    /** Returns the name in the policy. */
    String name();

    /** Returns the type of its values. */
    Class<T> type();

    /** Returns what is wrong with a value; empty where nothing is. */
    Optional<String> problem(T value);

    /** Whether the value asks for anything. */
    boolean asks(T value);

    /** Returns the value that asks for more. */
    T stricter(T one, T other);

    /**
     * A number that is the least allowed.
     *
     * @param remedy what to write instead of a number that is out of range
     */
    record AtLeast(String name, int least, int most, String remedy) implements RequirementKey<Integer> {
        @Override
        public Class<Integer> type() {
            return Integer.class;
        }

        @Override
        public Optional<String> problem(Integer value) {
            return value >= least && value <= most
                    ? Optional.empty()
                    : Optional.of("%s must be %d to %d, not %d".formatted(name, least, most, value));
        }

        @Override
        public boolean asks(Integer value) {
            return true;
        }

        @Override
        public Integer stricter(Integer one, Integer other) {
            return Math.max(one, other);
        }
    }

    /**
     * A time that is the longest allowed.
     *
     * @param never the time that no table can keep to, nor to a shorter one
     * @param remedy what to write instead of it
     */
    record AtMost(String name, Duration never, String remedy) implements RequirementKey<Duration> {
        @Override
        public Class<Duration> type() {
            return Duration.class;
        }

        @Override
        public Optional<String> problem(Duration value) {
            return value.compareTo(never) > 0
                    ? Optional.empty()
                    : Optional.of("%s must be longer than %s, not %s".formatted(name, never, value));
        }

        @Override
        public boolean asks(Duration value) {
            return true;
        }

        @Override
        public Duration stricter(Duration one, Duration other) {
            return one.compareTo(other) <= 0 ? one : other;
        }
    }

    /** Drills. Rules have them beside what they require, since they are also what a schedule does. */
    record Drill(String name) implements RequirementKey<DrillRequirement> {
        @Override
        public Class<DrillRequirement> type() {
            return DrillRequirement.class;
        }

        @Override
        public Optional<String> problem(DrillRequirement value) {
            return Optional.empty();
        }

        @Override
        public boolean asks(DrillRequirement value) {
            return true;
        }

        @Override
        public DrillRequirement stricter(DrillRequirement one, DrillRequirement other) {
            return one.every().compareTo(other.every()) <= 0 ? one : other;
        }
    }

    /** Something that is asked for or not; {@code false} is the same as nothing. */
    record Flag(String name) implements RequirementKey<Boolean> {
        @Override
        public Class<Boolean> type() {
            return Boolean.class;
        }

        @Override
        public Optional<String> problem(Boolean value) {
            return Optional.empty();
        }

        @Override
        public boolean asks(Boolean value) {
            return value;
        }

        @Override
        public Boolean stricter(Boolean one, Boolean other) {
            return one || other;
        }
    }
}
