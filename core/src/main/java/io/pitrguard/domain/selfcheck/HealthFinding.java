package io.pitrguard.domain.selfcheck;

/**
 * What a self-check found about one component. Everything but {@link Ok} is a blind spot: a deployment that sees nothing
 * must never look like one that has nothing to report.
 */
public sealed interface HealthFinding {
    /** Returns the component that was checked. */
    Component component();

    /** Returns the finding in words. */
    String what();

    /** The component works. */
    record Ok(Component component, String what) implements HealthFinding {}

    /**
     * The component does not work.
     *
     * @param remedy what a person can do about it
     */
    record Problem(Component component, String what, String remedy) implements HealthFinding {}

    /**
     * The component could not be checked.
     *
     * @param what names the call, and the remedy if there is one
     * @param passing whether the next check may well succeed, so that nobody has to be notified yet
     */
    record Unknown(Component component, String what, boolean passing) implements HealthFinding {}

    /** Whether it is a blind spot. */
    default boolean isBlindSpot() {
        return !(this instanceof Ok);
    }
}
