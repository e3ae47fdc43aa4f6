package io.pitrguard.domain.selfcheck;

import java.util.Optional;

/** A CloudTrail trail, and what it shows of the calls that change tables. */
public record Trail(String name, Shows shows) {
    /** What a trail shows. */
    public sealed interface Shows {
        /** Returns the rest of the sentence "The trail …", or why it is not known. */
        String why();

        /** Returns the command that repairs it; empty if it takes more than one. */
        default Optional<String> remedy() {
            return Optional.empty();
        }

        /**
         * Every call that changes a table, as far as is known.
         *
         * @param why the rest of the sentence "The trail …"
         */
        record Changes(String why) implements Shows {}

        /**
         * Not every such call.
         *
         * @param why the rest of the sentence "The trail …"
         */
        record Less(String why, Optional<String> remedy) implements Shows {}

        /**
         * What it shows could not be read.
         *
         * @param why names the call, and the remedy if there is one
         * @param passing whether the next check may well succeed
         */
        record Unknown(String why, boolean passing) implements Shows {}
    }
}
