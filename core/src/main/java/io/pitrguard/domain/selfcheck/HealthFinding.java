package io.pitrguard.domain.selfcheck;

/**
 * How one thing was found that pitr-guard depends on. Whatever is not clear is a blind spot: an installation that sees
 * nothing must never look like one with nothing to see.
 */
public sealed interface HealthFinding {
    /** Gives what was looked at. */
    Component component();

    /** Says what was found. */
    String what();

    /** It is as it has to be. */
    record Ok(Component component, String what) implements HealthFinding {}

    /**
     * It is not.
     *
     * @param remedy what a person can do about it
     */
    record Problem(Component component, String what, String remedy) implements HealthFinding {}

    /**
     * It could not be looked at.
     *
     * @param what names the call, and the remedy where there is one
     * @param passing whether the next look may well succeed, so that nobody has to be told yet
     */
    record Unknown(Component component, String what, boolean passing) implements HealthFinding {}

    /** Whether it is a blind spot. */
    default boolean isBlindSpot() {
        return !(this instanceof Ok);
    }
}
