package io.pitrguard.sandbox.state;

import java.util.List;

/** Which types of resources a configuration recorder records. */
public sealed interface RecordingGroup {

    /**
     * All types.
     *
     * @param global whether users, groups, roles and policies of IAM are among them
     */
    record All(boolean global) implements RecordingGroup {}

    /** These types only. */
    record Only(List<String> types) implements RecordingGroup {

        /** Copies. */
        public Only {
            types = List.copyOf(types);
        }
    }

    /** All types but these. */
    record AllExcept(List<String> types) implements RecordingGroup {

        /** Copies. */
        public AllExcept {
            types = List.copyOf(types);
        }
    }
}
