package io.pitrguard.port;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.table.AccountRegion;
import java.math.BigDecimal;

/** Counts the changes that all functions make within an hour, against a policy's limits. */
public interface SharedChangeCounter {
    /** What is counted together. */
    enum Scope {
        /** Each account and region by itself, where a policy is used in one account. */
        ACCOUNT_AND_REGION,
        /** The whole organization, and each of its accounts. */
        ORGANIZATION
    }

    /** A limit that may be reached. */
    enum Bound {
        ORGANIZATION("in the organization", "maxChangesPerSweep"),
        ACCOUNT("in this account", "maxChangesPerAccount"),
        ACCOUNT_AND_REGION("in this account and region", "maxChangesPerSweep"),
        ACCOUNT_IN_REGION("in this account and region", "maxChangesPerAccount");

        private final String place;
        private final String key;

        Bound(String place, String key) {
            this.place = place;
            this.key = key;
        }

        /** Returns the limit for all that counts in a scope: the lower one, where both hold for the same changes. */
        public static Bound of(Scope scope, Limits limits) {
            return switch (scope) {
                case ORGANIZATION -> ORGANIZATION;
                case ACCOUNT_AND_REGION ->
                    limits.maxChangesPerAccount().orElse(Integer.MAX_VALUE) < limits.maxChangesPerSweep()
                            ? ACCOUNT_IN_REGION
                            : ACCOUNT_AND_REGION;
            };
        }

        /** Returns where the changes were made, to follow "changed". */
        public String place() {
            return place;
        }

        /** Returns the limit's key in the policy. */
        public String key() {
            return "limits." + key;
        }

        /** Returns how many tables may be changed. */
        public int most(Limits limits) {
            return switch (this) {
                case ORGANIZATION, ACCOUNT_AND_REGION -> limits.maxChangesPerSweep();
                case ACCOUNT, ACCOUNT_IN_REGION -> limits.maxChangesPerAccount().orElse(Integer.MAX_VALUE);
            };
        }
    }

    /** Whether there is room for a change. */
    sealed interface Room {
        /**
         * There was, and it is taken.
         *
         * @param hour the hour that it counts in
         */
        record Taken(String hour) implements Room {}

        /** As many tables as this limit allows were changed already. */
        record TooMany(Bound bound) implements Room {}

        /** So much was enabled already, by all that count together, that this change would exceed the limit. */
        record TooDear(Scope scope) implements Room {}
    }

    /** Returns what counts together. */
    Scope scope();

    /**
     * Takes room for one change, in all counts at once or in none.
     *
     * @param usd what it costs per month; 0 if that is not known
     */
    Result<Room> take(AccountRegion where, BigDecimal usd, Limits limits);

    /** Frees the room that was taken for a change that was not made; what cannot be freed stays taken. */
    void giveBack(AccountRegion where, BigDecimal usd, Room.Taken taken);

    /** Counts nothing: each run has the limits to itself. */
    SharedChangeCounter NONE = new SharedChangeCounter() {
        @Override
        public Scope scope() {
            return Scope.ACCOUNT_AND_REGION;
        }

        @Override
        public Result<Room> take(AccountRegion where, BigDecimal usd, Limits limits) {
            return new Result.Success<>(new Room.Taken(""));
        }

        @Override
        public void giveBack(AccountRegion where, BigDecimal usd, Room.Taken taken) {}
    };
}
