package io.pitrguard.domain.selfcheck;

import java.util.Optional;

/** A CloudTrail trail, and what it shows of the calls that change tables. */
public record Trail(String name, Shows shows) {
    /** What a trail shows. */
    public sealed interface Shows {
        /** Gives what there is to say of it. */
        String why();

        /** Gives what mends it; empty where that is not one command. */
        default Optional<String> remedy() {
            return Optional.empty();
        }

        /**
         * Every call that changes a table, as far as can be seen.
         *
         * @param why ends the sentence "The trail …"
         */
        record Changes(String why) implements Shows {}

        /**
         * Not every one.
         *
         * @param why ends the sentence "The trail …"
         */
        record Less(String why, Optional<String> remedy) implements Shows {}

        /**
         * That could not be read.
         *
         * @param why names the call, and the remedy where there is one
         * @param passing whether the next look may well succeed
         */
        record Unknown(String why, boolean passing) implements Shows {}
    }
}
