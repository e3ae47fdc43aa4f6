package io.pitrguard.port;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.table.AccountRegion;
import java.math.BigDecimal;

/** Counts the changes that all functions make within an hour in an account and region, against a policy's limits. */
public interface SharedChangeCounter {
    /** Whether there is room for a change. */
    sealed interface Room {
        /**
         * There was, and it is taken.
         *
         * @param hour the hour that it counts in
         */
        record Taken(String hour) implements Room {}

        /** As many tables as the limits allow were changed already. */
        record TooMany() implements Room {}

        /** So much was enabled already that this change would exceed the limit. */
        record TooDear() implements Room {}
    }

    /**
     * Takes room for one change.
     *
     * @param usd what it costs per month; 0 if that is not known
     */
    Result<Room> take(AccountRegion where, BigDecimal usd, Limits limits);

    /** Frees the room that was taken for a change that was not made; what cannot be freed stays taken. */
    void giveBack(AccountRegion where, BigDecimal usd, Room.Taken taken);

    /** Counts nothing: each run has the limits to itself. */
    SharedChangeCounter NONE = new SharedChangeCounter() {
        @Override
        public Result<Room> take(AccountRegion where, BigDecimal usd, Limits limits) {
            return new Result.Success<>(new Room.Taken(""));
        }

        @Override
        public void giveBack(AccountRegion where, BigDecimal usd, Room.Taken taken) {}
    };
}
