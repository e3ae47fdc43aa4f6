package io.pitrguard.domain.sight;

/** A CloudTrail trail, and what it shows of the calls that change tables. */
public record Trail(String name, Shows shows) {
    /** What a trail shows. */
    public sealed interface Shows {
        /** Gives what there is to say of it. */
        String why();

        /** Every call that changes a table. */
        record Changes() implements Shows {
            @Override
            public String why() {
                return "shows all calls that change tables";
            }
        }

        /**
         * Not every one.
         *
         * @param why ends the sentence "The trail …"
         */
        record Less(String why) implements Shows {}

        /**
         * That could not be read.
         *
         * @param why names the call, and the remedy where there is one
         */
        record Unknown(String why) implements Shows {}
    }
}
