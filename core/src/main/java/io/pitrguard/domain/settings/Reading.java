package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.Cause;

/** A setting of one table, as far as it was read. */
public sealed interface Reading {
    /** Where a value comes from. */
    enum Origin {
        /** Read from the table itself, or from what other services hold under its name. */
        TABLE("the table"),
        /** The system backup that AWS kept when the table was deleted. */
        SYSTEM_BACKUP("the system backup"),
        /** The last configuration item that AWS Config recorded. */
        AWS_CONFIG("AWS Config"),
        /** pitr-guard's own ledger. */
        LEDGER("the ledger");

        private final String words;

        Origin(String words) {
            this.words = words;
        }

        /** Returns the origin, as it stands in a sentence. */
        public String words() {
            return words;
        }
    }

    /** The value is known; {@link SettingValue#NONE} where the table has nothing of the setting. */
    record Known(SettingValue value, Origin origin) implements Reading {}

    /** Asked, without an answer: neither off nor equal to anything. */
    record Unreadable(Cause cause) implements Reading {}

    /**
     * Nobody holds it any more, as of a deleted table: neither off nor equal to anything.
     *
     * @param why a sentence
     */
    record NotKnown(String why) implements Reading {}

    /** Returns a value read from the table itself. */
    static Reading of(SettingValue value) {
        return new Known(value, Origin.TABLE);
    }
}
