package io.pitrguard.port;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.math.BigDecimal;

/** Counts what is changed within an hour in an account and region, by whichever function, against a policy's limits. */
public interface SharedChangeCounter {
    /** Whether there is room. */
    sealed interface Answer {
        /**
         * There was, and it is taken.
         *
         * @param hour where it is counted
         */
        record Taken(String hour) implements Answer {}

        /** So many tables were changed already. */
        record TooMany() implements Answer {}

        /** So much was enabled already that this would pass the limit. */
        record TooDear() implements Answer {}

        /** It could not be counted. */
        record Failed(Cause cause) implements Answer {}
    }

    /**
     * Takes room for one change.
     *
     * @param usd what it costs a month; 0 where that is not known
     */
    Answer take(AccountRegion where, BigDecimal usd, Limits limits);

    /** Gives back what was taken for a change that was not made; what cannot be given back stays taken. */
    void giveBack(AccountRegion where, BigDecimal usd, Answer.Taken taken);

    /** Counts nothing: each run keeps the limits for itself. */
    SharedChangeCounter NONE = new SharedChangeCounter() {
        @Override
        public Answer take(AccountRegion where, BigDecimal usd, Limits limits) {
            return new Answer.Taken("");
        }

        @Override
        public void giveBack(AccountRegion where, BigDecimal usd, Answer.Taken taken) {}
    };
}
