package io.pitrguard.sandbox.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often a configuration recorder records.
 *
 * @param overrides what holds for some types instead, at most one
 */
public record RecordingMode(Frequency frequency, List<ForTypes> overrides) {

    /** How often a type is recorded. */
    public enum Frequency {
        /** Whenever it changes. */
        CONTINUOUS,
        /** Once a day, if it changed. */
        DAILY
    }

    /** Another frequency for some types. */
    public record ForTypes(
            List<String> types,
            Frequency frequency,
            @Nullable String description) {

        /** Copies. */
        public ForTypes {
            types = List.copyOf(types);
        }
    }

    /** Copies. */
    public RecordingMode {
        overrides = List.copyOf(overrides);
    }

    /** Returns every type, whenever it changes. */
    public static RecordingMode continuous() {
        return new RecordingMode(Frequency.CONTINUOUS, List.of());
    }
}
