package io.pitrguard.domain.policy;

/** What to do about a table that falls short. */
public enum Action {
    /** Say so and change nothing. */
    ALERT,
    /** Make it compliant, within the policy's limits. */
    REMEDIATE
}
