package io.pitrguard.domain.evidence;

import java.util.Comparator;

/**
 * What is wrong with a link of the chain.
 *
 * @param number the record's place in the chain; 0 for what has none
 * @param message one sentence, which names the record or the object
 */
public record ChainFinding(long number, Kind kind, String message) {
    /** From the first link to the last. */
    public static final Comparator<ChainFinding> IN_ORDER = Comparator.comparingLong(ChainFinding::number);

    /** What can be wrong. */
    public enum Kind {
        /** The record is not what was stored, or the one before it is another. */
        RECORD_CHANGED,
        /** Records are missing. */
        GAP,
        /** A record stands in another's place. */
        REORDERED,
        /** An object is there in no version that a record names. */
        OBJECT_MISSING,
        /** An object has another content than when it was recorded, or another version is shown in its place. */
        OBJECT_CHANGED,
        /** A report has no record: its sweep was interrupted before, or the record was removed. */
        UNRECORDED,
        /** A record or object could not be read: whether it is as it was, nobody knows. */
        COULD_NOT_READ;

        /** Returns whether it proves that the evidence is not what it was. */
        public boolean isBroken() {
            return switch (this) {
                case RECORD_CHANGED, GAP, REORDERED, OBJECT_MISSING, OBJECT_CHANGED -> true;
                case UNRECORDED, COULD_NOT_READ -> false;
            };
        }
    }
}
