package io.pitrguard.domain.sight;

/**
 * How one thing was found that pitr-guard depends on. Whatever is not clear is a blind spot: an installation that sees
 * nothing must never look like one with nothing to see.
 */
public sealed interface Sight {
    /** Gives what was looked at. */
    Sense sense();

    /** Says what was found. */
    String what();

    /** It is as it has to be. */
    record Clear(Sense sense, String what) implements Sight {}

    /**
     * It is not.
     *
     * @param remedy what a person can do about it
     */
    record Blind(Sense sense, String what, String remedy) implements Sight {}

    /**
     * It could not be looked at.
     *
     * @param what names the call, and the remedy where there is one
     * @param passing whether the next look may well succeed, so that nobody has to be told yet
     */
    record Unknown(Sense sense, String what, boolean passing) implements Sight {}

    /** Whether it is a blind spot. */
    default boolean isBlindSpot() {
        return !(this instanceof Clear);
    }
}
